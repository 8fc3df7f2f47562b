// Does production's database hold what the day needs? A real PostgreSQL, the storefront's own migrations.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { CUSTOMERS } from '../../demo/customers';
import { createStorefrontData } from '../../demo/storefront-data';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../integrations/postgres/embedded';
import { freePorts } from '../integrations/processes/a-release';

let folder: string;
let postgres: EmbeddedPostgres;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'storefront-data-'));
  postgres = await startEmbeddedPostgres({ folder: path.join(folder, 'pg'), port: (await freePorts(1)).from, log: () => undefined });
});

afterAll(async () => {
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function ask<Row extends Record<string, unknown>>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

test('customers are there with the storefront\'s own tables, a third of them stored as typed, and a repeat adds nothing', async () => {
  const url = await createStorefrontData({ adminUrl: postgres.url, name: 'storefront' });
  expect(await createStorefrontData({ adminUrl: postgres.url, name: 'storefront' })).toBe(url);
  expect(await ask(url, 'select count(*)::int as customers, count(*) filter (where email <> lower(email))::int as legacy from customers')).toEqual([
    { customers: CUSTOMERS, legacy: CUSTOMERS / 3 },
  ]);
  expect(await ask(url, 'select name from migrations order by name')).toEqual([{ name: '0001-customers.sql' }, { name: '0002-sessions.sql' }]);
  expect(await ask(url, 'select count(*)::int as sessions from sessions')).toEqual([{ sessions: 0 }]);
});
