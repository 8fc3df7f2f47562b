// What belongs to a run, and how is it ended? The process group, and whatever carries the run's own folder in its environment.
import { setTimeout as sleep } from 'node:timers/promises';
import { listProcesses, startedWith, type ProcessIdentity } from '../process-identity';

export interface RunGroup {
  folder: string; // the run's own folder; its name is used by no other run
  leader?: ProcessIdentity; // absent when the run ended before its process was written down
}

const LAST_SECONDS = 10; // after KILL only a process stuck in the kernel is still there
const LONGEST_PAUSE = 100;

interface Members {
  group: number | undefined;
  pids: number[];
}

/** The group is the run's own when its leader is the one that was started, or when a member carries the run's folder. */
function findMembers(run: RunGroup): Members {
  const all = listProcesses().filter(({ pid }) => pid !== process.pid);
  const marked = all.filter(({ pid }) => startedWith(pid, run.folder));
  const { leader } = run;
  const own = leader !== undefined
    && (all.some(({ pid, started }) => pid === leader.pid && started === leader.started) || marked.some(({ group }) => group === leader.pid));
  const grouped = own ? all.filter(({ group }) => group === leader.pid) : [];
  return { group: grouped.length > 0 ? leader?.pid : undefined, pids: [...new Set([...grouped, ...marked].map(({ pid }) => pid))] };
}

function send(target: number, name: NodeJS.Signals): void {
  try {
    process.kill(target, name);
  } catch {
    // gone meanwhile, or not ours to end: the next look tells
  }
}

function sendAll(members: Members, name: NodeJS.Signals): void {
  if (members.group !== undefined) send(-members.group, name);
  for (const pid of members.pids) send(pid, name);
}

/** Looks again and again until nothing is left or the time is up; `each` is called with what is left at every look. */
async function untilGone(run: RunGroup, seconds: number, each: (members: Members) => void): Promise<boolean> {
  const deadline = performance.now() + seconds * 1000;
  for (let pause = 5; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    const members = findMembers(run);
    if (members.pids.length === 0) return true;
    if (performance.now() >= deadline) return false;
    each(members);
    await sleep(pause);
  }
}

/** Ends all that is left of a run: TERM, KILL after the grace, and waits for it to be gone. Returns the pids that would not end. */
export async function endGroup(run: RunGroup, graceSeconds: number): Promise<number[]> {
  const members = findMembers(run);
  if (members.pids.length === 0) return [];
  sendAll(members, 'SIGTERM');
  if (await untilGone(run, graceSeconds, () => undefined)) return [];
  if (await untilGone(run, LAST_SECONDS, (left) => sendAll(left, 'SIGKILL'))) return [];
  return findMembers(run).pids;
}
