// Which processes belong to a run? Its group and session, their children, its box, and whatever carries its folder in the environment or writes to its output.
import { beganBefore, listProcesses, numberSpaceOf, outputsOf, startedWith, type ProcessIdentity, type RunningProcess } from '../process-identity';

export interface RunGroup {
  folder: string; // the run's own folder; its name is used by no other run
  leader?: ProcessIdentity; // absent when the run ended before its process was written down
  ledFromStart?: boolean; // the leader is the first process of all: whoever began before it is a stranger
  startedHere?: boolean; // by this process, just now: the number of a leader that has ended cannot be another's yet
}
export interface Tracker {
  /** Those that run now. `fresh`: everybody is looked at again; else only who is new, and a stranger stays one. */
  look(how?: { fresh: boolean }): RunningProcess[];
}

/** Whether the processes that bear the leader's number as their group are the run's, not those of a later process with that pid. */
function ownsGroup(run: RunGroup, all: RunningProcess[]): boolean {
  const now = all.find(({ pid }) => pid === run.leader?.pid);
  if (now) return now.started === run.leader?.started;
  return run.startedHere === true || all.some(({ pid, group }) => group === run.leader?.pid && startedWith(pid, run.folder));
}

/** What was once seen to belong to the run is remembered: a daemon that leaves its group, its parent and its environment is still the run's. */
export function createTracker(run: RunGroup): Tracker {
  const members = new Map<number, string>(); // pid -> start
  const spaces = new Set<string>(); // of the run's boxes
  const strangers = new Set<number>();
  const ownSpace = numberSpaceOf(process.pid);
  const outputs = run.startedHere && run.leader ? outputsOf(run.leader.pid) : [];

  function add(one: RunningProcess): void {
    members.set(one.pid, one.started);
    const space = numberSpaceOf(one.pid);
    if (space !== undefined && space !== ownSpace) spaces.add(space);
  }

  function belongs(one: RunningProcess, owned: boolean): boolean {
    if (run.ledFromStart && run.leader && beganBefore(one, run.leader)) return false; // spares reading most environments
    if (owned && (one.group === run.leader?.pid || one.session === run.leader?.pid)) return true;
    if (members.has(one.parent) || startedWith(one.pid, run.folder)) return true;
    return (spaces.size > 0 && spaces.has(numberSpaceOf(one.pid) ?? '')) || (outputs.length > 0 && outputsOf(one.pid).some((output) => outputs.includes(output)));
  }

  /** Until nobody is added: a child may be listed before its parent. */
  function sort(unknown: RunningProcess[], owned: boolean): void {
    const others = unknown.filter((one) => {
      if (!belongs(one, owned)) return true;
      add(one);
      return false;
    });
    if (others.length > 0 && others.length < unknown.length) return sort(others, owned);
    for (const { pid } of others) strangers.add(pid);
  }

  function look({ fresh } = { fresh: false }): RunningProcess[] {
    if (fresh) strangers.clear();
    const all = listProcesses(strangers).filter(({ pid }) => pid !== process.pid);
    const known = all.filter(({ pid, started }) => members.get(pid) === started);
    members.clear(); // who has ended is forgotten with its number
    for (const { pid, started } of known) members.set(pid, started);
    sort(all.filter(({ pid }) => !members.has(pid)), run.leader !== undefined && ownsGroup(run, all));
    return all.filter(({ pid }) => members.has(pid));
  }

  return { look };
}
