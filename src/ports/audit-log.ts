// Where is kept who did what? Appended only; nothing changes or removes an entry.
import type { AuditEntry } from '../contracts/access';

export interface AuditLog {
  /** Durable when it resolves; the log numbers it. Throws `unreachable`. */
  append(entry: Omit<AuditEntry, 'seq'>): Promise<void>;
  /** Newest first; `before`: only those with a smaller number. Throws `unreachable`. */
  list(page: { limit: number; before?: number; who?: string; action?: string; outcome?: AuditEntry['outcome'] }): Promise<AuditEntry[]>;
}
