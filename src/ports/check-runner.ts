// How does a command run in a box? Fresh folder, declared environment, own process group, limits; the output goes to a log.
import type { LimitsPlan, ServicePlan } from '../contracts/plan';

export interface RunOrder {
  id: string; // the same id again ends what is left of the earlier run first: its result counts once
  command: string; // for a POSIX shell
  folder: string; // working directory
  env: Record<string, string>; // declared; the runner adds PATH, HOME, TMPDIR, LANG only
  timeoutSeconds: number;
  log: string; // id of the log that output is appended to
  secrets: string[]; // masked in the output as it is written
  limits?: LimitsPlan; // default: the runner's own limit on output alone
  network?: 'full' | 'none'; // default `full`
  services?: ServicePlan[]; // started before the command in its own box, in their order, and ended with it
}
export interface RunEnd {
  exitCode: number | null; // null: ended by a signal
  ended: 'exited' | 'timed-out' | 'cancelled' | 'output-limit' | 'memory-limit' | 'disk-limit' | 'service-not-ready';
  why?: string; // of an end that the command did not choose, where there is more to say: which service was not ready, which limit was passed
  seconds: number;
  box: string; // e.g. `process group, bubblewrap`
  /** Resident memory of all its processes together. Absent where it cannot be measured. `growthPerHour`: bytes, fitted over the second half; absent when the run was too short. */
  memory?: { peakBytes: number; growthPerHour?: number };
}
export interface CheckRunner {
  /**
   * Runs to the end; a cancelled one is over within five seconds. `onProgress` is called about every second and carries the last
   * line of output. Throws `runner-broken` when the box cannot be made, `box-too-weak` when it cannot keep a limit or `network: none` here.
   */
  run(order: RunOrder, control: { signal: AbortSignal; onProgress: (last: string) => void }): Promise<RunEnd>;
}
