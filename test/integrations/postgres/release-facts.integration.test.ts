// Does the archive on a real PostgreSQL tell how releases went as the one in memory does, of old records too, and by its index?
import fc from 'fast-check';
import { createInMemoryArchive } from '../../../integrations/in-memory';
import { askForReleases } from '../../../integrations/postgres/release-facts';
import { MIGRATIONS } from '../../../integrations/postgres/schema';
import type { Archive } from '../../../src/ports/archive';
import { aRecord } from '../a-record';
import { anArchiveForEach } from './an-archive';

const SINCE = '2026-11-12T00:00:00.000Z';
const ASKED = { service: 'storefront', since: SINCE };
const { archive: current, query } = anArchiveForEach();
let archive: Archive;
beforeEach(() => { archive = current(); });

it('says the same as the archive in memory, whatever the records hold', async () => {
  const time = fc.constantFrom('2026-11-20T09:00:00.000Z', '2026-11-21T09:00:00+01:00');
  const deployment = fc.record({ environment: fc.constantFrom('production', 'staging'), digest: fc.constant('d'), commit: fc.constant('c'), attempt: fc.constant(1), startedAt: time, at: fc.option(time, { nil: undefined }), endedAt: fc.option(time, { nil: undefined }), outcome: fc.constantFrom('kept' as const, 'rolled-back' as const, 'under-way' as const), committedAt: fc.option(time), restoredAt: fc.option(time) });
  const records = fc.array(fc.tuple(fc.constantFrom('storefront', 'checkout'), fc.integer({ min: 10, max: 15 }), fc.option(fc.constant('before')), fc.option(time), fc.array(deployment, { maxLength: 3 })), { maxLength: 6 });
  await fc.assert(fc.asyncProperty(records, async (list) => {
    const memory = createInMemoryArchive();
    await archive.list({ limit: 1 }); // the tables are there
    await query(['delete from dayshift_archive']);
    for (const [i, [service, day, recurrenceOf, began, deployments]] of list.entries()) {
      const record = aRecord(`incident-${i}`, `2026-11-${day}T10:00:00.000Z`, service);
      const whole = { ...record, incident: { ...record.incident, recurrenceOf }, impact: { ...record.impact, began }, deployments };
      await archive.save(whole, '');
      await memory.save(whole, '');
    }
    expect(await archive.releaseFacts(ASKED)).toEqual(await memory.releaseFacts(ASKED));
  }), { numRuns: 60 });
});

it('tells of records from before there were facts, and of those that have no deployments', async () => {
  const before = MIGRATIONS.findIndex((step) => step.includes('dayshift_archive_releases'));
  await query(['create table dayshift_schema (version int primary key, at timestamptz not null default now())'], ...MIGRATIONS.slice(0, before).map((step, version): [string] => [`${step}; insert into dayshift_schema (version) values (${version})`]));
  const { incident, impact } = aRecord('old');
  await query(['insert into dayshift_archive (id, service, closed_at, record, story) values ($1, $2, $3, $4, $5)', ['old', 'storefront', '2026-11-23T10:00:00Z', JSON.stringify({ incident: { ...incident, recurrenceOf: undefined }, impact }), '']]);
  expect(await archive.releaseFacts(ASKED)).toEqual([{ incident: 'old', recurrenceOf: null, began: impact.began, deployments: [] }]);
  await query(['delete from dayshift_archive']);
  expect(await archive.releaseFacts(ASKED)).toEqual([]);
});

it('asks ten thousand incidents by their index', async () => {
  await archive.save(aRecord('x'), '');
  await query(['insert into dayshift_archive_releases select \'i\' || n, case n % 2 when 0 then service else \'checkout\' end, closed_at - n * interval \'1 hour\', null, began, deployments from dayshift_archive_releases, generate_series(1, 9999) n'], ['analyze']);
  expect(await archive.releaseFacts(ASKED)).toHaveLength(138);
  const [text, values] = askForReleases(ASKED);
  const plan = (await query<{ 'QUERY PLAN': string }>([`explain (analyze, timing off) ${text}`, values])).map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('dayshift_archive_releases_by_service');
});
