// Is a developer told everything once, while the API dies and comes back, connections go silent, windows open and close, and people sign in and out?
import { TOKENS } from '../api/an-api';
import { until } from '../api/until';
import type { IncidentEvent } from '../../src/domain/events';
import { aKillableApi, aWayTo, type KillableApi, type Way } from './a-killable-api';
import { aMachine, aWindow, type Machine, type Window } from './a-window';

const deadline = '2030-01-01T00:00:00Z';
const ASSIGNED: IncidentEvent = { kind: 'assigned', to: 'maya', by: 'paula', through: 'api', reason: 'owner', deadline };
const PUSHED: IncidentEvent = { kind: 'attemptStarted', commit: 'c'.repeat(40), by: 'maya', buildLog: 'log' };
const FUNCTIONAL: IncidentEvent = { kind: 'stageStarted', stage: 'functional', role: 'devtester' };
const FAILED: IncidentEvent = { kind: 'attemptEnded', verdict: 'functional-failed', reason: '2 of 8 cells failed' };
const PASSED: IncidentEvent = { kind: 'attemptEnded', verdict: 'passed', reason: 'every gate passed' };
const BACK: IncidentEvent = { kind: 'fixAwaited', why: 'make it pass', deadline };

let running: KillableApi;
let machine: Machine;
const windows: Window[] = [];
const ways: Way[] = [];

beforeEach(async () => {
  running = await aKillableApi();
  machine = aMachine();
});
afterEach(async () => {
  for (const window of windows.splice(0)) window.close();
  for (const way of ways.splice(0)) await way.close();
  await running.close();
  machine.remove();
});

function opened(options: Parameters<typeof aWindow>[1] = {}): Window {
  const window = aWindow(machine, options);
  windows.push(window);
  return window;
}
async function signedIn(token: string = TOKENS.maya, address = running.address, options: Parameters<typeof aWindow>[1] = {}): Promise<Window> {
  const window = opened(options);
  await window.session.open(address);
  await window.session.signIn(token, address);
  await stands(window, 'connected');
  return window;
}
const stands = (window: Window, kind: string) => until(() => window.session.connection, (now) => now.kind === kind, `it is ${kind}`);
async function expectTold(window: Window, ...kinds: string[]): Promise<void> {
  await until(window.kinds, (told) => told.length >= kinds.length, `told: ${kinds.join(', ')}`);
  expect(window.kinds()).toEqual(kinds);
}

test('an assignment is told, with the desk as it is', async () => {
  const id = await running.open();
  const window = await signedIn();
  expect(window.session.connection).toMatchObject({ address: running.address, me: { id: 'maya', roles: ['developer'] } });
  expect(window.session.desk).toEqual([]);
  running.happen(id, ASSIGNED);
  await expectTold(window, 'assigned');
  expect(window.session.desk).toMatchObject([{ id, part: 'turn', assignment: { to: 'maya' } }]);
});

test('the API dies and comes back on the same port: what happened meanwhile is told once, and nothing twice', async () => {
  const id = await running.open();
  const window = await signedIn();
  running.happen(id, ASSIGNED);
  await expectTold(window, 'assigned');
  await running.kill();
  await stands(window, 'away');
  running.happen(id, PUSHED, FUNCTIONAL, FAILED, BACK);
  await running.start();
  window.waker.wake();
  await expectTold(window, 'assigned', 'failed');
  await stands(window, 'connected');

  await running.kill();
  await stands(window, 'away');
  await running.start();
  window.waker.wake();
  await stands(window, 'connected'); // nothing happened: nothing is sent again, and nothing is told
  running.happen(id, PUSHED, FUNCTIONAL, PASSED);
  await expectTold(window, 'assigned', 'failed', 'passed');
});

test('a connection that goes silent without closing is noticed and left', async () => {
  const id = await running.open();
  const way = await aWayTo(running.address);
  ways.push(way);
  const window = await signedIn(TOKENS.maya, way.address, { silentAfterMs: 2000 });
  way.freeze();
  running.happen(id, ASSIGNED);
  await expectTold(window, 'assigned');
});

test('what happened while the editor was closed is told at its start, what was told before is not', async () => {
  const id = await running.open();
  const first = await signedIn();
  running.happen(id, ASSIGNED);
  await expectTold(first, 'assigned');
  first.close();
  running.happen(id, PUSHED, FUNCTIONAL, PASSED);
  const next = opened();
  await next.session.open(running.address);
  await expectTold(next, 'passed');
});

test('of two windows one tells it, however often the API dies', async () => {
  const id = await running.open();
  const one = await signedIn();
  const other = opened({ isLookedAt: false });
  await other.session.open(running.address);
  await stands(other, 'connected');
  running.happen(id, ASSIGNED);
  await until(() => [...one.kinds(), ...other.kinds()], (told) => told.length > 0, 'one tells it');
  await running.kill();
  running.happen(id, PUSHED, FUNCTIONAL, FAILED, BACK);
  await running.start();
  one.waker.wake();
  other.waker.wake();
  await until(() => [...one.kinds(), ...other.kinds()].sort(), (told) => told.length >= 2, 'one tells that it failed');
  await until(() => other.session.desk?.[0]?.lastAttempt?.verdict, (verdict) => verdict === 'functional-failed', 'the other knows too');
  await until(() => one.session.desk?.[0]?.lastAttempt?.verdict, (verdict) => verdict === 'functional-failed', 'the one knows');
  expect([...one.kinds(), ...other.kinds()].sort()).toEqual(['assigned', 'failed']);
  expect(one.kinds()[0]).toBe('assigned'); // it is looked at
});

test('while dayshift itself cannot look it is away, and back when it can', async () => {
  const id = await running.open();
  const window = await signedIn();
  running.api.gateway.silent = true;
  await until(() => window.session.connection, (now) => now.kind === 'away' && now.why.includes('cannot look'), 'it says why');
  running.api.gateway.silent = false;
  await stands(window, 'connected');
  running.happen(id, ASSIGNED);
  await expectTold(window, 'assigned');
});

test('a wrong token is refused with words, a program\'s is no person\'s, and one that ends signs out and says why', async () => {
  const window = opened();
  await window.session.open(running.address);
  expect(window.session.connection).toEqual({ kind: 'signed-out' });
  expect(() => window.session.api()).toThrow('Sign in to dayshift first.');
  await expect(window.session.signIn('no-such-token', running.address)).rejects.toThrow(/token|credential|sign/i);
  await expect(window.session.signIn(TOKENS.hook, running.address)).rejects.toThrow('only a person has a desk');
  expect(machine.secrets.size).toBe(0);

  machine.secrets.set(`dayshift.token ${running.address}`, 'a-token-that-has-ended');
  await window.session.open(running.address);
  await until(() => window.session.connection, (now) => now.kind === 'signed-out' && now.why !== undefined, 'it says why');
  expect(window.session.desk).toBeUndefined();
});

test('who signs in while the editor still looks for an earlier token stays signed in', async () => {
  let found = (): void => undefined;
  const window = opened({ secretsAfter: new Promise((resolve) => { found = resolve; }) });
  const opening = window.session.open(running.address);
  await window.session.signIn(TOKENS.maya, running.address);
  found();
  await opening;
  await stands(window, 'connected');
  expect(window.session.connection).toMatchObject({ me: { id: 'maya' } });
});

test('who signs out while the editor still looks for the token stays signed out', async () => {
  let found = (): void => undefined;
  machine.secrets.set(`dayshift.token ${running.address}`, TOKENS.maya);
  const window = opened({ secretsAfter: new Promise((resolve) => { found = resolve; }) });
  const opening = window.session.open(running.address);
  await window.session.signOut();
  found();
  await opening;
  expect(window.session.connection).toEqual({ kind: 'signed-out' });
});

test('a token goes only where it is of, also when the address changes while it is asked for', async () => {
  const window = opened();
  await window.session.open('http://127.0.0.1:9');
  await expect(window.session.signIn(TOKENS.maya, running.address)).resolves.toMatchObject({ id: 'maya' });
  expect([...machine.secrets.keys()]).toEqual([`dayshift.token ${running.address}`]);
  expect(window.session.connection).toEqual({ kind: 'signed-out' });
});

test('signed out, nothing runs; at another address another token counts', async () => {
  const id = await running.open();
  running.happen(id, ASSIGNED);
  const window = await signedIn();
  await until(() => window.session.desk?.length, (length) => length === 1, 'the desk is known');
  const before = running.api.gateway.polls();
  await until(() => running.api.gateway.polls(), (polls) => polls > before, 'it is followed');
  await window.session.signOut();
  expect(window.session.connection).toEqual({ kind: 'signed-out' });
  expect(machine.secrets.size).toBe(0);
  await until(async () => { const polls = running.api.gateway.polls(); await new Promise((resolve) => { setTimeout(resolve, 1500); }); return running.api.gateway.polls() - polls; }, (more) => more === 0, 'nobody asks any more');
  const elsewhere = await aKillableApi();
  try {
    machine.secrets.set(`dayshift.token ${elsewhere.address}`, TOKENS.olga);
    await window.session.open(elsewhere.address);
    await until(() => window.session.connection, (now) => now.kind === 'connected' && now.me.id === 'olga', 'it is Olga\'s');
    expect(window.session.desk).toEqual([]);
  } finally {
    await elsewhere.close();
  }
});

test('an incident is followed by one stream for all, through a restart, and by none when nobody does', async () => {
  const id = await running.open();
  const window = await signedIn();
  const heard: [string[], string[]] = [[], []];
  const [one, other] = heard.map((list) => window.session.follow(id, ({ view }) => { list.push(view.phase); }));
  await until(() => heard.map((list) => list.at(-1)), (last) => last.every((phase) => phase === 'assess'), 'both hear');
  expect(running.api.gateway.followers()).toBe(1);
  running.happen(id, ASSIGNED);
  await until(() => heard.map((list) => list.at(-1)), (last) => last.every((phase) => phase === 'fix'), 'both hear the change');
  one?.dispose();
  await running.kill();
  running.happen(id, PUSHED);
  await running.start();
  window.waker.wake();
  await until(() => heard[1].at(-1), (phase) => phase === 'build', 'it is followed again');
  expect(heard[0].at(-1)).toBe('fix');
  other?.dispose();
  await until(() => running.api.gateway.followers(), (count) => count === 0, 'nobody follows');
});
