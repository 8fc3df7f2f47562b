// Is this still the process that was started? A pid with its start time, so that a reused pid is never taken for it.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessIdentity {
  pid: number;
  started: string; // opaque: the boot and the clock tick of the start, or `ps`'s start time
}
export interface RunningProcess extends ProcessIdentity {
  group: number;
}

const STATE = 0;
const GROUP = 2;
const START_TICK = 19; // field 22 of /proc/<pid>/stat, counted from behind the name

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return undefined; // gone meanwhile, or not ours to read
  }
}

function readStat(pid: number, boot: string): (RunningProcess & { ended: boolean }) | undefined {
  const stat = readText(`/proc/${pid}/stat`);
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' '); // the name may hold spaces and brackets
  if (!fields) return undefined;
  return { pid, group: Number(fields[GROUP]), started: `${boot}:${fields[START_TICK]}`, ended: fields[STATE] === 'Z' || fields[STATE] === 'X' };
}

function bootId(): string {
  return readText('/proc/sys/kernel/random/boot_id')?.trim() ?? 'unknown';
}

function listByPs(): RunningProcess[] {
  const table = execFileSync('ps', ['-axo', 'pid=,pgid=,stat=,lstart='], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
  return table.split('\n').flatMap((line) => {
    const [, pid, group, state, started] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.+?)\s*$/.exec(line) ?? [];
    return pid && started && !state?.startsWith('Z') ? [{ pid: Number(pid), group: Number(group), started }] : [];
  });
}

/** Every process that runs now; what has ended and only waits to be reaped is left out. */
export function listProcesses(): RunningProcess[] {
  if (process.platform !== 'linux') return listByPs();
  const boot = bootId();
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => readStat(Number(pid), boot) ?? []).filter(({ ended }) => !ended);
}

/** The process that has this pid now, on Linux also one that has ended and only waits to be reaped. */
export function identify(pid: number): ProcessIdentity | undefined {
  const found = process.platform === 'linux' ? readStat(pid, bootId()) : listByPs().find((one) => one.pid === pid);
  return found && { pid, started: found.started };
}

/** Whether the very process still runs, not another one with its pid. */
export function isRunning(identity: ProcessIdentity): boolean {
  if (process.platform !== 'linux') return identify(identity.pid)?.started === identity.started;
  const found = readStat(identity.pid, bootId());
  return found?.started === identity.started && !found.ended;
}

/** Whether the environment that a process was started with holds the text. Always false where it cannot be read. */
export function startedWith(pid: number, text: string): boolean {
  return process.platform === 'linux' && (readText(`/proc/${pid}/environ`)?.includes(Buffer.from(text).toString('latin1')) ?? false);
}
