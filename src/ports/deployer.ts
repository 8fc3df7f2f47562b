// How does an artifact become what customers reach? Asked, never remembered: `current` is the target's own answer.
import type { Release, RunningRelease } from '../contracts/result';

export interface DeployOrder {
  service: string;
  environment: string;
  digest: string;
  commit?: string;
  start?: string; // processes: command, run in the unpacked artifact with PORT and DAYSHIFT_DIGEST set
  health?: string; // processes: path
  env: Record<string, string>;
  timeoutSeconds: number;
  weight?: number; // percent of the traffic, 1 to 100; default 100. Below 100 the release before stays live beside it
  fence?: number; // of the lane's grant: an order with a lower one than the target has seen is refused
  verified?: readonly string[]; // digests that were verified here: what is gone back to is one of them, when the target has one
}
export interface UndoOrder {
  service: string;
  environment: string;
  digest: string; // what is taken back
  fence?: number;
  barred?: readonly string[]; // digests that are never gone back to
}
export interface Deployer {
  /** What the environment runs and reports now, with the releases before it that the target still knows; undefined when nothing runs. */
  current(service: string, environment: string): Promise<RunningRelease | undefined>;
  /**
   * Brings the digest live with its share of the traffic: start, readiness, switch, drain; the release before is kept for `undo`. Repeating it
   * changes nothing; an interrupted one is finished. Throws `deploy-failed`, with the old release still live, and `fence-passed`.
   */
  deploy(order: DeployOrder, control: { signal: AbortSignal; onProgress: (text: string) => void }): Promise<Release>;
  /**
   * Back to the release before, when the given digest is live or has a share; otherwise only ends what was half started. Safe to repeat.
   * The release before is healthy before it is gone back to. Throws `deploy-failed` when there is none, `fence-passed`.
   */
  undo(order: UndoOrder): Promise<Release | undefined>;
}
