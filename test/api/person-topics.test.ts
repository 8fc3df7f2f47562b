// Is a person told what is theirs, also when ten thousand other incidents are open and graver?
import { createIncidentListing } from '../../api/incident-list';
import { createPersonTopics } from '../../api/live/person-topics';
import { createInMemoryArchive } from '../../integrations/in-memory';
import type { IncidentSummary, TurnNotice } from '../../src/contracts/http';
import type { Person } from '../../src/contracts/people';
import { TEAM } from '../support/a-team';
import { createFakeRows } from './some-rows';
import { until } from './until';

const briefly = () => new Promise<void>((resolve) => { setImmediate(resolve); });
const person = (id: string) => TEAM.find((one) => one.id === id) as Person;
const TURN = { to: 'push a fix', since: '2026-11-30T09:00:00.000Z' };

function aRow(id: string, change: Partial<IncidentSummary> & { assignee?: string } = {}) {
  return { id, workflowId: `incident.${id}`, runId: id, service: 'storefront', title: id, severity: 'critical' as const, phase: 'assess' as const, openedAt: '2026-11-30T09:00:00.000Z', attempts: 0, phases: [], turn: { ...TURN, role: 'product-owner' as const }, ...change };
}

function world(rows: IncidentSummary[]) {
  const asked: object[] = [];
  const real = createFakeRows(() => rows);
  const listing = createIncidentListing({
    archive: createInMemoryArchive(), headlineOf: () => undefined, warn: () => undefined,
    gateway: { rows: { ...real, foremost: (filter, limit) => { asked.push(filter); return real.foremost(filter, limit); } } },
  });
  return { asked, topics: createPersonTopics({ listing, publicUrl: 'http://dayshift.example', pause: briefly }) };
}

async function turnsOf({ topics }: ReturnType<typeof world>, id: string): Promise<string[]> {
  let turns: TurnNotice[] | undefined;
  const leave = topics.of(person(id)).subscribe(({ event, data }) => { if (event === 'turns') turns = JSON.parse(data) as TurnNotice[]; });
  const told = await until(() => turns, (all) => all !== undefined, 'turns are told');
  leave();
  return (told ?? []).map(({ incident }) => incident);
}

const CROWD = Array.from({ length: 10_000 }, (_, at) => aRow(`crowd-${at}`));

test('what is assigned to them is found among ten thousand graver ones', async () => {
  const mine = aRow('mine', { severity: 'low', phase: 'fix', turn: { ...TURN, role: 'developer', person: 'maya' }, assignee: 'maya' });
  expect(await turnsOf(world([...CROWD, mine]), 'maya')).toEqual(['mine']);
});

test('what waits for a role of theirs is found where that role acts', async () => {
  const gate = aRow('gate', { severity: 'low', phase: 'sign-off', turn: { ...TURN, role: 'operations-engineer' } });
  const there = world([...CROWD, gate]);
  expect(await turnsOf(there, 'olga')).toEqual(['gate']);
  expect(await turnsOf(there, 'paula')).toHaveLength(100); // of ten thousand turns, as many as a person can look at
});

test('while there are few, one question answers for everybody', async () => {
  const there = world([aRow('a'), aRow('mine', { phase: 'fix', turn: { ...TURN, role: 'developer', person: 'maya' } })]);
  expect(await turnsOf(there, 'maya')).toEqual(['mine']);
  expect(there.asked.every((filter) => Object.keys(filter).length === 0)).toBe(true);
});
