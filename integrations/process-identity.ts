// Is this still the process that was started? A pid with its start time, so that a reused pid is never taken for it.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export interface ProcessIdentity {
  pid: number;
  started: string; // opaque: the boot and the clock tick of the start, or `ps`'s start time
}
export interface RunningProcess extends ProcessIdentity {
  parent: number;
  group: number;
  session: number; // 0 where it is not told
}

const STATE = 0; // field 3 of /proc/<pid>/stat; all are counted from behind the name
const PARENT = 1;
const GROUP = 2;
const SESSION = 3;
const START_TICK = 19;

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
  const ended = fields[STATE] === 'Z' || fields[STATE] === 'X';
  return { pid, parent: Number(fields[PARENT]), group: Number(fields[GROUP]), session: Number(fields[SESSION]), started: `${boot}:${fields[START_TICK]}`, ended };
}

function bootId(): string {
  return readText('/proc/sys/kernel/random/boot_id')?.trim() ?? 'unknown';
}

function listByPs(): RunningProcess[] {
  const table = execFileSync('ps', ['-axo', 'pid=,ppid=,pgid=,stat=,lstart='], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
  return table.split('\n').flatMap((line) => {
    const [, pid, parent, group, state, started] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.+?)\s*$/.exec(line) ?? [];
    return pid && started && !state?.startsWith('Z') ? [{ pid: Number(pid), parent: Number(parent), group: Number(group), session: 0, started }] : [];
  });
}

/** The numbers of all processes, on Linux also of those that have ended and only wait to be reaped. */
export function listPids(): number[] {
  if (process.platform !== 'linux') return listByPs().map(({ pid }) => pid);
  return readdirSync('/proc').map(Number).filter((pid) => pid > 0); // the other names are words
}

/** Every process that runs now, or those of the `pids` that do; what has ended and only waits to be reaped is left out. */
export function listProcesses(pids?: readonly number[]): RunningProcess[] {
  if (process.platform !== 'linux') return listByPs().filter(({ pid }) => pids?.includes(pid) ?? true);
  const boot = bootId();
  return (pids ?? listPids()).flatMap((pid) => readStat(pid, boot) ?? []).filter(({ ended }) => !ended);
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

/** Whether the one began before the other; false where that cannot be known. */
export function beganBefore(one: ProcessIdentity, other: ProcessIdentity): boolean {
  const [boot, tick] = one.started.split(':');
  const [otherBoot, otherTick] = other.started.split(':');
  return process.platform === 'linux' && boot === otherBoot && Number(tick) < Number(otherTick);
}

/** Whether the environment that a process was started with holds the text. Always false where it cannot be read. */
export function startedWith(pid: number, text: string): boolean {
  return process.platform === 'linux' && (readText(`/proc/${pid}/environ`)?.includes(Buffer.from(text).toString('latin1')) ?? false);
}

function readLink(file: string): string | undefined {
  try {
    return readlinkSync(file);
  } catch {
    return undefined; // gone meanwhile, or not ours to read, or not Linux
  }
}

/** The space of process numbers that a process lives in: a box has one of its own. Undefined where it cannot be read. */
export function numberSpaceOf(pid: number): string | undefined {
  return readLink(`/proc/${pid}/ns/pid`);
}

/** The pipes that a process writes its output to, by names that no other pipe has while one is open. */
export function outputsOf(pid: number): string[] {
  return [1, 2].flatMap((descriptor) => readLink(`/proc/${pid}/fd/${descriptor}`) ?? []).filter((link) => /^(pipe|socket):/.test(link));
}
