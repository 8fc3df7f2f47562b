// Does the view tell at every moment which phase it is, whose turn, and what happened before?
import type { IncidentEvent } from '../../src/domain/events';
import { after, aCard, anIncident, ASSIGNED, COMMIT, DIGEST, OPENED_AT, PASSED, PUSHED } from '../support/an-incident';

const CLOSED: IncidentEvent = { kind: 'closed', outcome: 'fixed', by: 'dayshift', why: 'verified and watched in production' };

test('an incident opens in assess, with its branch and a first sentence', () => {
  const view = anIncident();
  expect(view).toMatchObject({ phase: 'assess', openedAt: OPENED_AT, branch: 'incident/storefront.LoginRefused.0123abcd' });
  expect(view.timeline).toHaveLength(1);
  expect(view.phases).toEqual([{ phase: 'assess', from: OPENED_AT, actor: 'product-owner' }]);
});

test('once assigned it is the developer\'s turn until a deadline', () => {
  const view = anIncident(ASSIGNED);
  expect(view.turn).toMatchObject({ role: 'developer', person: 'maya', deadline: after(3600), since: after(1) });
  expect(view.phases.map(({ phase, to }) => [phase, to])).toEqual([['assess', after(1)], ['fix', undefined]]);
});

test('being assigned to another person within the fix does not begin the phase anew', () => {
  const view = anIncident(ASSIGNED, { ...ASSIGNED, to: 'ravi' } as IncidentEvent);
  expect(view.phases).toHaveLength(2);
  expect(view.turn?.person).toBe('ravi');
});

test('a pushed commit is an attempt, and dayshift has the ball', () => {
  const view = anIncident(ASSIGNED, PUSHED);
  expect(view.attempts).toEqual([expect.objectContaining({ number: 1, commit: COMMIT, verdict: 'running' })]);
  expect(view.turn?.role).toBe('dayshift');
  expect(view.phase).toBe('build');
});

test('an attempt that is sent back leads to a second fix phase and keeps the first attempt', () => {
  const view = anIncident(ASSIGNED, PUSHED, { kind: 'attemptEnded', verdict: 'performance-failed', reason: 'p97.5 900 ms' }, { kind: 'fixAwaited', deadline: after(99), why: 'push a better fix' }, { ...PUSHED, commit: 'c'.repeat(40) } as IncidentEvent);
  expect(view.attempts.map(({ number, verdict }) => [number, verdict])).toEqual([[1, 'performance-failed'], [2, 'running']]);
  expect(view.phases.map(({ phase }) => phase)).toEqual(['assess', 'fix', 'build', 'fix', 'build']);
});

test('a sign-off that was asked shows its expiry as the deadline', () => {
  const view = anIncident(ASSIGNED, PUSHED, PASSED, { kind: 'signOffAsked', card: aCard() });
  expect(view.turn).toMatchObject({ role: 'operations-engineer', deadline: aCard().expires });
  expect(view.signOff).toBeUndefined();
});

test('only a granted card counts as the sign-off', () => {
  const word = { by: 'olga', decision: 'approve', digest: DIGEST, at: after(9), through: 'api' } as const;
  const asked: IncidentEvent[] = [ASSIGNED, PUSHED, PASSED, { kind: 'signOffAsked', card: aCard({ approvals: 2 }) }];
  expect(anIncident(...asked, { kind: 'signOffGiven', card: aCard({ given: [word] }), word }).signOff).toBeUndefined();
  expect(anIncident(...asked, { kind: 'signOffGiven', card: aCard({ given: [word], state: 'granted' }), word }).signOff).toEqual(word);
});

test('a release that reports another digest is shown with both', () => {
  const other = `sha256:${'d'.repeat(64)}`;
  const view = anIncident({ kind: 'laneAsked', environment: 'production', digest: DIGEST, commit: COMMIT, attempt: 1, isRollback: false }, { kind: 'laneGranted' }, { kind: 'deployed', digest: DIGEST, release: { environment: 'production', digest: other, version: '1', at: after(1) } });
  expect(view.release).toMatchObject({ digest: DIGEST, reportedDigest: other });
  expect(view.timeline.at(-1)?.tone).toBe('bad');
});

test('closing ends every phase and takes the ball away', () => {
  const view = anIncident(ASSIGNED, CLOSED);
  expect(view).toMatchObject({ phase: 'closed', outcome: 'fixed', closedAt: after(2), turn: undefined });
  expect(view.phases.every(({ to }) => to !== undefined)).toBe(true);
});

test('the first alert dates the beginning by its source\'s clock, an earlier one that comes late too', () => {
  const first = { source: 'a', fingerprint: 'f', status: 'firing', name: 'LoginRefused', severity: 'critical', summary: 'Customers cannot log in', labels: {}, startsAt: '2026-01-05T09:40:00Z' } as const;
  const received = (startsAt: string, count: number): IncidentEvent => ({ kind: 'alertsReceived', suppressedCount: 0, fired: ['LoginRefused'], reports: 0, first: { ...first, startsAt }, open: [first], received: count, severity: 'critical' });
  const view = anIncident(received('2026-01-05T09:40:00Z', 1), received('2026-01-05T09:39:00Z', 2), received('2026-01-05T09:41:00Z', 3));
  expect(view).toMatchObject({ title: 'Customers cannot log in', firstAlertAt: '2026-01-05T09:39:00Z', severity: 'critical' });
});

test('a card that is granted at once by what was signed before shows that signature', () => {
  const given = { by: 'olga', decision: 'approve', digest: DIGEST, at: after(1), through: 'api' } as const;
  const held = anIncident(ASSIGNED, PUSHED, PASSED, { kind: 'signOffAsked', card: aCard({ state: 'granted', given: [given] }) });
  expect(held).toMatchObject({ phase: 'sign-off', signOff: { by: 'olga', digest: DIGEST } });
});
