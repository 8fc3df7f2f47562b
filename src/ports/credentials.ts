// Where do the credentials lie that were made here? Only the SHA-256 of a secret is ever kept.
import type { Role, Scope } from '../domain/vocabulary';

/**
 * `once` opens one session and is gone; `session` is what a browser's cookie carries. `device-code` and `user-code` open nothing: by the
 * one a program asks for a token, by the other its person says yes or no. Times are ISO.
 */
export interface Credential {
  id: string;
  kind: 'token' | 'link' | 'session' | 'once' | 'device-code' | 'user-code';
  sha256: string;
  name: string;
  person?: string;
  program?: string; // neither: somebody who only reads
  roles?: Role[]; // narrower than the team file's
  scopes: Scope[];
  createdAt: string;
  createdBy: string;
  expiresAt?: string;
  usedAt?: string;
  endedAt?: string;
  endedBy?: string;
}

export interface Credentials {
  /** Keeps it; the same id again replaces it, but what has ended stays ended and the newest `usedAt` stays. Throws `unreachable`. */
  save(credential: Credential): Promise<void>;
  /** By the secret's hash, also an ended or expired one. With `end` an unended one is ended by being found, of several who ask at once only one gets it, and one that had ended is not found. Throws `unreachable`. */
  find(sha256: string, end?: { at: string; by: string }): Promise<Credential | undefined>;
  /** Newest first; also the ended ones. Throws `unreachable`. */
  list(kind: Credential['kind']): Promise<Credential[]>;
}
