// What is a person told of their desk? Each thing that happened, by its own name, and once.
import { noticesOf, withUnread } from '../../client/desk';
import type { IncidentEvent } from '../../src/domain/events';
import { aCard, after, anIncident, ASSIGNED, PASSED, PUSHED } from '../support/an-incident';
import { aDesk } from './desks';

const FAILED: IncidentEvent = { kind: 'attemptEnded', verdict: 'functional-failed', reason: '2 of 8 cells failed' };
const BACK: IncidentEvent = { kind: 'fixAwaited', why: 'make it pass', deadline: after(9000) };
const ASKED: IncidentEvent = { kind: 'signOffAsked', card: aCard() };
const FUNCTIONAL: IncidentEvent = { kind: 'stageStarted', stage: 'functional', role: 'devtester' };

const desk = (person: string, ...events: IncidentEvent[]) => aDesk(person, [anIncident(...events)]);
const told = (person: string, before: IncidentEvent[] | undefined, now: IncidentEvent[]) => noticesOf(before && desk(person, ...before), desk(person, ...now), person).map(({ kind }) => kind);

test('what becomes theirs is an assignment, and not a turn beside it', () => {
  expect(told('maya', [], [ASSIGNED])).toEqual(['assigned']);
  expect(told('maya', [ASSIGNED], [ASSIGNED, { kind: 'acknowledged', by: 'maya' }])).toEqual([]);
  expect(told('ravi', [ASSIGNED], [ASSIGNED, { kind: 'handedOver', from: 'maya', to: 'ravi', reason: 'knows the code', deadline: after(9000) }])).toEqual(['assigned']);
});

test('an attempt that came back says that it is their turn; one that passed says that it passed', () => {
  expect(told('maya', [ASSIGNED, PUSHED], [ASSIGNED, PUSHED, FUNCTIONAL, FAILED, BACK])).toEqual(['failed']);
  expect(told('maya', [ASSIGNED, PUSHED], [ASSIGNED, PUSHED, FUNCTIONAL, FAILED])).toEqual(['failed']);
  expect(told('maya', [ASSIGNED, PUSHED, FUNCTIONAL, FAILED], [ASSIGNED, PUSHED, FUNCTIONAL, FAILED, BACK])).toEqual([]);
  expect(told('maya', [ASSIGNED, PUSHED], [ASSIGNED, PUSHED, FUNCTIONAL, PASSED, ASKED])).toEqual(['passed']);
  expect(told('maya', [ASSIGNED, PUSHED], [ASSIGNED, PUSHED, { kind: 'attemptEnded', verdict: 'superseded', reason: 'a newer commit' }, PUSHED])).toEqual([]);
});

test('an attempt that ended while they were away is told, also when it was assigned meanwhile', () => {
  expect(told('maya', [], [ASSIGNED, PUSHED, FUNCTIONAL, FAILED, BACK])).toEqual(['assigned', 'failed']);
});

test('what was built before it became theirs is no news', () => {
  expect(told('ravi', [ASSIGNED], [ASSIGNED, PUSHED, FAILED, BACK, { kind: 'handedOver', from: 'maya', to: 'ravi', reason: 'knows the code', deadline: after(9000) }])).toEqual(['assigned']);
});

test('what comes back from sign-off or from production is a turn of its own', () => {
  const out: IncidentEvent[] = [ASSIGNED, PUSHED, FUNCTIONAL, PASSED, ASKED];
  expect(told('maya', out, [...out, { kind: 'signOffClosed', state: 'void', why: 'rejected' }, BACK])).toEqual(['turn']);
});

test('a role whose turn it is hears of the turn, and helpers of the gates', () => {
  expect(told('paula', [], [{ kind: 'decisionAwaited', deadline: after(600) }])).toEqual(['turn']);
  expect(told('olga', [ASSIGNED, PUSHED], [ASSIGNED, PUSHED, PASSED, ASKED])).toEqual(['turn']);
  const joined: IncidentEvent[] = [ASSIGNED, { kind: 'helperJoined', by: 'ravi' }, PUSHED];
  expect(told('ravi', joined, [...joined, FAILED, BACK])).toEqual(['failed']);
});

test('at the very first sight only what waits is told', () => {
  expect(told('maya', undefined, [ASSIGNED])).toEqual(['assigned']);
  expect(told('maya', undefined, [ASSIGNED, PUSHED, FUNCTIONAL, FAILED, BACK])).toEqual(['assigned', 'failed']);
  expect(told('maya', undefined, [ASSIGNED, PUSHED, PASSED, ASKED])).toEqual([]);
  expect(told('olga', undefined, [ASSIGNED, PUSHED, PASSED, ASKED])).toEqual(['turn']);
});

test('the same change has the same id, whatever was known before; another has another', () => {
  const [one] = noticesOf(desk('maya'), desk('maya', ASSIGNED), 'maya');
  const [other] = noticesOf(undefined, desk('maya', ASSIGNED, { kind: 'acknowledged', by: 'maya' }), 'maya');
  expect(one?.id).toBe(`storefront.LoginRefused.0123abcd/assigned/${after(1)}`);
  expect(other?.id).toBe(one?.id);
  const [failed] = noticesOf(desk('maya', ASSIGNED, PUSHED), desk('maya', ASSIGNED, PUSHED, FAILED), 'maya');
  expect(failed?.id).toBe('storefront.LoginRefused.0123abcd/attempt-1/failed');
});

test('what is closed or somebody else\'s has left; what cannot be read, or may only be left out, has not', () => {
  const before = desk('maya', ASSIGNED);
  expect(told('maya', [ASSIGNED], [ASSIGNED, { kind: 'closed', outcome: 'cancelled', by: 'paula', why: 'a false alarm' }])).toEqual(['left']);
  const nothing = { person: 'maya', incidents: [], unread: [], isWhole: true };
  expect(noticesOf(before, { ...nothing, isWhole: false }, 'maya')).toEqual([]);
  expect(noticesOf(before, { ...nothing, unread: ['storefront.LoginRefused.0123abcd'] }, 'maya')).toEqual([]);
  expect(withUnread(before, { ...nothing, unread: ['storefront.LoginRefused.0123abcd'] }).incidents).toEqual(before.incidents);
  expect(withUnread(before, nothing).incidents).toEqual([]);
});
