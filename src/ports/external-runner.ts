// How does a check run elsewhere, e.g. in a team's other CI? It is asked for by a signed request, and tells its end by a signed callback or when asked.
export interface ExternalJob {
  id: string; // of the cell's run: the same id again is the same job, not another
  check: string;
  point: Record<string, string>;
  command: string;
  repository: string;
  commit: string;
  digest: string; // of the artifact under test
  env: Record<string, string>; // declared variables; no secrets
  timeoutSeconds: number;
  log: string; // id of the log that it is told to
  format: string; // of the report that is wanted, e.g. `junit`
  file?: string; // where the command writes it, relative to the checkout
}
export interface ExternalEnd {
  ended: 'exited' | 'timed-out' | 'cancelled';
  exitCode: number | null;
  report?: string; // its text; absent: it left none
  link?: string; // where the job can be seen
  seconds: number;
}
export interface ExternalRunner {
  /**
   * Starts the job, or finds the one started before under the same id, and waits for its end. Cancelling tells the other side, unless `isTakenAway`
   * says that the work only goes on elsewhere: then it is left running and the signal's reason is thrown. Throws `external-runner-failed`, `unreachable`.
   */
  run(job: ExternalJob, control: { signal: AbortSignal; onProgress: (last: string) => void; isTakenAway?: () => boolean }): Promise<ExternalEnd>;
}
