// An archive in memory: records are validated on the way in and come back newest first, like the real one's.
import { IncidentRecord } from '../../src/contracts/record';
import type { Archive } from '../../src/ports/archive';

function closedAt(record: IncidentRecord): number {
  return Date.parse(record.incident.closedAt ?? record.incident.openedAt);
}

export function createInMemoryArchive(): Archive {
  const kept = new Map<string, { record: IncidentRecord; story: string }>();

  async function save(record: IncidentRecord, story: string): Promise<void> {
    const checked = IncidentRecord.parse(structuredClone(record));
    kept.set(checked.incident.id, { record: checked, story });
  }

  async function list({ limit, before, workflowId }: { limit: number; before?: string; workflowId?: string }): Promise<IncidentRecord[]> {
    const limitTime = before === undefined ? Infinity : Date.parse(before);
    return [...kept.values()].map((entry) => entry.record)
      .filter((record) => closedAt(record) < limitTime && (workflowId === undefined || record.incident.workflowId === workflowId))
      .sort((a, b) => closedAt(b) - closedAt(a))
      .slice(0, limit);
  }

  async function find(id: string): Promise<{ record: IncidentRecord; story: string } | undefined> {
    return structuredClone(kept.get(id));
  }

  return { save, list, find };
}
