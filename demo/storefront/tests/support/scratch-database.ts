// Where does a test's data live? In a database of its own that is gone when the run ends.
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { testDatabaseUrl } from './environment';

export interface ScratchDatabase {
  url: string;
  run(sql: string): Promise<void>;
  drop(): Promise<void>;
}

export async function createScratchDatabase(): Promise<ScratchDatabase> {
  const name = `storefront_scratch_${randomBytes(6).toString('hex')}`;
  const url = new URL(testDatabaseUrl());
  url.pathname = `/${name}`;
  // template0: nobody can be connected to it, so runs side by side do not get in each other's way.
  await execute(testDatabaseUrl(), `create database ${name} template template0`);
  return {
    url: url.toString(),
    run: (sql) => execute(url.toString(), sql),
    drop: () => execute(testDatabaseUrl(), `drop database ${name} with (force)`),
  };
}

async function execute(connectionString: string, sql: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
