// How is the database reached and brought up to date? Migrations only ever add, so the release before keeps working beside this one.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Pool } from 'pg';

const MIGRATION_LOCK = 7_041_855; // any number, the same in every release

export function openDatabase(databaseUrl: string): Pool {
  // Idle connections do not hold the process: it ends by itself once it has stopped listening and the last request is done.
  const pool = new Pool({ connectionString: databaseUrl, max: 10, connectionTimeoutMillis: 5_000, allowExitOnIdle: true });
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  pool.on('error', (error) => console.error(JSON.stringify({ msg: 'idle database connection lost', reason: error.message })));
  return pool;
}

/** Applies every migration in `folder` that this database has not seen. Safe to run from several processes at once. */
export async function migrate(pool: Pool, folder: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await client.query('create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())');
    const { rows } = await client.query<{ name: string }>('select name from migrations');
    const applied = new Set(rows.map((row) => row.name));
    for (const name of (await readdir(folder)).sort()) {
      if (applied.has(name)) continue;
      await client.query(await readFile(join(folder, name), 'utf8'));
      await client.query('insert into migrations (name) values ($1)', [name]);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
