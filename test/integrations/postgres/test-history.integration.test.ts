// Does the archive on a real PostgreSQL tell of tests what the one in memory does, of old records too, and quickly?
import fc from 'fast-check';
import { createInMemoryArchive } from '../../../integrations/in-memory';
import type { Archive } from '../../../src/ports/archive';
import { MIGRATIONS } from '../../../integrations/postgres/schema';
import { askForTests } from '../../../integrations/postgres/test-history';
import { aTest } from '../../support/builders';
import { aRecord, withAttempts } from '../a-record';
import { keepThree, THREE } from '../archive-histories';
import { anArchiveForEach } from './an-archive';

const OF_ALL = { service: 'storefront', limit: 10 };
const { archive: current, query } = anArchiveForEach();
let archive: Archive;
beforeEach(() => { archive = current(); });

it('tells of each test of a service over its incidents, once, also when a record comes again', async () => {
  await keepThree(archive);
  await keepThree(archive);
  expect(await archive.testHistory(OF_ALL)).toEqual(THREE);
  expect(await archive.testHistory({ ...OF_ALL, test: 'accepts any case' })).toEqual(THREE.slice(0, 1));
  expect(await archive.testHistory({ ...OF_ALL, test: 'any case' })).toEqual([]);
  expect(await archive.testHistory({ ...OF_ALL, test: '%' })).toEqual([]);
  expect(await archive.testHistory({ service: '\'; drop table x;--', limit: 1 })).toEqual([]);
});

it('says the same as the archive in memory, whatever the records hold', async () => {
  const test = fc.tuple(fc.constantFrom('a', 'b › c', 'd › b › c', 'ü 💥\0'), fc.constantFrom('passed' as const, 'failed' as const, 'skipped' as const), fc.boolean(), fc.boolean())
    .map(([name, status, flaky, quarantined]) => aTest(name, status, { ...(flaky ? { flaky } : {}), ...(quarantined ? { quarantined } : {}) }));
  const cells = fc.array(fc.record({ stage: fc.constantFrom('functional', 'security'), device: fc.constantFrom('ipad', 'pixel-8'), cases: fc.array(test, { maxLength: 4 }) }), { maxLength: 3 });
  const records = fc.array(fc.tuple(fc.integer({ min: 10, max: 19 }), fc.constantFrom('storefront', 'checkout'), fc.array(cells, { maxLength: 3 })), { maxLength: 6 });
  await fc.assert(fc.asyncProperty(records, fc.constantFrom(undefined, 'c', 'b › c', 'a'), fc.integer({ min: 1, max: 4 }), async (list, named, limit) => {
    const memory = createInMemoryArchive();
    await archive.list({ limit: 1 }); // the tables are there
    await query(['delete from dayshift_archive']);
    for (const [i, [hour, service, attempts]] of list.entries()) {
      const record = withAttempts(aRecord(`incident-${i}`, `2026-11-01T${hour}:00:00.000Z`, service), ...attempts);
      await archive.save(record, '');
      await memory.save(JSON.parse(JSON.stringify(record).replaceAll('\\u0000', '\uFFFD')) as typeof record, '');
    }
    const question = { service: 'storefront', limit, ...(named === undefined ? {} : { test: named }) };
    expect(await archive.testHistory(question)).toEqual(await memory.testHistory(question));
  }), { numRuns: 60 });
});

it('tells of records from before there were histories, and of those that lack what came later', async () => {
  await query(['create table dayshift_schema (version int primary key, at timestamptz not null default now())'], [MIGRATIONS[0] ?? ''], [MIGRATIONS[1] ?? ''], ['insert into dayshift_schema (version) values (0), (1)']);
  const old = withAttempts(aRecord('old'), [{ device: 'ipad', cases: [aTest('a', 'failed')] }]);
  for (const [id, record] of [['old', { ...old, timeline: [] }], ['bare', { incident: old.incident }], ['odd', { ...old, attempts: 'none' }]] as const) {
    await query(['insert into dayshift_archive (id, service, closed_at, record, story) values ($1, $2, $3, $4, $5)', [id, 'storefront', '2026-11-23T10:00:00Z', JSON.stringify(record), '']]);
  }
  expect(await archive.testHistory(OF_ALL)).toMatchObject([{ name: 'a', ran: 1, failed: 1, lastFailure: { incident: 'old', at: '2026-11-23T10:00:00.000Z' } }]);
});

it('forgets the tests of a record that was removed', async () => {
  await keepThree(archive);
  await query(['delete from dayshift_archive where id = \'first\'']);
  expect(await archive.testHistory(OF_ALL)).toMatchObject([{ name: 'login › accepts any case', ran: 1 }]);
});

it('keeps a record whose test has a name without end', async () => {
  const name = 'ü'.repeat(5000);
  await archive.save(withAttempts(aRecord('a'), [{ device: 'ipad', cases: [aTest(name)] }]), '');
  expect(await archive.testHistory(OF_ALL)).toMatchObject([{ name: name.slice(0, 500), ran: 1 }]);
  expect((await archive.find('a'))?.record.attempts[0]?.stages[0]?.cells[0]?.tests?.cases[0]?.name).toBe(name);
});

it('asks a thousand incidents by their index', async () => {
  const record = withAttempts(aRecord('x'), [{ device: 'ipad', cases: Array.from({ length: 40 }, (_, i) => aTest(`suite › test ${i}`, i === 3 ? 'failed' : 'passed')) }]);
  await archive.save(record, '');
  await query([`insert into dayshift_archive (id, service, closed_at, record, story) select 'i' || n, 'storefront', timestamptz '2026-01-01' + n * interval '1 hour', record, '' from dayshift_archive, generate_series(1, 999) n where id = 'x'`], ['analyze']);
  const [first] = await archive.testHistory({ service: 'storefront', limit: 100 });
  expect(first).toMatchObject({ name: 'suite › test 3', ran: 1000, failed: 1000, lastFailure: { result: 'failed' } });
  const [text, values] = askForTests({ service: 'storefront', test: 'suite › test 7', limit: 10 });
  const plan = (await query<{ 'QUERY PLAN': string }>([`explain (analyze, timing off) ${text}`, values])).map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('dayshift_archive_tests_by_name');
  expect(plan).toContain('dayshift_archive_tests_failed');
  expect(plan).not.toContain('Seq Scan on dayshift_archive ');
});
