// Is a person told what is theirs, also when ten thousand other incidents are open and graver?
import { createIncidentListing } from '../../api/incident-list';
import { createPersonTopics } from '../../api/live/person-topics';
import { createInMemoryArchive } from '../../integrations/in-memory';
import { Desk } from '../../src/contracts/desk';
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

async function deskOf({ topics }: ReturnType<typeof world>, id: string): Promise<Desk> {
  let desk: Desk | undefined;
  const leave = topics.of(person(id)).subscribe(({ event, data }) => { if (event === 'desk') desk = Desk.parse(JSON.parse(data)); });
  const found = await until(() => desk, (one) => one !== undefined, 'the desk is told');
  leave();
  return found as Desk;
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

test('of ten thousand the desk has what is theirs, and says that it may leave something out', async () => {
  const mine = aRow('mine', { severity: 'low', phase: 'build', turn: { ...TURN, role: 'dayshift' }, assignee: 'maya', assignment: { to: 'maya', by: 'paula', at: TURN.since }, helpers: [] });
  const desk = await deskOf(world([...CROWD.map((row) => ({ ...row, helpers: [] })), mine]), 'maya');
  expect(desk).toMatchObject({ isWhole: false, unread: [], incidents: [{ id: 'mine', part: 'assigned' }] });
});

test('turns come first, then what needs somebody most; who has no part in it does not have it on the desk', async () => {
  const row = (id: string, change: Partial<IncidentSummary>) => aRow(id, { helpers: [], ...change });
  const desk = await deskOf(world([
    row('helping', { severity: 'critical', helpers: ['maya'] }),
    row('others', { phase: 'fix', turn: { ...TURN, role: 'developer', person: 'deniz' } }),
    row('built', { severity: 'high', phase: 'build', turn: { ...TURN, role: 'dayshift' }, assignment: { to: 'maya', by: 'paula', at: TURN.since } }),
    row('turn', { severity: 'low', phase: 'fix', turn: { ...TURN, role: 'developer', person: 'maya' } }),
  ]), 'maya');
  expect(desk.incidents.map(({ id, part }) => [id, part])).toEqual([['turn', 'turn'], ['helping', 'helping'], ['built', 'assigned']]);
  expect(desk.isWhole).toBe(true);
});

test('an incident of which only visibility knows is said to be unread: it may be on the desk', async () => {
  const unread = aRow('unread', { turn: undefined });
  expect(await deskOf(world([unread]), 'maya')).toMatchObject({ incidents: [], unread: ['unread'] });
});

test('while there are few, one question answers for everybody', async () => {
  const there = world([aRow('a'), aRow('mine', { phase: 'fix', turn: { ...TURN, role: 'developer', person: 'maya' } })]);
  expect(await turnsOf(there, 'maya')).toEqual(['mine']);
  expect(there.asked.every((filter) => Object.keys(filter).length === 0)).toBe(true);
});
