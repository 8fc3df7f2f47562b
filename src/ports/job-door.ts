// What does another system tell of a job that it runs for us? It is verified, kept for who waits, and taken once.
import type { IncomingHttpHeaders } from 'node:http';

export interface JobDoor {
  /** To be asked before the body is read. Throws `job-unknown` when there is no such runner, `job-unverified` without a signature of these minutes. */
  admit(id: string, headers: IncomingHttpHeaders): void;
  /** Durable when it answers; the same again changes nothing, and a job that is over takes nothing. Throws `job-unverified`, `body-malformed`, `job-unknown`. */
  take(id: string, raw: Buffer, headers: IncomingHttpHeaders): Promise<{ accepted: boolean; text: string }>;
}
