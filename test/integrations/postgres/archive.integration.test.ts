// Does the archive on a real PostgreSQL keep what it is given, whoever comes first and whatever the text holds?
import pg from 'pg';
import { createPostgresArchive } from '../../../integrations/postgres';
import { askForPage } from '../../../integrations/postgres/page';
import { createPool } from '../../../integrations/postgres/pool';
import { MIGRATIONS } from '../../../integrations/postgres/schema';
import type { Archive } from '../../../src/ports/archive';
import { aRecord } from '../a-record';
import { allPages, expectBriefness, idsOf, keepSix, PAGES } from '../archive-pages';
import { freePorts } from '../processes/a-release';
import { anArchiveForEach } from './an-archive';

const { archive: current, url: currentUrl, query, stopServer, startServer } = anArchiveForEach();
let url: string;
let archive: Archive;
beforeEach(() => {
  url = currentUrl();
  archive = current();
});

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

it('lists the incidents of one service and cause, newest first, page by page', async () => {
  const of = (id: string, closedAt: string, workflowId: string) => { const record = aRecord(id, closedAt); return { ...record, incident: { ...record.incident, workflowId } }; };
  for (const day of [21, 22, 23, 24]) await archive.save(of(`slow-${day}`, `2026-11-${day}T10:00:00Z`, 'incident.shop.Slow'), '');
  await archive.save(of('down', '2026-11-25T10:00:00Z', 'incident.shop.Down'), '');
  await archive.save(of('quoted', '2026-11-25T10:00:00Z', 'incident.shop.\'; drop table x;--'), '');
  const first = await archive.list({ limit: 3, workflowId: 'incident.shop.Slow' });
  expect(first.map((record) => record.incident.id)).toEqual(['slow-24', 'slow-23', 'slow-22']);
  expect((await archive.list({ limit: 3, workflowId: 'incident.shop.Slow', before: first[2]?.incident.closedAt ?? '' })).map((record) => record.incident.id)).toEqual(['slow-21']);
  expect((await archive.list({ limit: 3, workflowId: 'incident.shop.\'; drop table x;--' })).map((record) => record.incident.id)).toEqual(['quoted']);
  expect(await archive.list({ limit: 3, workflowId: 'incident.shop.Other' })).toEqual([]);
});

it('finds rows from before the index by their cause, and searches them by it', async () => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('create table dayshift_schema (version int primary key, at timestamptz not null default now())');
  await client.query(MIGRATIONS[0] ?? '');
  await client.query('insert into dayshift_schema (version) values (0)');
  const old: Partial<ReturnType<typeof aRecord>> = aRecord('old');
  for (const added of ['declined', 'helpers', 'customerReports', 'reopened', 'alerts', 'suggested', 'undelivered', 'branch', 'deployments', 'decisions', 'rollbacks'] as const) delete old[added];
  await client.query('insert into dayshift_archive (id, service, closed_at, record, story) values ($1, $2, $3, $4, $5)', ['old', 'storefront', '2026-11-23T10:00:00Z', JSON.stringify(old), '']);
  expect(await archive.list({ limit: 5, workflowId: 'incident.old' })).toMatchObject([{ incident: { id: 'old' }, declined: [], customerReports: 0, deployments: [], decisions: [], rollbacks: 0 }]);
  await client.query('set enable_seqscan = off'); // one row: the planner would read the table
  const [asked, values] = askForPage({ limit: 5, workflowId: 'incident.old' });
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${asked}`, values);
  await client.end();
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('dayshift_archive_by_workflow');
});

it.each(PAGES)('is read: %s', async (_, page, ids) => {
  await keepSix(archive);
  expect(await idsOf(archive, page)).toEqual(ids);
});

it('is read whole, or brief', async () => { await expectBriefness(archive); });

it('is read page by page without losing those that closed in the same moment', async () => {
  await keepSix(archive);
  expect(await allPages(archive, { limit: 2, service: 'storefront' })).toEqual([['f', 'd'], ['b', 'C'], ['a']]);
});

it('makes its table once when several start at the same moment', async () => {
  const others = Array.from({ length: 5 }, () => createPool({ url }));
  await Promise.all(others.map((one, index) => createPostgresArchive(one).save(aRecord(`r${index}`), '')));
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
  await query(['update dayshift_archive set record = record - \'phases\'']);
  await expect(archive.find('a')).rejects.toThrow(/phases/);
});

it('says that it cannot be reached, without its password, and works again afterwards', async () => {
  const { from: port } = await freePorts(1);
  const away = createPool({ url: `postgres://postgres:sesame@127.0.0.1:${port}/x` });
  const failure = await createPostgresArchive(away).list({ limit: 1 }).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'unreachable' });
  expect(String(failure)).not.toContain('sesame');
  await away.close();
});

it('goes on after the server was restarted', async () => {
  await archive.save(aRecord('a'), '');
  await stopServer();
  await expect(archive.find('a')).rejects.toMatchObject({ code: 'unreachable' });
  await startServer();
  expect(await archive.find('a')).toBeDefined();
});
