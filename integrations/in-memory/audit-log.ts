// The audit in memory: numbered by itself, newest first, never changed.
import { AuditEntry } from '../../src/contracts/access';
import type { AuditLog } from '../../src/ports/audit-log';

export function createInMemoryAuditLog(): AuditLog {
  const kept: AuditEntry[] = [];

  async function append(entry: Omit<AuditEntry, 'seq'>): Promise<void> {
    kept.push(AuditEntry.parse({ ...structuredClone(entry), seq: kept.length + 1 }));
  }

  async function list({ limit, before = Infinity, who, action, outcome }: Parameters<AuditLog['list']>[0]): Promise<AuditEntry[]> {
    const asked = kept.filter((entry) => entry.seq < before && [[who, entry.who], [action, entry.action], [outcome, entry.outcome]].every(([wanted, is]) => wanted === undefined || wanted === is));
    return structuredClone(asked.reverse().slice(0, limit));
  }

  return { append, list };
}
