// What is in the tree and in the status bar, and who is followed for it?
import { createTree } from '../../ide/vscode/src/incidents/tree';
import { incidentIn, keyOf, namedIncident, type Node } from '../../ide/vscode/src/incidents/node';
import { ageOf, spanOf } from '../../ide/vscode/src/incidents/moment';
import { escaped } from '../../ide/vscode/src/incidents/row';
import type { Connection, Followed } from '../../ide/vscode/src/session';
import { statusOf } from '../../ide/vscode/src/status-bar/words';
import { readAddress, isReadable } from '../../ide/vscode/src/connection/address';
import type { IncidentView } from '../../src/contracts/incident';
import type { IncidentEvent } from '../../src/domain/events';
import { aCard, after, anIncident, ASSIGNED, PASSED, PUSHED } from '../support/an-incident';
import { aDesk } from '../client/desks';

const NOW = Date.parse(after(3 * 60));
const ASKED: IncidentEvent = { kind: 'signOffAsked', card: aCard() };

function connectedAs(id: string, ...roles: ('developer' | 'operations-engineer' | 'product-owner')[]): Connection {
  return { kind: 'connected', address: 'http://127.0.0.1:1', me: { kind: 'person', id, name: id, roles, scopes: ['read', 'act'] } };
}
const MAYA = connectedAs('maya', 'developer');

function world(person: string, connection: Connection, ...views: IncidentView[]) {
  const following = new Map<string, (followed: Followed) => void>();
  const onChange = jest.fn();
  const session = {
    connection, desk: aDesk(person, views).incidents,
    follow: (incident: string, hear: (followed: Followed) => void) => { following.set(incident, hear); return { dispose: () => { following.delete(incident); } }; },
  };
  const tree = createTree({ session, now: () => NOW, onChange, log: () => undefined });
  const shown = (node?: Node) => tree.below(node).map((one) => { const { label, description, icon, words } = tree.rowOf(one); return [label, description, icon, words.join(' ')].join(' | '); });
  return { tree, session, following, onChange, shown, hear: (view: IncidentView) => following.get(view.id)?.({ view }) };
}

/** With cells as the pipeline gave them out. */
function inPipeline(): IncidentView {
  const view = anIncident(ASSIGNED, PUSHED);
  const [attempt] = view.attempts;
  const cell = (check: string, point: Record<string, string>, change: object) => ({ id: `functional/${check}/${Object.values(point).join('/')}`, check, point, state: 'waiting' as const, log: 'a/log', ...change });
  const result = (verdict: 'passed' | 'failed', reason: string, change: object = {}) => ({ id: 'x', check: 'login', point: {}, stage: 'functional', verdict, reason, seconds: 12.3, evidence: [], box: '', log: 'a/log', ...change });
  return {
    ...view, phase: 'functional', turn: { role: 'dayshift', to: 'run the functional checks', since: after(9) },
    attempts: attempt ? [{
      ...attempt, build: { verdict: 'passed', reason: '', seconds: 75, evidence: [], log: 'a/log' },
      stages: [
        { stage: 'functional', verdict: 'running', cells: [
          cell('login', { device: 'ipad' }, { state: 'done', result: result('passed', '') }), cell('login', { device: 'pixel-8' }, { state: 'done', result: result('failed', '1 of 4 tests failed') }),
          cell('login', { device: 'iphone-15' }, { state: 'running' }), cell('login', { device: 'desktop' }, {}),
        ] },
        { stage: 'security', verdict: 'waiting', cells: [] },
      ],
    }] : [],
  };
}

test('an incident says its phase, whose turn it is, its age, and what may be done with it', () => {
  expect(world('maya', MAYA, anIncident(ASSIGNED)).shown()).toEqual(['LoginRefused | your turn: fix · storefront · 3 min | bell-dot | incident assigned fixable buildable']);
  expect(world('maya', MAYA, inPipeline()).shown()).toEqual(['LoginRefused | functional · dayshift · storefront · 3 min | flame | incident assigned fixable buildable']);
  expect(world('maya', MAYA, anIncident(ASSIGNED, PUSHED, PASSED, ASKED)).shown()).toEqual(['LoginRefused | sign-off · operations-engineer\'s turn · storefront · 3 min | flame | incident assigned fixable buildable']);
  expect(world('olga', connectedAs('olga', 'operations-engineer'), anIncident(ASSIGNED, PUSHED, PASSED, ASKED)).shown()).toEqual(['LoginRefused | your turn: sign off · storefront · 3 min | bell-dot | incident signable']);
  expect(world('ravi', connectedAs('ravi', 'developer'), anIncident(ASSIGNED, { kind: 'helperJoined', by: 'ravi' })).shown()).toEqual(['LoginRefused | fix · maya\'s turn · storefront · 3 min | organization | incident fixable buildable']);
});

test('below it are attempts, stages and cells with their states, as they come', () => {
  const { tree, shown, hear, onChange } = world('maya', MAYA, inPipeline());
  const [incident] = tree.below();
  expect(shown(incident)).toEqual([]);
  hear(inPipeline());
  expect(onChange).toHaveBeenCalled();
  expect(shown(incident)).toEqual(['Attempt 1 | aaaaaaaa · 2:58 | sync~spin | attempt']);
  const [attempt] = tree.below(incident);
  expect(shown(attempt)).toEqual(['build | 1:15 | pass | logged', 'functional | 2/4 · 1 not passed | sync~spin | stage', 'security | 0/0 · waiting | circle-outline | stage']);
  const [, stage] = tree.below(attempt);
  expect(shown(stage)).toEqual([
    'login · ipad | 12 s | pass | cell logged', 'login · pixel-8 | 12 s · 1 of 4 tests failed | error | cell logged', 'login · iphone-15 |  | sync~spin | cell logged', 'login · desktop |  | circle-outline | cell',
  ]);
  const cells = tree.below(stage);
  expect(cells[1]).toMatchObject({ kind: 'cell', attempt: 1, stage: 'functional', check: 'login', point: { device: 'pixel-8' }, log: 'a/log', title: 'login · pixel-8 (attempt 1)' });
  expect(tree.rowOf(cells[1] as Node).spoken).toBe('login · pixel-8, failed, 12 s · 1 of 4 tests failed');
  expect(new Set([incident, attempt, stage, ...cells].map((node) => keyOf(node as Node))).size).toBe(7);
});

test('only what is unfolded is followed, and nothing while nobody sees the tree or it has left the desk', () => {
  const there = world('maya', MAYA, anIncident(ASSIGNED));
  const [incident] = there.tree.below();
  expect(there.following.size).toBe(0);
  there.tree.below(incident);
  there.tree.below(incident);
  expect(there.following.size).toBe(1);
  there.tree.leave(incident?.incident ?? '');
  expect(there.following.size).toBe(0);
  there.tree.below(incident);
  there.tree.leaveAll();
  expect(there.following.size).toBe(0);
  there.tree.below(incident);
  there.session.desk = [];
  expect(there.tree.below()).toEqual([]);
  expect(there.following.size).toBe(0);
});

test('what others wrote is text in a tooltip', () => {
  const { tree } = world('maya', MAYA, { ...anIncident(ASSIGNED), title: '[x](command:evil) <img src=x> $(flame)\n# big' });
  const [node] = tree.below();
  expect(tree.rowOf(node as Node).tooltip).toContain('\\[x\\]\\(command:evil\\) \\<img src=x\\> \\$\\(flame\\) \\# big');
  expect(escaped('a_b*c`d')).toBe('a\\_b\\*c\\`d');
});

test('a command takes an id or a row, and never another incident than was named', () => {
  const id = 'storefront.LoginRefused.1a2b3c4d';
  const asked = [id, { kind: 'cell', incident: id }, { id }, undefined, null, 7, { incident: 7 }, {}];
  expect(asked.map(namedIncident)).toEqual([id, id, id, undefined, undefined, undefined, undefined, undefined]);
  expect(['', '../../tokens', `${id}/sign-off`, `${id}\n`, 'a'].map(incidentIn)).toEqual([undefined, undefined, undefined, undefined, undefined]);
  expect(() => namedIncident('../../tokens')).toThrow('"../../tokens" is not the id of an incident.');
});

test('the status bar says whose turn it is and how far', () => {
  const desk = (person: string, ...views: IncidentView[]) => aDesk(person, views).incidents;
  const text = (connection: Connection, incidents?: ReturnType<typeof desk>, followed?: Followed) => statusOf(connection, incidents, followed, NOW)?.text;
  expect(text({ kind: 'signed-out' })).toBeUndefined();
  expect(text({ kind: 'signed-out', why: 'The token has ended.' })).toBe('$(warning) dayshift: signed out');
  expect(text({ kind: 'away', address: 'a', why: 'no connection' }, desk('maya', anIncident(ASSIGNED)))).toBe('$(debug-disconnect) 1 · away');
  expect(text(MAYA, [])).toBe('$(flame) 0');
  expect(text(MAYA, desk('maya', anIncident(ASSIGNED)))).toBe('$(flame) 1 · your turn: fix');
  expect(text(MAYA, desk('maya', inPipeline()), { view: inPipeline() })).toBe('$(flame) 1 · $(sync~spin) functional 2/4');
  expect(text(MAYA, desk('maya', inPipeline()))).toBe('$(flame) 1 · $(sync~spin) functional');
  expect(text(MAYA, desk('maya', anIncident(ASSIGNED, PUSHED, PASSED, ASKED)))).toBe('$(flame) 1 · operations-engineer\'s turn: sign-off');
  expect(statusOf(MAYA, desk('maya', inPipeline()), { view: inPipeline() }, NOW)?.spoken).toBe('dayshift, one incident, functional 2/4');
});

test('times are short', () => {
  expect([0, 59, 60, 3600, 3600 * 47, 3600 * 49].map((seconds) => ageOf(after(0), Date.parse(after(seconds))))).toEqual(['now', 'now', '1 min', '1 h', '47 h', '2 days']);
  expect([0.44, 12.3, 59.4, 125].map(spanOf)).toEqual(['0.4 s', '12 s', '59 s', '2:05']);
});

test('an address is read as people write it, and nothing else is', () => {
  expect(['https://dayshift.example/', ' dayshift.example:8080 ', 'http://[::1]:8080/team/', 'ftp://x', 'javascript:alert(1)', '', 'https://user:secret@x'].map(readAddress))
    .toEqual(['https://dayshift.example', 'http://dayshift.example:8080', 'http://[::1]:8080/team', undefined, undefined, undefined, undefined]);
  expect(['https://dayshift.example', 'http://127.0.0.1:8080', 'http://[::1]:8080', 'http://localhost', 'http://dayshift.example'].map(isReadable)).toEqual([false, false, false, false, true]);
});
