// Whatever opens, closes and reopens while somebody pages through a list: is nothing that was in it all the time missed, and nothing given twice?
import fc from 'fast-check';
import { createIncidentListing } from '../../api/incident-list';
import { createInMemoryArchive } from '../../integrations/in-memory';
import type { IncidentSummary } from '../../src/contracts/http';
import { IncidentQuestion } from '../../src/contracts/incident-question';
import { aRecord } from '../integrations/a-record';
import { createFakeRows } from './some-rows';

type State = IncidentQuestion['state'];
type Happening = { kind: 'opens' } | { kind: 'closes' | 'is-terminated' | 'reopens' | 'is-archived-again'; which: number };

const at = (second: number) => new Date(Date.UTC(2026, 10, 30, 9, 0, second)).toISOString();

/** Temporal and an archive in which things happen; some open and close in the same moment. */
async function aWorld(open: readonly number[], closed: readonly number[], broken: readonly number[]) {
  const archive = createInMemoryArchive();
  const rows = new Map<string, IncidentSummary>();
  let second = 100;
  let count = 0;

  function openOne(when: number): string {
    const id = `i${String(count += 1).padStart(3, '0')}`;
    rows.set(id, { id, workflowId: `incident.${id}`, runId: id, service: 'storefront', title: id, severity: 'high', phase: 'assess', openedAt: at(when), attempts: 0, phases: [] });
    return id;
  }
  async function archiveOne(id: string, when: number): Promise<void> {
    const record = aRecord(id, at(when));
    await archive.save({ ...record, incident: { ...record.incident, runId: id } }, '');
  }
  async function close(id: string, when: number): Promise<void> {
    rows.delete(id); // Temporal forgets it, the archive has it
    await archiveOne(id, when);
  }
  function terminate(id: string, when: number): void {
    const row = rows.get(id);
    if (row) rows.set(id, { ...row, phase: 'closed', outcome: 'cancelled', closedAt: at(when) });
  }
  async function happen(what: Happening): Promise<void> {
    const ids = async (state: 'open' | 'closed') => [...await members(state)];
    second += what.kind === 'opens' ? 0 : 1;
    if (what.kind === 'opens') { openOne(second); return; }
    const some = await ids(what.kind === 'closes' || what.kind === 'is-terminated' ? 'open' : 'closed');
    const id = some[what.which % Math.max(1, some.length)];
    if (id === undefined) return;
    if (what.kind === 'closes') await close(id, second);
    if (what.kind === 'is-terminated') terminate(id, second);
    if (what.kind === 'is-archived-again' && (await archive.find(id))) { const found = await archive.find(id); if (found) await archive.save(found.record, 'the same'); }
    if (what.kind === 'reopens' && (await archive.find(id))) rows.set(id, { ...rows.get(openOne(1)) as IncidentSummary, id, runId: id });
  }
  /** The ids that are in the list now. */
  async function members(state: State): Promise<Set<string>> {
    const isOpen = [...rows.values()].filter(({ phase }) => phase !== 'closed').map(({ id }) => id);
    const ended = [...rows.values()].filter(({ phase }) => phase === 'closed').map(({ id }) => id);
    const kept = (await archive.list({ limit: 1000 })).map(({ incident }) => incident.id).filter((id) => !isOpen.includes(id));
    return new Set([...(state === 'closed' ? [] : isOpen), ...(state === 'open' ? [] : [...ended, ...kept])]);
  }

  for (const when of open) openOne(when);
  for (const when of closed) await close(openOne(0), when);
  for (const when of broken) terminate(openOne(0), when);
  const listing = createIncidentListing({ archive, headlineOf: () => undefined, warn: () => undefined, gateway: { rows: createFakeRows(() => [...rows.values()]) } });
  return { listing, happen, members };
}

const seconds = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 25 });
const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.constant({ kind: 'opens' as const }),
  fc.record({ kind: fc.constantFrom('closes' as const, 'is-terminated' as const, 'reopens' as const, 'is-archived-again' as const), which: fc.nat(50) }),
);

test.each<State>(['open', 'closed', 'all'])('pages of %s', async (state) => {
  await fc.assert(fc.asyncProperty(seconds, seconds, seconds, fc.integer({ min: 1, max: 7 }), fc.array(fc.array(happening, { maxLength: 3 }), { maxLength: 30 }), async (open, closed, broken, limit, meanwhile) => {
    const { listing, happen, members } = await aWorld(open, closed, broken);
    let always = await members(state);
    const atTheEnd = { open: await members('open'), closed: await members('closed') };
    const seen: string[] = [];
    let mayComeTwice = 0;
    let cursor: string | undefined;
    for (let page = 0; page < 500; page += 1) {
      const { incidents, next } = await listing.page(IncidentQuestion.parse({ state, limit, cursor }));
      expect(incidents.length).toBeLessThanOrEqual(limit);
      seen.push(...incidents.map(({ id }) => id));
      cursor = next;
      if (next === undefined) break;
      for (const what of meanwhile[page] ?? []) {
        await happen(what);
        mayComeTwice += state !== 'open' || what.kind === 'reopens' ? 1 : 0; // what moved between two pages stands where it was, or where the next page is
        const now = await members(state);
        always = new Set([...always].filter((id) => now.has(id)));
        for (const side of ['open', 'closed'] as const) {
          const there = await members(side);
          atTheEnd[side] = new Set([...atTheEnd[side]].filter((id) => there.has(id)));
        }
      }
    }
    expect(cursor).toBeUndefined();
    const stayed = state === 'all' ? [...atTheEnd.open, ...atTheEnd.closed] : [...always]; // of all of them, those that did not go from one side to the other
    for (const id of stayed) expect([id, seen.filter((one) => one === id).length]).toEqual([id, 1]);
    expect(seen.length - new Set(seen).size).toBeLessThanOrEqual(mayComeTwice);
  }), { numRuns: 150 });
});
