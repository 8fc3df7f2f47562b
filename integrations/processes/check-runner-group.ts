// What belongs to a run, and how is it ended? The process group, and whatever carries the run's own folder in its environment.
import { setTimeout as sleep } from 'node:timers/promises';
import { listProcesses, startedWith, type ProcessIdentity, type RunningProcess } from '../process-identity';

export interface RunGroup {
  folder: string; // the run's own folder; its name is used by no other run
  leader?: ProcessIdentity; // absent when the run ended before its process was written down
  startedHere?: boolean; // by this process, just now: the number of a leader that has ended cannot be another's yet
}

const LAST_SECONDS = 10; // after KILL only a process stuck in the kernel is still there
const LONGEST_PAUSE = 100;

interface Members {
  group: number | undefined;
  pids: number[];
}

/** Whether the processes that bear the leader's number as their group are the run's, not those of a later process with that pid. */
function ownsGroup(run: RunGroup, all: RunningProcess[], marked: RunningProcess[]): boolean {
  const now = all.find(({ pid }) => pid === run.leader?.pid);
  if (now) return now.started === run.leader?.started;
  return run.startedHere === true || marked.some(({ group }) => group === run.leader?.pid);
}

function findMembers(run: RunGroup): Members {
  const all = listProcesses().filter(({ pid }) => pid !== process.pid);
  const marked = all.filter(({ pid }) => startedWith(pid, run.folder));
  const grouped = run.leader && ownsGroup(run, all, marked) ? all.filter(({ group }) => group === run.leader?.pid) : [];
  return { group: grouped[0]?.group, pids: [...new Set([...grouped, ...marked].map(({ pid }) => pid))] };
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
