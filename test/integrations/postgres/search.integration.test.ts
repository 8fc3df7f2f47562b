// Is an incident found in a real PostgreSQL by its columns and by its words, also one that was kept before there was a search?
import { askForPage } from '../../../integrations/postgres/page';
import { MIGRATIONS } from '../../../integrations/postgres/schema';
import { SEARCH_STEP } from '../../../integrations/postgres/search';
import { aRecord } from '../a-record';
import { found, keepFour, SEARCHES } from '../archive-search';
import { anArchiveForEach } from './an-archive';

const { archive, query } = anArchiveForEach();

it('finds by columns and by words', async () => {
  await keepFour(archive());
  for (const [what, filter, ids] of SEARCHES) expect([what, await found(archive(), filter)]).toEqual([what, ids]);
});

it('finds what was kept before there was a search', async () => {
  await query(['create table dayshift_schema (version int primary key, at timestamptz not null default now())']);
  const before = MIGRATIONS.slice(0, MIGRATIONS.indexOf(SEARCH_STEP));
  for (const [version, step] of before.entries()) await query([step], ['insert into dayshift_schema (version) values ($1)', [version]]);
  await query(['insert into dayshift_archive (id, service, closed_at, record, story) values ($1, $2, $3, $4, $5)', ['old', 'storefront', '2026-11-23T10:00:00Z', JSON.stringify(aRecord('old')), 'the till was slow']]);
  expect(await found(archive(), { search: 'till refused', assignee: 'dev', severity: 'high', outcome: 'fixed' })).toEqual(['old']);
});

it('is found by what it is now, when it was kept again', async () => {
  await archive().save(aRecord('a'), 'the till was slow');
  await archive().save({ ...aRecord('a'), assignment: null }, 'the search was empty');
  expect(await found(archive(), { search: 'till' })).toEqual([]);
  expect(await found(archive(), { search: 'empty' })).toEqual(['a']);
  expect(await found(archive(), { assignee: 'dev' })).toEqual([]);
});

it('keeps a story longer than a search takes, and finds it by its beginning', async () => {
  const story = `beginning ${Array.from({ length: 300_000 }, (_, at) => `word${at}`).join(' ')} ${'x'.repeat(5000)}`;
  await archive().save(aRecord('long'), story);
  expect(await found(archive(), { search: 'beginning' })).toEqual(['long']);
  expect((await archive().find('long'))?.story).toHaveLength(story.length);
});

it('searches words by their index', async () => {
  await keepFour(archive());
  const rows = await query<{ 'QUERY PLAN': string }>(['set enable_seqscan = off'], ['set enable_indexscan = off'], [`explain ${askForPage({ limit: 5, search: 'login' })[0]}`, askForPage({ limit: 5, search: 'login' })[1]]);
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('dayshift_archive_by_words');
});
