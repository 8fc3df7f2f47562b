// How does an artifact become what customers reach? Asked, never remembered: `current` is the target's own answer.
import type { Release, RunningRelease } from '../contracts/result';

export interface DeployOrder {
  service: string;
  environment: string;
  digest: string;
  commit?: string;
  start: string; // command, run in the unpacked artifact with PORT and DAYSHIFT_DIGEST set
  health: string; // path
  env: Record<string, string>;
  timeoutSeconds: number;
}
export interface Deployer {
  /** What the environment runs and reports now, with the releases before it that the target still knows; undefined when nothing runs. */
  current(service: string, environment: string): Promise<RunningRelease | undefined>;
  /** Brings the digest live: start, readiness, switch, drain; the release before is kept for `undo`. Repeating it for the digest that is live changes nothing; an interrupted one is finished. Throws `deploy-failed`, with the old release still live. */
  deploy(order: DeployOrder, control: { signal: AbortSignal; onProgress: (text: string) => void }): Promise<Release>;
  /** Back to the release before, when the given digest is live; otherwise only ends what was half started. Safe to repeat. */
  undo(service: string, environment: string, digest: string): Promise<Release | undefined>;
}
