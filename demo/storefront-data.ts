// What does production's database hold when the day begins? The storefront's own tables, and a few thousand customers in them.
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';
import { CUSTOMERS, CUSTOMER_PASSWORD_HASH, demoCustomer } from './customers';
import { demoFolder } from './demo-folder';

export interface StorefrontDataOrder {
  adminUrl: string; // a PostgreSQL whose user may create databases
  name: string; // of the database, e.g. `storefront`
}

/** Makes the database when it is missing and fills it up to the full number of customers. Answers its URL. Safe to repeat. */
export async function createStorefrontData({ adminUrl, name }: StorefrontDataOrder): Promise<string> {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  await withClient(adminUrl, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)} template template0`);
  });
  await withClient(url.toString(), async (client) => {
    await applyMigrations(client);
    await insertCustomers(client);
  });
  return url.toString();
}

/** As the storefront does it when it starts, so that its first start finds nothing left to do. */
async function applyMigrations(client: Client): Promise<void> {
  const folder = path.join(demoFolder(), 'storefront', 'migrations');
  await client.query('create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())');
  for (const name of (await readdir(folder)).sort()) {
    await client.query(await readFile(path.join(folder, name), 'utf8'));
    await client.query('insert into migrations (name) values ($1) on conflict do nothing', [name]);
  }
}

async function insertCustomers(client: Client): Promise<void> {
  const customers = Array.from({ length: CUSTOMERS }, (_, index) => demoCustomer(index + 1));
  await client.query(
    `insert into customers (email, name, password_hash, created_at)
     select email, name, $3, now() - case when legacy then interval '200 days' else interval '12 hours' end
     from unnest($1::text[], $2::text[], $4::boolean[]) as given (email, name, legacy)
     on conflict (email) do nothing`,
    [customers.map(({ email }) => email), customers.map(({ name }) => name), CUSTOMER_PASSWORD_HASH, customers.map(({ legacy }) => legacy)],
  );
  await client.query('analyze customers');
}

async function withClient(connectionString: string, use: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}
