// Who listens on a port? The kernel's own table of sockets, and the processes that hold them open.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const LISTEN = '0A';
const LOCAL_ADDRESS = 1;
const STATE = 3;
const INODE = 9;

/** The sockets that listen on the port, by the kernel's numbers. Undefined where that cannot be known. */
function listenersOn(port: number): string[] | undefined {
  if (process.platform !== 'linux') return undefined;
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const rows = ['tcp', 'tcp6'].flatMap((table) => {
    try {
      return readFileSync(`/proc/net/${table}`, 'latin1').split('\n').slice(1);
    } catch {
      return []; // this machine has no IPv6
    }
  });
  return rows.map((row) => row.trim().split(/\s+/)).flatMap((row) => (row[LOCAL_ADDRESS]?.endsWith(wanted) && row[STATE] === LISTEN ? row[INODE] ?? [] : []));
}

function listDescriptors(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`);
  } catch {
    return []; // it ended meanwhile, or is not ours to read
  }
}

function socketOf(pid: number, descriptor: string): string | undefined {
  try {
    return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${descriptor}`))?.[1];
  } catch {
    return undefined; // closed meanwhile
  }
}

function socketsOf(pid: number): string[] {
  return listDescriptors(pid).flatMap((descriptor) => socketOf(pid, descriptor) ?? []);
}

/** Whether these processes listen on the port, and nobody else does. False where that cannot be known. */
export function listenAlone(port: number, pids: readonly number[]): boolean {
  const listeners = listenersOn(port) ?? [];
  const theirs = new Set(pids.flatMap(socketsOf));
  return listeners.length > 0 && listeners.every((socket) => theirs.has(socket));
}
