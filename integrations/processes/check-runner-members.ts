// Which processes belong to a run? Its group and session, their children, its box, and whatever carries its folder in the environment or writes to its output.
import { beganBefore, listPids, listProcesses, numberSpaceOf, outputsOf, startedWith, type ProcessIdentity, type RunningProcess } from '../process-identity';

export interface RunGroup {
  folder: string; // the run's own folder; its name is used by no other run
  leader?: ProcessIdentity; // absent when the run ended before its process was written down
  ledFromStart?: boolean; // the leader is the first process of all: whoever began before it is a stranger
  startedHere?: boolean; // by this process, just now: the number of a leader that has ended cannot be another's yet
}
export interface Tracker {
  /** Those that run now; everybody is looked at again. */
  look(): RunningProcess[];
  /** Their numbers, cheaply: only who is new is looked at. One that has ended may be among them. For a run that was started here. */
  glance(): number[];
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

  function look(): RunningProcess[] {
    const all = listProcesses().filter(({ pid }) => pid !== process.pid);
    const known = all.filter(({ pid, started }) => members.get(pid) === started);
    members.clear(); // who has ended is forgotten with its number
    strangers.clear();
    for (const { pid, started } of known) members.set(pid, started);
    sort(all.filter(({ pid }) => !members.has(pid)), run.leader !== undefined && ownsGroup(run, all));
    return all.filter(({ pid }) => members.has(pid));
  }

  function glance(): number[] {
    const pids = new Set(listPids());
    for (const pid of members.keys()) if (!pids.has(pid)) members.delete(pid);
    for (const pid of strangers) if (!pids.has(pid)) strangers.delete(pid);
    const unknown = [...pids].filter((pid) => pid !== process.pid && !members.has(pid) && !strangers.has(pid));
    if (unknown.length > 0) sort(listProcesses(unknown), run.startedHere === true);
    return [...members.keys()];
  }

  return { look, glance };
}
