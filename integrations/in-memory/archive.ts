// An archive in memory: records are validated on the way in and come back newest first, like the real one's.
import type { TestHistory } from '../../src/contracts/http';
import { IncidentRecord } from '../../src/contracts/record';
import type { Archive, ArchivePage, TestHistoryQuestion } from '../../src/ports/archive';
import { testHistoryOf } from './test-history';

function closedAt(record: IncidentRecord): number {
  return Date.parse(record.incident.closedAt ?? record.incident.openedAt);
}

export function createInMemoryArchive(): Archive {
  const kept = new Map<string, { record: IncidentRecord; story: string }>();

  async function save(record: IncidentRecord, story: string): Promise<void> {
    const checked = IncidentRecord.parse(structuredClone(record));
    kept.set(checked.incident.id, { record: checked, story });
  }

  async function list({ limit, before, beforeId, since, service, workflowId, isBrief }: ArchivePage): Promise<IncidentRecord[]> {
    const until = before === undefined ? Infinity : Date.parse(before);
    const from = since === undefined ? -Infinity : Date.parse(since);
    const isAfterPage = (record: IncidentRecord): boolean => closedAt(record) < until || (beforeId !== undefined && closedAt(record) === until && record.incident.id < beforeId);
    return [...kept.values()].map((entry) => entry.record)
      .filter((record) => isAfterPage(record) && closedAt(record) >= from)
      .filter(({ incident }) => (service === undefined || incident.service === service) && (workflowId === undefined || incident.workflowId === workflowId))
      .sort((a, b) => closedAt(b) - closedAt(a) || (a.incident.id < b.incident.id ? 1 : -1))
      .slice(0, limit)
      .map((record) => (isBrief ? { ...record, attempts: [], timeline: [] } : record));
  }

  async function find(id: string): Promise<{ record: IncidentRecord; story: string } | undefined> {
    return structuredClone(kept.get(id));
  }

  async function testHistory(question: TestHistoryQuestion): Promise<TestHistory[]> {
    return testHistoryOf(await list({ limit: kept.size }), question);
  }

  return { save, list, find, testHistory };
}
