// Is each incident listed once, as what it is now: open, closed, or open again? And is a page what was asked for?
import { createIncidentListing } from '../../api/incident-list';
import type { Rows } from '../../api/incident-gateway';
import { IncidentQuestion } from '../../src/contracts/incident-question';
import type { IncidentSummary } from '../../src/contracts/http';
import { createInMemoryArchive } from '../../integrations/in-memory';
import { DayshiftError } from '../../src/errors';
import { incidentRecord } from '../../src/domain/record';
import { anIncident } from '../support/an-incident';
import type { IncidentEvent } from '../../src/domain/events';
import { createFakeRows } from './some-rows';

const CLOSED: IncidentEvent = { kind: 'closed', outcome: 'recovered-by-itself', by: 'dayshift', why: 'quiet' };
const { id: ARCHIVED, runId: ARCHIVED_RUN } = anIncident();
const SILENT = new DayshiftError('unreachable', { what: 'Temporal', reason: 'no connection' });

function aRow(id: string, change: Partial<IncidentSummary> = {}): IncidentSummary {
  return { id, workflowId: `incident.${id}`, runId: id, service: 'storefront', title: id, severity: 'high', phase: 'assess', openedAt: '2026-01-05T09:41:00.000Z', attempts: 0, phases: [], ...change };
}

/** What Temporal lists as open and as closed, beside an archive that has the incident of `anIncident`. */
async function aListing({ all = [], rows = {}, isSilentArchive = false }: { all?: IncidentSummary[] | Error; rows?: Partial<Rows>; isSilentArchive?: boolean } = {}) {
  const archive = createInMemoryArchive();
  await archive.save(incidentRecord(anIncident(CLOSED)), 'the e-mail was compared with its capital letters');
  const warned: string[] = [];
  const away = async () => { throw new DayshiftError('unreachable', { what: 'The archive', reason: 'no connection' }); };
  const listing = createIncidentListing({
    archive: isSilentArchive ? { list: away, count: away } : archive, headlineOf: () => undefined, warn: (what) => { warned.push(what); },
    gateway: { rows: { ...createFakeRows(() => { if (all instanceof Error) throw all; return all; }), ...rows } },
  });
  const page = (asked: Partial<IncidentQuestion> = {}) => listing.page(IncidentQuestion.parse(asked));
  return { listing, page, ids: async (asked: Partial<IncidentQuestion>) => (await page(asked)).incidents.map(({ id, phase }) => `${id} ${phase}`), warned };
}

test('what was archived is closed', async () => {
  const { ids } = await aListing({ all: [aRow('other')] });
  expect(await ids({ state: 'closed' })).toEqual([`${ARCHIVED} closed`]);
  expect(await ids({ state: 'open' })).toEqual(['other assess']);
  expect(await ids({ state: 'all' })).toEqual(['other assess', `${ARCHIVED} closed`]);
});

test('what has reopened since it was archived is open, and only that', async () => {
  const { ids } = await aListing({ all: [aRow(ARCHIVED, { runId: ARCHIVED_RUN })] });
  expect(await ids({ state: 'closed' })).toEqual([]);
  expect(await ids({ state: 'open' })).toEqual([`${ARCHIVED} assess`]);
  expect(await ids({ state: 'all' })).toEqual([`${ARCHIVED} assess`]);
});

test('one that has just closed, and is still listed as running, is not open', async () => {
  const closing = aRow('b', { phase: 'closed' });
  const { ids } = await aListing({ rows: { page: async () => ({ rows: [closing] }) } });
  expect(await ids({ state: 'open' })).toEqual([]);
  expect(await ids({ state: 'all' })).toEqual(['b closed', `${ARCHIVED} closed`]);
});

test('what Temporal ended is closed, between those that the archive has, and one that both have is there once', async () => {
  const { closedAt = '' } = anIncident(CLOSED);
  const later = new Date(Date.parse(closedAt) + 1000).toISOString();
  const earlier = new Date(Date.parse(closedAt) - 1000).toISOString();
  const all = [aRow('earlier', { phase: 'closed', closedAt: earlier }), aRow('later', { phase: 'closed', closedAt: later }), aRow(ARCHIVED, { runId: ARCHIVED_RUN, phase: 'closed', closedAt, title: 'as Temporal has it' })];
  const { page } = await aListing({ all });
  const { incidents, total } = await page({ state: 'closed' });
  expect(incidents.map(({ id }) => id)).toEqual(['later', ARCHIVED, 'earlier']);
  expect(incidents[1]?.title).not.toBe('as Temporal has it');
  expect(total).toBe(3);
  const first = await page({ state: 'closed', limit: 2 });
  expect(first.incidents.map(({ id }) => id)).toEqual(['later', ARCHIVED]);
  const second = await page({ state: 'closed', limit: 2, cursor: first.next });
  expect(second).toEqual({ incidents: [expect.objectContaining({ id: 'earlier' })] });
});

test('closed ones are listed though nobody says which have reopened, and that is warned of', async () => {
  const { ids, warned } = await aListing({ all: SILENT });
  expect(await ids({ state: 'closed' })).toEqual([`${ARCHIVED} closed`]);
  expect(warned).toEqual(['closed incidents that are not archived could not be read', 'open incidents could not be read']);
  await expect(ids({ state: 'open' })).rejects.toMatchObject({ code: 'unreachable' });
});

test('while the archive is silent, what Temporal still has is listed, and that is warned of', async () => {
  const { page, warned } = await aListing({ all: [aRow('ended', { phase: 'closed', closedAt: '2026-01-05T10:00:00.000Z' })], isSilentArchive: true });
  const { incidents, total } = await page({ state: 'closed' });
  expect(incidents.map(({ id }) => id)).toEqual(['ended']);
  expect(total).toBeUndefined();
  expect(warned).toContain('the archive could not be read');
});

test('a page is as long as asked for, fifty otherwise, and tells how many there are in all', async () => {
  const { page } = await aListing({ all: Array.from({ length: 120 }, (_, at) => aRow(`i${at}`, { openedAt: new Date(Date.UTC(2026, 0, 5, 9, 0, at)).toISOString() })) });
  const first = await page({ state: 'open' });
  expect(first.incidents).toHaveLength(50);
  expect(first.incidents[0]?.id).toBe('i119');
  expect(first.total).toBe(120);
  const second = await page({ state: 'open', cursor: first.next, limit: 100 });
  expect(second.incidents.map(({ id }) => id)).toEqual(Array.from({ length: 70 }, (_, at) => `i${69 - at}`));
  expect(second.total).toBeUndefined();
  expect(second.next).toBeUndefined();
});

test.each<[string, Partial<IncidentQuestion>, string[]]>([
  ['by service', { service: 'checkout' }, ['slow assess']],
  ['by severity', { severity: 'critical' }, ['slow assess']],
  ['by phase', { phase: 'fix' }, ['mayas fix']],
  ['by the phase closed', { phase: 'closed' }, [`${ARCHIVED} closed`]],
  ['by assignee', { assignee: 'maya' }, ['mayas fix']],
  ['by outcome, which only closed ones have', { outcome: 'recovered-by-itself' }, [`${ARCHIVED} closed`]],
  ['by another outcome', { outcome: 'fixed' }, []],
  ['by a word of an open one\'s title', { q: 'MAY' }, ['mayas fix']],
  ['by a word of a closed one\'s story', { q: 'capital' }, [`${ARCHIVED} closed`]],
  ['by when it was opened', { from: '2026-01-05T10:00:00Z', to: '2026-01-06', state: 'open' }, ['slow assess']],
])('it is filtered %s', async (_, asked, expected) => {
  const { ids } = await aListing({ all: [aRow('slow', { service: 'checkout', severity: 'critical', openedAt: '2026-01-05T11:00:00.000Z' }), { ...aRow('mayas', { phase: 'fix' }), ...{ assignee: 'maya' } }] });
  expect(await ids(asked)).toEqual(expected);
});

test.each([
  ['no cursor at all', 'rubbish!'],
  ['JSON of another shape', Buffer.from('{"of":"x","place":{"in":"nowhere"}}').toString('base64url')],
  ['a cursor of a list with other filters', Buffer.from(JSON.stringify({ of: 'AAAAAAAA', place: { in: 'open' } })).toString('base64url')],
])('%s is refused with advice', async (_, cursor) => {
  const { page } = await aListing();
  await expect(page({ cursor })).rejects.toMatchObject({ code: 'cursor-unknown' });
});

test('a cursor is good only with the filters that it was given with', async () => {
  const { page } = await aListing({ all: [aRow('a'), aRow('b')] });
  const { next } = await page({ state: 'open', limit: 1 });
  expect((await page({ state: 'open', limit: 5, cursor: next })).incidents.map(({ id }) => id)).toEqual(['b']);
  await expect(page({ state: 'open', severity: 'low', cursor: next })).rejects.toMatchObject({ code: 'cursor-unknown' });
  await expect(page({ state: 'all', cursor: next })).rejects.toMatchObject({ code: 'cursor-unknown' });
  const damaged = JSON.parse(Buffer.from(next ?? '', 'base64url').toString()) as { place: { token: string } };
  damaged.place.token = 'AAAA';
  await expect(page({ state: 'open', cursor: Buffer.from(JSON.stringify(damaged)).toString('base64url') })).rejects.toMatchObject({ code: 'cursor-unknown' });
});

test('those who ask for the board at the same time are answered together', async () => {
  let asked = 0;
  const { listing } = await aListing({ rows: { foremost: async () => { asked += 1; return { rows: [], total: 0, isAll: true }; } } });
  await Promise.all([listing.foremost(), listing.foremost(), listing.foremost({ assignee: 'maya' })]);
  expect(asked).toBe(2);
});
