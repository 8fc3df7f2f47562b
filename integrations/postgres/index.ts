// Where do records stay when their workflow is gone? One row for each incident in PostgreSQL; beside the archive other things are kept by the same pool.
import type { ServiceHistory } from '../../src/contracts/history';
import type { TestHistory } from '../../src/contracts/http';
import { IncidentRecord } from '../../src/contracts/record';
import type { ReleaseFacts } from '../../src/domain/dora';
import { DayshiftError } from '../../src/errors';
import type { Archive, ArchiveFilter, ArchivePage, ReleaseQuestion, ServiceHistoryQuestion, TestHistoryQuestion } from '../../src/ports/archive';
import { askForHistory, readHistory } from './cell-history';
import { askForCount, askForPage } from './page';
import type { Pool } from './pool';
import { askForReleases, readReleases } from './release-facts';
import { Row } from './schema';
import { storable } from './storable';
import { askForTests, readTests } from './test-history';

function toJson(record: IncidentRecord): string {
  return JSON.stringify(record, (_, value: unknown) => (typeof value === 'string' ? storable(value) : value));
}

function readRow(row: unknown): Row {
  const parsed = Row.safeParse(row);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.slice(0, 3).map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new DayshiftError('unreachable', { what: 'A record of the archive', reason: `it has another shape (${faults})` });
}

/** Every method throws `unreachable` when the server cannot be asked. */
export function createPostgresArchive({ query }: Pool): Archive {
  async function save(record: IncidentRecord, story: string): Promise<void> {
    const { incident } = IncidentRecord.parse(record);
    await query(
      `insert into dayshift_archive (id, service, closed_at, record, story) values ($1, $2, $3, $4, $5)
       on conflict (id) do update set service = excluded.service, closed_at = excluded.closed_at, record = excluded.record, story = excluded.story, saved_at = now()`,
      [incident.id, incident.service, incident.closedAt ?? incident.openedAt, toJson(record), storable(story)],
    );
  }

  async function list(page: ArchivePage): Promise<IncidentRecord[]> {
    const rows = await query(...askForPage(page));
    return rows.map((row) => readRow(row).record);
  }

  async function count(filter: ArchiveFilter): Promise<number> {
    const [row] = await query(...askForCount(filter));
    return Number((row as { count?: unknown } | undefined)?.count ?? 0);
  }

  async function find(id: string): Promise<{ record: IncidentRecord; story: string } | undefined> {
    const [row] = await query('select record, story from dayshift_archive where id = $1', [id]);
    return row === undefined ? undefined : readRow(row);
  }

  async function testHistory(question: TestHistoryQuestion): Promise<TestHistory[]> {
    const tests = readTests(await query(...askForTests(question)));
    if (!tests) throw new DayshiftError('unreachable', { what: 'The tests of the archive', reason: 'they have another shape' });
    return tests;
  }

  async function serviceHistory(question: ServiceHistoryQuestion): Promise<ServiceHistory> {
    const asked = askForHistory(question);
    const [weeks, fresh, given] = await Promise.all([query(...asked.weeks), query(...asked.fresh), query(...asked.given)]);
    const history = readHistory(question.weeks, { weeks, fresh, given });
    if (!history) throw new DayshiftError('unreachable', { what: 'The cells of the archive', reason: 'they have another shape' });
    return history;
  }

  async function releaseFacts(question: ReleaseQuestion): Promise<ReleaseFacts[]> {
    const facts = readReleases(await query(...askForReleases(question)));
    if (!facts) throw new DayshiftError('unreachable', { what: 'The releases of the archive', reason: 'they have another shape' });
    return facts;
  }

  return { save, list, count, find, testHistory, serviceHistory, releaseFacts };
}
