// Where do records stay when their workflow is gone? One row for each incident in PostgreSQL; the table is made at first use.
import pg from 'pg';
import type { TestHistory } from '../../src/contracts/http';
import { IncidentRecord } from '../../src/contracts/record';
import { DayshiftError, mask } from '../../src/errors';
import type { Archive, ArchivePage, TestHistoryQuestion } from '../../src/ports/archive';
import { askForPage } from './page';
import { MIGRATION_LOCK, MIGRATIONS, Row } from './schema';
import { askForTests, readTests } from './test-history';

export interface PostgresArchive extends Archive {
  close(): Promise<void>;
}

const CONNECTIONS = 4;
const CONNECT_MS = 5000;
const QUERY_MS = 15_000;
const STEP_MS = 600_000; // a step may read every record there is
/** Classes of errors that say that the server cannot be asked now: connection, resources, shutting down. */
const AWAY = /^(08|53|57)|^E[A-Z]+$/;

/** What PostgreSQL takes for no text: the NUL sign and halves of signs. */
function storable(text: string): string {
  return text.replace(/[\0\p{Surrogate}]/gu, '\uFFFD');
}

function toJson(record: IncidentRecord): string {
  return JSON.stringify(record, (_, value: unknown) => (typeof value === 'string' ? storable(value) : value));
}

function asDayshiftError(error: unknown): unknown {
  const { code, message, errors } = Object(error) as { code?: string; message?: string; errors?: { message?: string }[] };
  const isAway = AWAY.test(code ?? '') || /timeout|terminated|Connection/i.test(message ?? '');
  return isAway ? new DayshiftError('unreachable', { what: 'The archive', reason: mask(message || errors?.[0]?.message || String(code)) }) : error;
}

async function migrate(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]); // ends with the transaction
    await client.query('create table if not exists dayshift_schema (version int primary key, at timestamptz not null default now())');
    const { rows } = await client.query<{ version: number }>('select coalesce(max(version), -1) as version from dayshift_schema');
    const done = rows[0]?.version ?? -1;
    for (const [version, step] of MIGRATIONS.entries()) {
      if (version <= done) continue;
      const whole: pg.QueryConfig & { query_timeout: number } = { text: step, query_timeout: STEP_MS };
      await client.query(whole);
      await client.query('insert into dayshift_schema (version) values ($1)', [version]);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined); // the first error tells
    throw error;
  } finally {
    client.release();
  }
}

function readRow(row: unknown): Row {
  const parsed = Row.safeParse(row);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.slice(0, 3).map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new DayshiftError('unreachable', { what: 'A record of the archive', reason: `it has another shape (${faults})` });
}

/** Connects at first use. Every method throws `unreachable` when the server cannot be asked. */
export function createPostgresArchive({ url }: { url: string }): PostgresArchive {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS, connectionTimeoutMillis: CONNECT_MS, query_timeout: QUERY_MS, application_name: 'dayshift' });
  pool.on('error', () => undefined); // an idle connection was cut: the next query opens another
  let migrated: Promise<void> | undefined;

  async function query(text: string, values: unknown[]): Promise<unknown[]> {
    try {
      migrated ??= migrate(pool);
      await migrated;
    } catch (error) {
      migrated = undefined; // the next call tries again
      throw asDayshiftError(error);
    }
    try {
      return (await pool.query<Record<string, unknown>>(text, values)).rows;
    } catch (error) {
      throw asDayshiftError(error);
    }
  }

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

  async function find(id: string): Promise<{ record: IncidentRecord; story: string } | undefined> {
    const [row] = await query('select record, story from dayshift_archive where id = $1', [id]);
    return row === undefined ? undefined : readRow(row);
  }

  async function testHistory(question: TestHistoryQuestion): Promise<TestHistory[]> {
    const tests = readTests(await query(...askForTests(question)));
    if (!tests) throw new DayshiftError('unreachable', { what: 'The tests of the archive', reason: 'they have another shape' });
    return tests;
  }

  return { save, list, find, testHistory, close: () => pool.end() };
}
