// How is everything of a run ended? TERM, KILL after the grace, and looking until nothing is left.
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningProcess } from '../process-identity';
import type { Tracker } from './check-runner-members';

export interface EndRules {
  graceSeconds: number; // between TERM and KILL
  leader?: number; // the pid that the run's first group bears
  holdsBox?: boolean; // the leader only holds the box: the rest would be killed with it, so it goes last
}

const LAST_SECONDS = 10; // after KILL only a process stuck in the kernel is still there
const FIRST_PAUSE = 1;
const LONGEST_PAUSE = 100;
const KILL_PAUSE = 5; // who forks is looked for again before it can fork much

function send(target: number, name: NodeJS.Signals): void {
  try {
    process.kill(target, name);
  } catch {
    // gone meanwhile, or not ours to end: the next look tells
  }
}

function askToEnd(left: RunningProcess[], { leader, holdsBox }: EndRules): void {
  const others = left.filter(({ pid }) => !holdsBox || pid !== leader);
  for (const { pid } of others.length > 0 ? others : left) send(pid, 'SIGTERM');
}

/** Whole groups first: no member of one can fork its way out of a signal that is sent to the group. */
function kill(left: RunningProcess[], leader: number | undefined): void {
  const pids = new Set([...left.map(({ pid }) => pid), leader]);
  const groups = new Set(left.map(({ group }) => group).filter((group) => pids.has(group)));
  for (const group of groups) send(-group, 'SIGKILL');
  for (const { pid } of left) send(pid, 'SIGKILL');
}

/** Looks again and again until nothing is left or the time is up; `each` is called with what is left at every look. */
async function untilGone(tracker: Tracker, seconds: number, longestPause: number, each: (left: RunningProcess[]) => void): Promise<boolean> {
  const deadline = performance.now() + seconds * 1000;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, longestPause)) {
    const left = tracker.look();
    if (left.length === 0) return true;
    if (performance.now() >= deadline) return false;
    each(left);
    await sleep(pause);
  }
}

/** Ends all that is left of a run and waits for it to be gone. Returns the pids that would not end. */
export async function endGroup(tracker: Tracker, rules: EndRules): Promise<number[]> {
  const first = tracker.look();
  if (first.length === 0) return [];
  askToEnd(first, rules);
  if (await untilGone(tracker, rules.graceSeconds, LONGEST_PAUSE, () => undefined)) return [];
  if (await untilGone(tracker, LAST_SECONDS, KILL_PAUSE, (left) => kill(left, rules.leader))) return [];
  return tracker.look().map(({ pid }) => pid);
}
