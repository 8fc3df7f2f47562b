// How is PostgreSQL asked? By one pool of connections for everything that is kept there; the tables are made at first use.
import pg from 'pg';
import { DayshiftError, mask } from '../../src/errors';
import { MIGRATION_LOCK, MIGRATIONS } from './schema';

/** Connects at first use. Throws `unreachable` when the server cannot be asked now. */
export interface Pool {
  /** The rows of the answer, as the database gives them. */
  query(text: string, values?: unknown[]): Promise<unknown[]>;
  close(): Promise<void>;
}

const CONNECTIONS = 4;
const CONNECT_MS = 5000;
const QUERY_MS = 15_000;
const STEP_MS = 600_000; // a step may read every record there is
/** Classes of errors that say that the server cannot be asked now: connection, resources, shutting down. */
const AWAY = /^(08|53|57)|^E[A-Z]+$/;

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

export function createPool({ url }: { url: string }): Pool {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS, connectionTimeoutMillis: CONNECT_MS, query_timeout: QUERY_MS, application_name: 'dayshift' });
  pool.on('error', () => undefined); // an idle connection was cut: the next query opens another
  let migrated: Promise<void> | undefined;

  async function query(text: string, values: unknown[] = []): Promise<unknown[]> {
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

  return { query, close: () => pool.end() };
}
