// Does the archive on a real PostgreSQL keep what it is given, whoever comes first and whatever the text holds?
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createPostgresArchive, type PostgresArchive } from '../../../integrations/postgres';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../integrations/postgres/embedded';
import { aRecord } from '../a-record';
import { freePorts } from '../processes/a-release';

let folder: string;
let postgres: EmbeddedPostgres;
let url: string;
let archive: PostgresArchive;
let databases = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dayshift-archive-'));
  postgres = await startEmbeddedPostgres({ folder, port: (await freePorts(1)).from, log: () => undefined });
});
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  url = await postgres.createDatabase(`archive_${databases += 1}`);
  archive = createPostgresArchive({ url });
});
afterEach(() => archive.close());

it('keeps a record and its story, and replaces it when it comes again', async () => {
  const record = aRecord('a');
  await archive.save(record, '# one');
  await archive.save({ ...record, incident: { ...record.incident, title: 'Other' } }, '# two');
  expect(await archive.find('a')).toEqual({ record: { ...record, incident: { ...record.incident, title: 'Other' } }, story: '# two' });
  expect(await archive.find('b')).toBeUndefined();
  expect(await archive.list({ limit: 10 })).toHaveLength(1);
});

it('lists newest first, page by page', async () => {
  for (const [id, at] of [['a', '2026-11-23T10:00:00Z'], ['b', '2026-11-24T10:00:00Z'], ['c', '2026-11-22T10:00:00Z']] as const) await archive.save(aRecord(id, at), '');
  const first = await archive.list({ limit: 2 });
  expect(first.map((record) => record.incident.id)).toEqual(['b', 'a']);
  expect((await archive.list({ limit: 2, before: first[1]?.incident.closedAt ?? '' })).map((record) => record.incident.id)).toEqual(['c']);
});

it('makes its table once when several start at the same moment', async () => {
  const others = Array.from({ length: 5 }, () => createPostgresArchive({ url }));
  await Promise.all(others.map((one, index) => one.save(aRecord(`r${index}`), '')));
  expect(await archive.list({ limit: 10 })).toHaveLength(5);
  await Promise.all(others.map((one) => one.close()));
});

it('stores texts that PostgreSQL does not take', async () => {
  const record = aRecord('a');
  await archive.save({ ...record, incident: { ...record.incident, title: 'a\0b \ud800 \\u0000 💥 \'); drop table x;--' } }, 'story\0');
  const found = await archive.find('a');
  expect(found?.record.incident.title).toBe('a\uFFFDb \uFFFD \\u0000 💥 \'); drop table x;--');
  expect(found?.story).toBe('story\uFFFD');
});

it('refuses a record of another shape, on the way in and on the way out', async () => {
  await expect(archive.save({ ...aRecord('a'), phases: 'none' } as never, '')).rejects.toThrow(/phases/);
  await archive.save(aRecord('a'), '');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('update dayshift_archive set record = record - \'phases\'');
  await client.end();
  await expect(archive.find('a')).rejects.toThrow(/phases/);
});

it('says that it cannot be reached, without its password, and works again afterwards', async () => {
  const { from: port } = await freePorts(1);
  const away = createPostgresArchive({ url: `postgres://postgres:sesame@127.0.0.1:${port}/x` });
  const failure = await away.list({ limit: 1 }).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'unreachable' });
  expect(String(failure)).not.toContain('sesame');
  await away.close();
});

it('goes on after the server was restarted', async () => {
  await archive.save(aRecord('a'), '');
  await postgres.stop();
  await expect(archive.find('a')).rejects.toMatchObject({ code: 'unreachable' });
  postgres = await startEmbeddedPostgres({ folder, port: Number(new URL(url).port), log: () => undefined });
  expect(await archive.find('a')).toBeDefined();
});
