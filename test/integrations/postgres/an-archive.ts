// A PostgreSQL of the test file's own, and for each of its tests an empty database with an archive on it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createPostgresArchive } from '../../../integrations/postgres';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../integrations/postgres/embedded';
import { createPool, type Pool } from '../../../integrations/postgres/pool';
import type { Archive } from '../../../src/ports/archive';
import { freePorts } from '../processes/a-release';

export interface ArchiveWorld {
  url(): string;
  archive(): Archive;
  /** What the archive asks by. */
  pool(): Pool;
  stopServer(): Promise<void>;
  /** On the same data and port as before. */
  startServer(): Promise<void>;
  /** Asks by one connection, one after the other; gives the rows of the last. */
  query<T extends pg.QueryResultRow>(...texts: [string, unknown[]?][]): Promise<T[]>;
}

/** To be called once, outside the tests: it sets up and clears away around each of them. */
export function anArchiveForEach(): ArchiveWorld {
  let folder = '';
  let port = 0;
  let postgres: EmbeddedPostgres | undefined;
  let now: { url: string; archive: Archive; pool: Pool } | undefined;
  let databases = 0;

  function current(): { url: string; archive: Archive; pool: Pool } {
    if (!now) throw new Error('there is an archive only inside a test');
    return now;
  }
  async function startServer(): Promise<void> {
    postgres = await startEmbeddedPostgres({ folder, port, log: () => undefined });
  }
  async function stopServer(): Promise<void> {
    await postgres?.stop();
  }
  async function query<T extends pg.QueryResultRow>(...texts: [string, unknown[]?][]): Promise<T[]> {
    const client = new pg.Client({ connectionString: current().url });
    await client.connect();
    try {
      let rows: T[] = [];
      for (const [text, values] of texts) rows = (await client.query<T>(text, values)).rows;
      return rows;
    } finally {
      await client.end();
    }
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dayshift-archive-'));
    port = (await freePorts(1)).from;
    await startServer();
  });
  afterAll(async () => {
    await stopServer();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    const url = await postgres?.createDatabase(`archive_${databases += 1}`) ?? '';
    const pool = createPool({ url });
    now = { url, pool, archive: createPostgresArchive(pool) };
  });
  afterEach(() => now?.pool.close());

  return { url: () => current().url, archive: () => current().archive, pool: () => current().pool, stopServer, startServer, query };
}
