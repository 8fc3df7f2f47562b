// How does a command run in a box? Fresh folder, declared environment, own process group, limits; the output goes to a log.
export interface RunOrder {
  id: string; // the same id again ends what is left of the earlier run first: its result counts once
  command: string; // for a POSIX shell
  folder: string; // working directory
  env: Record<string, string>; // declared; the runner adds PATH, HOME, TMPDIR, LANG only
  timeoutSeconds: number;
  log: string; // id of the log that output is appended to
  secrets: string[]; // masked in the output as it is written
}
export interface RunEnd {
  exitCode: number | null; // null: ended by a signal
  ended: 'exited' | 'timed-out' | 'cancelled' | 'output-limit';
  seconds: number;
  box: string; // e.g. `process group, bubblewrap`
}
export interface CheckRunner {
  /** Runs to the end. `onProgress` is called about every second and carries the last line of output. Throws only when the box cannot be made (`runner-broken`). */
  run(order: RunOrder, control: { signal: AbortSignal; onProgress: (last: string) => void }): Promise<RunEnd>;
}
