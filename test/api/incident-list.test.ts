// Is each incident listed once, as what it is now: open, closed, or open again?
import { createIncidentListing, type ListState } from '../../api/incident-list';
import type { IncidentSummary } from '../../src/contracts/http';
import { createInMemoryArchive } from '../../integrations/in-memory';
import { DayshiftError } from '../../src/errors';
import { incidentRecord } from '../../src/domain/record';
import { anIncident } from '../support/an-incident';
import type { IncidentEvent } from '../../src/domain/events';

const CLOSED: IncidentEvent = { kind: 'closed', outcome: 'recovered-by-itself', by: 'dayshift', why: 'quiet' };

function aRow(id: string, change: Partial<IncidentSummary> = {}): IncidentSummary {
  return { id, workflowId: `incident.${id}`, runId: id, service: 'storefront', title: id, severity: 'high', phase: 'assess', openedAt: '2026-01-05T09:41:00.000Z', attempts: 0, phases: [], ...change };
}

/** What Temporal lists as open and as closed, beside an archive that has the incident of `anIncident`. */
async function aListing({ open = [] as IncidentSummary[] | Error, closed = [] as IncidentSummary[] } = {}) {
  const archive = createInMemoryArchive();
  await archive.save(incidentRecord(anIncident(CLOSED)), '');
  const warned: string[] = [];
  const listing = createIncidentListing({
    archive, headlineOf: () => undefined, warn: (what) => { warned.push(what); },
    gateway: {
      openRows: async () => { if (open instanceof Error) throw open; return open; },
      closedRows: async (_limit, known) => closed.filter(({ runId }) => !known.has(runId)),
    },
  });
  return { ids: async (state: ListState) => (await listing.list(state)).map(({ id, phase }) => `${id} ${phase}`), warned };
}
const { id: ARCHIVED } = anIncident();

test('what was archived is closed', async () => {
  const { ids } = await aListing({ open: [aRow('other')] });
  expect(await ids('closed')).toEqual([`${ARCHIVED} closed`]);
  expect(await ids('open')).toEqual(['other assess']);
  expect((await ids('all')).sort()).toEqual(['other assess', `${ARCHIVED} closed`].sort());
});

test('what has reopened since it was archived is open, and only that', async () => {
  const { ids } = await aListing({ open: [aRow(ARCHIVED)] });
  expect(await ids('closed')).toEqual([]);
  expect(await ids('open')).toEqual([`${ARCHIVED} assess`]);
  expect(await ids('all')).toEqual([`${ARCHIVED} assess`]);
});

test('one that has just closed, and is still listed as running, is closed', async () => {
  const { ids } = await aListing({ open: [aRow('b', { phase: 'closed' })] });
  expect(await ids('open')).toEqual([]);
  expect((await ids('all')).sort()).toEqual(['b closed', `${ARCHIVED} closed`].sort());
});

test('closed ones are listed though nobody says which have reopened, and that is warned of', async () => {
  const { ids, warned } = await aListing({ open: new DayshiftError('unreachable', { what: 'Temporal', reason: 'no connection' }) });
  expect(await ids('closed')).toEqual([`${ARCHIVED} closed`]);
  expect(warned).toEqual(['open incidents could not be read']);
  await expect(ids('open')).rejects.toMatchObject({ code: 'unreachable' });
});
