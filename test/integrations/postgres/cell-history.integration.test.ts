// Does the archive on a real PostgreSQL tell of cells and findings what the one in memory does, of old records too, and quickly?
import fc from 'fast-check';
import { createInMemoryArchive } from '../../../integrations/in-memory';
import { askForHistory } from '../../../integrations/postgres/cell-history';
import { MIGRATIONS } from '../../../integrations/postgres/schema';
import type { Archive } from '../../../src/ports/archive';
import { aTest } from '../../support/builders';
import { aRecord, withAttempts } from '../a-record';
import { ASKED, CELLS, keepCells, scanned, WEEKS, withCells } from '../archive-cells';
import { anArchiveForEach } from './an-archive';

const { archive: current, query } = anArchiveForEach();
let archive: Archive;
beforeEach(() => { archive = current(); });

it('tells of each cell in each week, once, also when a record comes again', async () => {
  await keepCells(archive);
  await keepCells(archive);
  expect(await archive.serviceHistory(ASKED)).toEqual(CELLS);
  expect(await archive.serviceHistory({ ...ASKED, weeks: [], givenSince: '2027-01-01' })).toEqual({ weeks: [], fresh: [], given: [] });
  expect(await archive.serviceHistory({ ...ASKED, service: '\'; drop table x;--' })).toEqual({ weeks: [], fresh: [], given: [] });
});

it('says the same as the archive in memory, whatever the records hold', async () => {
  const count = fc.integer({ min: 0, max: 30 });
  const findings = fc.option(fc.record({ fresh: count, known: count, suppressed: count, gone: fc.option(count) }));
  const point = fc.constantFrom<Record<string, string>>({}, { device: 'ipad' }, { environment: 'old', device: 'ipad' }, { device: 'ü 💥' });
  const verdict = fc.constantFrom('passed' as const, 'failed' as const, 'errored' as const, 'inconclusive' as const, 'not-run' as const);
  const cell = fc.record({ check: fc.constantFrom('static', 'Static', 'secrets'), point, verdict, findings, isFlaky: fc.boolean() }).map(({ check, point: place, verdict: came, findings: found, isFlaky }) => scanned({
    check, point: place, verdict: came, findings: found, tests: isFlaky ? { total: 3, passed: 1, failed: 1, skipped: 1, cases: [aTest('a', 'passed', { flaky: true }), aTest('b', 'failed', { flaky: true })] } : null,
  }));
  const records = fc.array(fc.tuple(fc.constantFrom('storefront', 'checkout'), fc.boolean(), fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 3 })), { maxLength: 5 });
  await fc.assert(fc.asyncProperty(records, fc.integer({ min: 1, max: 4 }), async (list, fresh) => {
    const memory = createInMemoryArchive();
    await archive.list({ limit: 1 }); // the tables are there
    await query(['delete from dayshift_archive']);
    for (const [i, [service, isTimed, attempts]] of list.entries()) {
      const whole = withCells(withAttempts(aRecord(`incident-${i}`, `2026-11-1${4 + i}T10:00:00.000Z`, service), ...attempts.map(() => [])), 'security', ...attempts);
      const record = isTimed ? whole : { ...whole, timeline: [] };
      await archive.save(record, '');
      await memory.save(record, '');
    }
    expect(sorted(await archive.serviceHistory({ ...ASKED, fresh }))).toEqual(sorted(await memory.serviceHistory({ ...ASKED, fresh })));
  }), { numRuns: 60 });
});

/** Of two cells that differ in their point alone it does not matter which comes first. */
function sorted<History extends { weeks: object[] }>(history: History): History {
  return { ...history, weeks: [...history.weeks].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)) };
}

function keyOf(cell: object): string {
  return JSON.stringify(cell, (_, value: unknown) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value));
}

it('tells of records from before there were findings, and of those that are odd', async () => {
  const before = MIGRATIONS.findIndex((step) => step.includes('dayshift_archive_cells'));
  await query(['create table dayshift_schema (version int primary key, at timestamptz not null default now())'], ...MIGRATIONS.slice(0, before).map((step, version): [string] => [`${step}; insert into dayshift_schema (version) values (${version})`]));
  const old = withAttempts(aRecord('old'), [{ device: 'ipad', cases: [aTest('a', 'failed')] }]);
  const bare = JSON.parse(JSON.stringify(old).replaceAll('"findings":null,', '')) as object;
  for (const [id, record] of [['old', { ...bare, timeline: [{ kind: 'attemptStarted', at: 'once' }] }], ['bare', { incident: old.incident }], ['odd', { ...old, attempts: 'none' }]] as const) {
    await query(['insert into dayshift_archive (id, service, closed_at, record, story) values ($1, $2, $3, $4, $5)', [id, 'storefront', '2026-11-23T10:00:00Z', JSON.stringify(record), '']]);
  }
  expect(await archive.serviceHistory(ASKED)).toMatchObject({ weeks: [{ from: WEEKS[0], check: 'login', runs: 1, tests: { ran: 1, failed: 1 }, fresh: null, last: null }], fresh: [] });
});

it('forgets the cells of a record that was removed', async () => {
  await keepCells(archive);
  await query(['delete from dayshift_archive']);
  expect(await archive.serviceHistory(ASKED)).toEqual({ weeks: [], fresh: [], given: [] });
});

it('asks ten thousand incidents by their index', async () => {
  await archive.save(withCells(withAttempts(aRecord('x'), [{ device: 'ipad', cases: [aTest('a')] }]), 'security', [scanned({ findings: { fresh: 1, known: 1, suppressed: 0, gone: 0 } })]), '');
  await query(
    ['insert into dayshift_archive_cells select \'i\' || n, service, timestamptz \'2026-11-23\' - n * interval \'1 hour\', place, attempt, stage, "check", point, verdict, ran, failed, flaked, fresh, known, suppressed, gone from dayshift_archive_cells, generate_series(1, 9999) n'],
    ['analyze'],
  );
  expect((await archive.serviceHistory(ASKED)).weeks.map(({ from, runs }) => [from, runs])).toEqual([[WEEKS[0], 1], [WEEKS[0], 1], [WEEKS[1], 168], [WEEKS[1], 168]]);
  const { weeks: [text, values] } = askForHistory(ASKED);
  const plan = (await query<{ 'QUERY PLAN': string }>([`explain (analyze, timing off) ${text}`, values])).map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('dayshift_archive_cells_by_service');
  expect(plan).not.toContain('Seq Scan on dayshift_archive_cells');
});
