// An archive in memory: records are validated on the way in and come back newest first, like the real one's.
import type { ServiceHistory } from '../../src/contracts/history';
import type { TestHistory } from '../../src/contracts/http';
import { IncidentRecord } from '../../src/contracts/record';
import { isFoundIn } from '../../src/contracts/search-words';
import type { ReleaseFacts } from '../../src/domain/dora';
import type { Archive, ArchiveFilter, ArchivePage, ReleaseQuestion, ServiceHistoryQuestion, TestHistoryQuestion } from '../../src/ports/archive';
import { serviceHistoryOf } from './cell-history';
import { testHistoryOf } from './test-history';

function closedAt(record: IncidentRecord): number {
  return Date.parse(record.incident.closedAt ?? record.incident.openedAt);
}

function textOf({ incident: { id, title, service, cause }, alerts }: IncidentRecord, story: string): string {
  return [id, title, service, cause, ...alerts, story].join(' ');
}

export function createInMemoryArchive(): Archive {
  const kept = new Map<string, { record: IncidentRecord; story: string }>();

  async function save(record: IncidentRecord, story: string): Promise<void> {
    const checked = IncidentRecord.parse(structuredClone(record));
    kept.set(checked.incident.id, { record: checked, story });
  }

  /** The records that fit, newest first. */
  function fitting({ since, until, service, workflowId, severity, outcome, assignee, search, ids }: ArchiveFilter): IncidentRecord[] {
    const [from, to] = [since === undefined ? -Infinity : Date.parse(since), until === undefined ? Infinity : Date.parse(until)];
    const wanted = { service, workflowId, severity, outcome };
    return [...kept.values()]
      .filter(({ record }) => closedAt(record) >= from && closedAt(record) < to)
      .filter(({ record: { incident, assignment } }) => (Object.keys(wanted) as (keyof typeof wanted)[]).every((name) => wanted[name] === undefined || wanted[name] === incident[name]) && (assignee === undefined || assignment?.to === assignee))
      .filter(({ record, story }) => search === undefined || isFoundIn(textOf(record, story), search))
      .map(({ record }) => record)
      .filter(({ incident }) => !ids || ids.includes(incident.id))
      .sort((a, b) => closedAt(b) - closedAt(a) || (a.incident.id < b.incident.id ? 1 : -1));
  }

  async function list({ limit, before, beforeId, isBrief, ...filter }: ArchivePage): Promise<IncidentRecord[]> {
    const end = before === undefined ? Infinity : Date.parse(before);
    const isAfterPage = (record: IncidentRecord): boolean => closedAt(record) < end || (beforeId !== undefined && closedAt(record) === end && record.incident.id < beforeId);
    return fitting(filter).filter(isAfterPage).slice(0, limit)
      .map((record) => (isBrief ? { ...record, attempts: record.attempts.map((attempt) => ({ ...attempt, stages: [] })), timeline: [] } : record));
  }

  async function count(filter: ArchiveFilter): Promise<number> {
    return fitting(filter).length;
  }

  async function find(id: string): Promise<{ record: IncidentRecord; story: string } | undefined> {
    return structuredClone(kept.get(id));
  }

  async function testHistory(question: TestHistoryQuestion): Promise<TestHistory[]> {
    return testHistoryOf(await list({ limit: kept.size }), question);
  }

  async function serviceHistory(question: ServiceHistoryQuestion): Promise<ServiceHistory> {
    return serviceHistoryOf(await list({ limit: kept.size }), question);
  }

  async function releaseFacts({ service, since }: ReleaseQuestion): Promise<ReleaseFacts[]> {
    return fitting({ service, since }).map(({ incident, impact, deployments }) => ({
      incident: incident.id, recurrenceOf: incident.recurrenceOf, began: impact.began ?? incident.openedAt,
      deployments: deployments.map(({ environment, startedAt, at, endedAt, outcome, committedAt, restoredAt }) => ({ environment, startedAt, at, endedAt, outcome, committedAt, restoredAt })),
    }));
  }

  return { save, list, count, find, testHistory, serviceHistory, releaseFacts };
}
