// Does a channel that fails hold anything up, or tell anybody twice? And who sleeps, are they told in the morning? On a real server.
import { createInMemoryNotifier, type InMemoryNotifier } from '../../integrations/in-memory';
import type { TeamMember } from '../../src/contracts/team';
import { assignUpdate, cancelUpdate } from '../../workflows/messages';
import { anInput, aWorld, openDay, whenView, type DayHandle, type World } from '../support/a-day';
import { aTemporalServer, type TemporalServer } from '../support/a-temporal-server';
import { TEAM } from '../support/a-team';
import { fastForward } from '../support/fast-forward';
import { somePolicies } from '../support/policies';

let server: TemporalServer;
let world: World | undefined;
let mail: InMemoryNotifier;
let chat: InMemoryNotifier;

beforeAll(async () => { server = await aTemporalServer(); });
afterAll(async () => { await server?.stop(); });
beforeEach(() => {
  mail = createInMemoryNotifier();
  chat = createInMemoryNotifier();
});
afterEach(async () => {
  await world?.stop();
  world = undefined;
});

/** The local hour of a zone that is now: whole hours from UTC, so that quiet hours can be laid around any time of day. */
const clock = (hours: number): string => `${String((new Date().getUTCHours() + 24 + hours) % 24).padStart(2, '0')}:00`;

async function open(severity: 'low' | 'critical', recipients: TeamMember[] = TEAM.map((person) => ({ ...person, reach: {} }))): Promise<DayHandle> {
  world = await aWorld(server.environment, { notifiers: new Map([['mail', mail], ['chat', chat]]), recipients });
  world.integrations.monitoring.setMetric('refused_share', severity === 'low' ? 0.001 : 0.4);
  return openDay(world, anInput({ policies: somePolicies({ assignWithinSeconds: 86_400, ladders: { ...somePolicies().ladders, assign: [{ afterSeconds: 0, tell: ['product-owner'] }] } }) }), { severity });
}

async function end(day: DayHandle): Promise<void> {
  await day.executeUpdate(cancelUpdate, { args: [{ by: 'paula', reason: 'enough seen', through: 'api' }] });
  await day.result();
}

const subjects = (notifier: InMemoryNotifier): string[] => notifier.sent.map(({ subject }) => subject.split(':')[0] ?? '');

test('a channel that is down is shown and tried again; the other one is told once, and the day goes on', async () => {
  chat.setFault('unreachable');
  const day = await open('critical');
  const view = await whenView(day, ({ undelivered }) => undelivered.length > 0, 'what could not be told is shown');
  expect(view.undelivered).toEqual([expect.objectContaining({ channel: 'chat', subject: 'Assign a developer: Customers cannot log in', reason: expect.stringContaining('the test says so') })]);
  await day.executeUpdate(assignUpdate, { args: [{ by: 'paula', to: 'maya', through: 'api' }] });
  await whenView(day, ({ phase, undelivered }) => phase === 'fix' && undelivered.length === 2, 'the day goes on');
  chat.setFault(undefined);
  await fastForward(server.environment, day, 3600);
  const later = await whenView(day, ({ undelivered }) => undelivered.every(({ deliveredAt }) => deliveredAt), 'everything was delivered at last');
  expect(later.timeline.filter(({ kind }) => kind === 'tellingDelivered')).toHaveLength(2);
  expect(subjects(mail)).toEqual(['Assign a developer', 'Your turn']);
  expect(mail.deliveries()).toBe(2);
  expect(new Set(subjects(chat))).toEqual(new Set(['Assign a developer', 'Your turn']));
  await end(day);
});

test('a channel that refuses for good is not asked again', async () => {
  chat.setFault('telling-refused');
  const day = await open('critical');
  await whenView(day, ({ undelivered }) => undelivered.length === 1, 'the refusal is shown');
  const asked = chat.deliveries();
  await fastForward(server.environment, day, 3600);
  expect(chat.deliveries()).toBe(asked);
  expect((await whenView(day, () => true)).undelivered[0]?.deliveredAt).toBeUndefined();
  await end(day);
});

test('a reminder updates the message of its step instead of adding one', async () => {
  world = await aWorld(server.environment, { notifiers: new Map([['chat', chat]]) });
  const ladders = { ...somePolicies().ladders, assign: [{ afterSeconds: 0, tell: ['product-owner'] }, { afterSeconds: 600, tell: ['product-owner'] }] };
  const day = await openDay(world, anInput({ policies: somePolicies({ ladders }) }));
  await whenView(day, ({ ladder }) => ladder?.told.length === 1, 'the product owner is asked');
  await fastForward(server.environment, day, 700);
  await whenView(day, ({ ladder }) => ladder?.told.length === 2, 'she is reminded');
  await end(day);
  const own = chat.sent.filter(({ action }) => action === 'assign');
  expect(own.map(({ subject }) => subject.split(':')[0])).toEqual(['Assign a developer', 'Reminder']);
  expect(chat.shown().filter(({ action }) => action === 'assign').map(({ subject }) => subject.split(':')[0])).toEqual(['Reminder']);
});

const sleepy = (): TeamMember[] => TEAM.map((person) => ({ ...person, reach: {}, quietHours: { from: clock(-1), to: clock(2), zone: 'Etc/UTC', unless: 'high' } }));

test('what is not severe waits for the end of quiet hours, and is told then, once', async () => {
  const day = await open('low', sleepy());
  const view = await whenView(day, ({ timeline }) => timeline.some(({ kind }) => kind === 'tellingDeferred'), 'it is put off');
  expect(view.timeline.find(({ kind }) => kind === 'tellingDeferred')?.text).toContain('Paula Product has quiet hours');
  expect(mail.deliveries() + chat.deliveries()).toBe(0);
  await fastForward(server.environment, day, 3 * 3600);
  await whenView(day, () => mail.deliveries() === 1 && chat.deliveries() === 1, 'both channels are told in the morning');
  expect(mail.sent[0]).toMatchObject({ to: ['paula'], subject: 'Assign a developer: Customers cannot log in' });
  await end(day);
});

test('what was put off is not told any more when it is somebody else\'s turn', async () => {
  const day = await open('low', sleepy());
  await whenView(day, ({ timeline }) => timeline.some(({ kind }) => kind === 'tellingDeferred'), 'it is put off');
  await day.executeUpdate(assignUpdate, { args: [{ by: 'paula', to: 'maya', through: 'api' }] });
  await fastForward(server.environment, day, 3 * 3600);
  await whenView(day, () => mail.deliveries() === 1, 'only the assignee is told');
  expect(subjects(mail)).toEqual(['Your turn']);
  await end(day);
});

test('what is severe wakes people up', async () => {
  const day = await open('critical', sleepy());
  const view = await whenView(day, () => mail.deliveries() === 1 && chat.deliveries() === 1, 'she is told at once');
  expect(view.timeline.map(({ kind }) => kind)).not.toContain('tellingDeferred');
  await end(day);
});
