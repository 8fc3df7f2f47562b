// What do those who look get to see, and what do they cost when they have gone?
import request from 'supertest';
import { Desk } from '../../src/contracts/desk';
import type { IncidentList, LogPiece, Progress, TurnNotice } from '../../src/contracts/http';
import type { IncidentView } from '../../src/contracts/incident';
import { aDelivery, anApi } from './an-api';
import { listening, type Listening } from './sse-client';
import { until } from './until';

const briefly = () => new Promise<void>((resolve) => { setImmediate(resolve); });
let server: Listening | undefined;
afterEach(() => server?.close());

async function live() {
  const api = anApi({ pause: briefly });
  server = await listening(api.app);
  const { body } = await request(api.app).post('/api/v1/alerts/alertmanager').send(aDelivery({}));
  return { ...api, id: String(body.alerts[0].incident), listen: server.listen };
}

const assigned = { kind: 'assigned', to: 'maya', by: 'paula', through: 'api', reason: 'owner', deadline: '2030-01-01T00:00:00Z' } as const;

test('an incident is sent at connect and on every change', async () => {
  const { id, listen, gateway } = await live();
  const ear = await listen(`/api/v1/incidents/${id}/events`);
  await ear.hear('incident', (view: IncidentView) => view.phase === 'assess');
  gateway.happen(id, assigned);
  await ear.hear('incident', (view: IncidentView) => view.phase === 'fix');
  gateway.happen(id, { kind: 'closed', outcome: 'cancelled', by: 'paula', why: 'a false alarm' });
  await ear.hear('incident', (view: IncidentView) => view.phase === 'closed');
});

test('however many look, one follows; when the last has gone, nobody does', async () => {
  const { id, listen, gateway } = await live();
  const ears = await Promise.all([1, 2, 3].map(() => listen(`/api/v1/incidents/${id}/events`)));
  for (const ear of ears) await ear.hear('incident');
  expect(gateway.followers()).toBe(1);
  for (const ear of ears.slice(1)) ear.leave();
  gateway.happen(id, assigned);
  await ears[0]?.hear('incident', (view: IncidentView) => view.phase === 'fix');
  expect(gateway.followers()).toBe(1);
  ears[0]?.leave();
  await until(() => gateway.followers(), (count) => count === 0, 'nobody follows');
});

test('who comes back with the last id is sent nothing that they have, and what they missed', async () => {
  const { id, listen, gateway } = await live();
  const first = await listen(`/api/v1/incidents/${id}/events`);
  const { id: last } = await first.hear('incident');
  first.leave();
  const again = await listen(`/api/v1/incidents/${id}/events`, { 'last-event-id': String(last) });
  gateway.happen(id, assigned);
  await again.hear('incident', (view: IncidentView) => view.phase === 'fix');
  expect(again.heard.filter(({ event }) => event === 'incident')).toHaveLength(1);
  const behind = await listen(`/api/v1/incidents/${id}/events`, { 'last-event-id': String(last) });
  await behind.hear('incident', (view: IncidentView) => view.phase === 'fix');
});

test('what runs is told while it runs, and that nothing runs any more', async () => {
  const { id, listen, gateway } = await live();
  gateway.running = { running: [{ id: 'build', last: 'npm ci', since: '2026-01-05T09:41:00Z', attempt: 1 }] };
  gateway.happen(id, { kind: 'attemptStarted', commit: 'c'.repeat(40), by: 'maya', buildLog: 'l' });
  const ear = await listen(`/api/v1/incidents/${id}/events`);
  await ear.hear('progress', (progress: Progress) => progress.running[0]?.last === 'npm ci');
  gateway.running = { running: [] };
  await ear.hear('progress', (progress: Progress) => progress.running.length === 0);
});

test('while Temporal is away the viewers are told so once, and get what is true when it is back', async () => {
  const { id, listen, gateway } = await live();
  const ear = await listen(`/api/v1/incidents/${id}/events`);
  await ear.hear('incident');
  gateway.silent = true;
  await ear.hear('stale');
  const late = await listen(`/api/v1/incidents/${id}/events`);
  await late.hear('stale');
  gateway.silent = false;
  await until(() => ear.heard.filter(({ event }) => event === 'incident').length, (count) => count === 2, 'it is sent again, though it is the same');
  await late.hear('incident');
  expect(ear.heard.filter(({ event }) => event === 'stale')).toHaveLength(1);
});

test('an unknown incident is a problem, not a stream', async () => {
  const { listen } = await live();
  await expect(listen('/api/v1/incidents/storefront.Nothing.0123abcd/events')).rejects.toThrow('404');
  await expect(listen('/api/v1/people/nobody/events')).rejects.toThrow('422');
});

test('the board is sent at connect and on change, by one poll for everybody, and by none when nobody looks', async () => {
  const { app, id, listen, gateway } = await live();
  const ears = await Promise.all([listen('/api/v1/events'), listen('/api/v1/events')]);
  for (const ear of ears) await ear.hear('board', (board: IncidentList) => board.incidents[0]?.id === id);
  await request(app).post('/api/v1/alerts/alertmanager').send(aDelivery({ name: 'CheckoutSlow', service: 'checkout' }));
  for (const ear of ears) await ear.hear('board', (board: IncidentList) => board.incidents.length === 2);
  gateway.happen(id, { kind: 'closed', outcome: 'cancelled', by: 'paula', why: 'a false alarm' });
  await ears[0]?.hear('board', (board: IncidentList) => board.incidents.some((row) => row.id === id && row.phase === 'closed'));
  for (const ear of ears) ear.leave();
  await until(async () => { const before = gateway.polls(); for (let turn = 0; turn < 20; turn += 1) await briefly(); return gateway.polls() - before; }, (more) => more === 0, 'the polling ends');
});

test('a person is told what is theirs at connect, and what becomes theirs, by name or by role', async () => {
  const { id, listen, gateway } = await live();
  gateway.happen(id, { kind: 'decisionAwaited', deadline: '2030-01-01T00:00:00Z' });
  const [paula, maya, ravi] = await Promise.all(['paula', 'maya', 'ravi'].map((person) => listen(`/api/v1/people/${person}/events`)));
  const { data } = (await paula?.hear('turn')) ?? {};
  expect(data).toMatchObject({ incident: id, turn: { role: 'product-owner', to: 'assign a developer' }, branch: `incident/${id}`, link: `http://dayshift.example:8080/#/incidents/${id}` });
  gateway.happen(id, assigned);
  await maya?.hear('turn', (turn: TurnNotice) => turn.turn.person === 'maya' && turn.phase === 'fix');
  gateway.happen(id, { kind: 'noted', by: 'paula', text: 'please hurry' });
  gateway.happen(id, { kind: 'fixAwaited', deadline: '2030-01-01T00:00:00Z', why: 'make it faster' });
  await maya?.hear('turn', (turn: TurnNotice) => turn.turn.to === 'make it faster');
  expect(maya?.heard.filter(({ event }) => event === 'turn')).toHaveLength(2);
  expect(ravi?.heard.filter(({ event }) => event === 'turn')).toEqual([]);
});

test('a person is sent what lies on their desk, whole, at connect and after each change', async () => {
  const { id, listen, gateway } = await live();
  const [maya, ravi] = await Promise.all(['maya', 'ravi'].map((person) => listen(`/api/v1/people/${person}/events`)));
  await maya?.hear('desk', (desk: Desk) => desk.incidents.length === 0);
  gateway.happen(id, assigned);
  const { data } = (await maya?.hear('desk', (desk: Desk) => desk.incidents[0]?.part === 'turn')) ?? {};
  expect(Desk.parse(data)).toMatchObject({ person: 'maya', isWhole: true, unread: [], incidents: [{ id, branch: `incident/${id}`, link: `http://dayshift.example:8080/#/incidents/${id}`, assignment: { to: 'maya', by: 'paula' }, helpers: [] }] });
  gateway.happen(id, { kind: 'helperJoined', by: 'ravi' });
  await ravi?.hear('desk', (desk: Desk) => desk.incidents[0]?.part === 'helping');
  gateway.happen(id, { kind: 'attemptStarted', commit: 'c'.repeat(40), by: 'maya', buildLog: 'l' });
  await maya?.hear('desk', (desk: Desk) => desk.incidents[0]?.part === 'assigned' && desk.incidents[0].lastAttempt?.verdict === 'running');
  gateway.happen(id, { kind: 'attemptEnded', verdict: 'functional-failed', reason: '2 of 8 cells failed' });
  await maya?.hear('desk', (desk: Desk) => desk.incidents[0]?.lastAttempt?.reason === '2 of 8 cells failed');
  gateway.happen(id, { kind: 'closed', outcome: 'cancelled', by: 'paula', why: 'a false alarm' });
  await until(() => maya?.heard.filter(({ event }) => event === 'desk').at(-1)?.data as Desk, ({ incidents }) => incidents.length === 0, 'the desk is empty');
});

test('a log is followed while it is written, and resumed where it was left', async () => {
  const { id, listen, store } = await live();
  const log = `${id}/1/build`;
  await store.append(log, 'one');
  const ear = await listen(`/api/v1/logs/${log}`);
  const { id: last } = await ear.hear('log', ({ text }: LogPiece) => text === 'one\n');
  await store.append(log, 'two');
  await ear.hear('log', ({ text }: LogPiece) => text === 'two\n');
  ear.leave();
  const again = await listen(`/api/v1/logs/${log}`, { 'last-event-id': String(last) });
  await again.hear('log');
  expect(again.heard[0]?.data).toEqual({ text: 'two\n', next: 8 });
});
