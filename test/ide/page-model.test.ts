// What does the page show at each hour of the day, to each person? Made by the real domain, parsed as the page parses it.
import { FromPage, isOnPage, readFromPage, readToPage } from '../../ide/vscode/src/page/messages';
import { impactLine, incidentPage, requestOf } from '../../ide/vscode/src/page/incident-page';
import type { Actor } from '../../ide/vscode/src/page/offers';
import type { IncidentPage } from '../../ide/vscode/src/page/page-model';
import { HOSTILE, hostileIn } from '../dashboard/fixture/hostile';
import { viewsOf } from '../dashboard/fixture/day';
import { NAMES } from '../dashboard/fixture/people';
import { eventsOf, inputOf } from '../dashboard/fixture/tales';
import { positionOf, sceneAt } from '../dashboard/fixture/world';

const NOW = Date.parse('2026-03-09T10:00:00.000Z');
const person = (id: string): Actor => ({ kind: 'person', id, scopes: ['read', 'act'] });
const MAYA = person('maya');

function pageAt(kind: Parameters<typeof positionOf>[0], nth = 1, me: Actor | undefined = MAYA): IncidentPage {
  return incidentPage(sceneAt(positionOf(kind, nth), NOW).view, me, NOW);
}

const refused = ({ buttons }: IncidentPage) => Object.fromEntries(buttons.map(({ deed, refused: why }) => [deed, why ?? 'may']));

it.each(['day', 'pipeline', 'release', 'frozen', 'recovered'] as const)('the hours of the tale "%s" are pages that the browser takes', (tale) => {
  const views = viewsOf(eventsOf(tale, NOW - 3_600_000), NAMES, inputOf(tale)).filter((_, index) => index % 4 === 0);
  for (const me of [MAYA, person('olga'), undefined]) {
    for (const view of views) {
      const page = incidentPage(view, me, NOW);
      expect(readToPage({ kind: 'page', page })).toStrictEqual({ kind: 'page', page });
    }
  }
});

it('what the assignee can do is possible, and the rest says why it is not', () => {
  const page = pageAt('assigned');
  expect(page.turn).toMatchObject({ whose: 'Your turn', isMine: true, acknowledged: 'not acknowledged' });
  expect(refused(page)).toEqual({ startFix: 'may', build: 'may', acknowledge: 'may', handOver: 'may', decline: 'may', join: 'It is your own incident.', note: 'may', openOnDashboard: 'may' });
  expect(page.buttons.find(({ isMain }) => isMain)?.deed).toBe('startFix');
});

it('another developer may help and fix, and hands nothing over', () => {
  expect(refused(pageAt('assigned', 1, person('ravi')))).toMatchObject({ startFix: 'may', acknowledge: 'It is the turn of Maya; join to help.', handOver: 'It is the turn of Maya; join to help.', join: 'may' });
});

it('who is no developer, reads only or is not signed in reads why', () => {
  expect(refused(pageAt('assigned', 1, person('sam')))).toMatchObject({ startFix: 'It takes a developer: Maya and Ravi.', note: 'may' });
  expect(refused(pageAt('assigned', 1, { ...MAYA, scopes: ['read'] }))).toMatchObject({ startFix: 'What you signed in with only reads.', openOnDashboard: 'may' });
  expect(refused(pageAt('assigned', 1, { ...MAYA, kind: 'program' }))).toMatchObject({ note: 'You only look on; people of the team act.' });
  expect(refused(pageAt('assigned', 1, person('stranger')))).toMatchObject({ note: 'You are not in the team of this incident.' });
  expect(refused(incidentPage(sceneAt(positionOf('assigned'), NOW).view, undefined, NOW))).toMatchObject({ startFix: 'Sign in first.' });
});

it('a sign-off is offered to whom the card names, and refused to the author with the reason', () => {
  const olga = pageAt('signOffAsked', 1, person('olga'));
  expect(refused(olga)).toMatchObject({ signOff: 'may', reject: 'may' });
  expect(olga.buttons.find(({ isMain }) => isMain)?.deed).toBe('signOff');
  expect(olga.decision).toMatchObject({ isOpen: true, own: '', missing: '1 approval by an operations engineer' });
  expect(refused(pageAt('signOffAsked', 1, MAYA))).toMatchObject({ signOff: 'You have a part in this change, and an author cannot approve.' });
});

it('shows the change that is suspected against the release before, and what is known around', () => {
  const page = pageAt('assigned');
  expect(page.suspect).toMatchObject({ subject: 'Log in with the e-mail in lower case', author: 'Ravi', before: expect.stringContaining('1.3.2'), size: '+41 −12 in 3 files' });
  expect(page.earlier[0]?.ended).toBe('fixed after 1 h 30 min by e41e41e of Maya');
  expect(page.links.map(({ title }) => title)).toContain('Runbook: logins');
  expect(page.impact.line).toMatch(/^\d+(\.\d)? % /);
});

it('unknown is said, never shown as zero', () => {
  const figure = { name: 'logins refused', unit: 'share', query: 'q', value: null, reason: 'monitoring did not answer', at: '' };
  expect(impactLine({ impact: { figures: [figure], worst: [], began: null } })).toBe('logins refused: unknown, monitoring did not answer');
  expect(impactLine({ impact: { figures: [], worst: [], began: null } })).toBe('The impact is being measured.');
});

it.each([
  [{ method: 'post', path: '/login', status: '401' }, 'POST /login → 401'],
  [{ http_route: '/login', http_response_status_code: '500', exception: 'TypeError' }, '/login → 500 TypeError'],
  [{ handler: 'login' }, 'login'],
  [{ instance: '10.0.0.1' }, undefined],
])('the failing request is read from the labels %p', (labels, request) => {
  expect(requestOf(labels)).toBe(request);
});

describe('what the page may ask for', () => {
  const page = pageAt('fixAwaited', 2);

  it('is what stands on it', () => {
    expect(isOnPage(page, { kind: 'diff', path: 'src/login/login.ts' })).toBe(true);
    expect(isOnPage(page, { kind: 'diff', path: '../../etc/passwd' })).toBe(false);
    expect(isOnPage(page, { kind: 'link', url: 'https://runbooks.example.org/logins' })).toBe(true);
    expect(isOnPage(page, { kind: 'link', url: 'https://elsewhere.example.org/' })).toBe(false);
    expect(isOnPage(page, { kind: 'deed', deed: 'build' })).toBe(true);
    expect(isOnPage(page, { kind: 'deed', deed: 'signOff' })).toBe(false);
    expect(isOnPage(page, { kind: 'deed', deed: 'join' })).toBe(false);
    expect(isOnPage(page, { kind: 'copy', text: 'rm -rf ~' })).toBe(false);
    expect(isOnPage(page, { kind: 'log', log: 'another' })).toBe(false);
    expect(isOnPage(page, { kind: 'check', cell: 'another' })).toBe(false);
    expect(isOnPage(page, { kind: 'file', path: 'src/x.ts', line: 1 })).toBe(false);
    expect(isOnPage(page, { kind: 'incident', id: 'storefront.LoginRefused.0a9b8c7d' })).toBe(true);
  });

  it.each([{ kind: 'command', command: 'workbench.action.quit' }, { kind: 'deed', deed: 'quit' }, { kind: 'file', path: 'x', line: -1 }, { kind: 'diff' }, 'ready', null, { kind: 'link', url: 'x'.repeat(5000) }])('is nothing else: %p', (message) => {
    expect(readFromPage(message)).toBeUndefined();
    expect(FromPage.safeParse(message).success).toBe(false);
  });
});

it('an address that is not http never becomes a link, and a path out of the clone never a place', () => {
  const page = incidentPage(hostileIn(sceneAt(positionOf('fixAwaited', 2), NOW).view), MAYA, NOW);
  expect(page.links).toEqual([]);
  expect(page.failing.alerts.every(({ link }) => link === undefined)).toBe(true);
  expect(page.title).toContain(HOSTILE.script);
});
