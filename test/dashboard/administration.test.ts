// Is it told right how it is with a token, and which deliveries did not arrive?
import { holderOf, inOrder, stateOf } from '../../dashboard/src/credentials';
import { lastTries } from '../../dashboard/src/deliveries';
import type { CredentialView } from '../../src/contracts/access';
import type { EventDelivery } from '../../src/contracts/http';

const NOW = Date.parse('2026-03-09T09:00:00.000Z');
const inDays = (days: number) => new Date(NOW + days * 86_400_000).toISOString();
const aToken = (change: Partial<CredentialView>): CredentialView => ({ id: 'x', kind: 'token', name: 'x', scopes: ['read'], from: 'made', ...change });

test.each([[{}, 'good'], [{ expiresAt: inDays(8) }, 'good'], [{ expiresAt: inDays(6.9) }, 'ends-soon'], [{ expiresAt: inDays(0) }, 'expired'], [{ expiresAt: inDays(80), endedAt: inDays(-1) }, 'ended']] as const)('a token with %j is %s', (times, state) => {
  expect(stateOf(times, NOW)).toBe(state);
});

test('those that open something come first, the newest before the others', () => {
  const all = [aToken({ id: 'file', from: 'file' }), aToken({ id: 'old', createdAt: inDays(-9) }), aToken({ id: 'gone', createdAt: inDays(-1), endedAt: inDays(0) }), aToken({ id: 'new', createdAt: inDays(-2) })];
  const { live, over } = inOrder(all, NOW);
  expect([live.map(({ id }) => id), over.map(({ id }) => id)]).toEqual([['new', 'old', 'file'], ['gone']]);
});

test('for whom it is', () => {
  expect([holderOf({ kind: 'token', person: 'maya' }), holderOf({ kind: 'token', program: 'hook' }), holderOf({ kind: 'link' })]).toEqual(['maya, a person of the team', 'the program hook', 'whoever has the link, to look on']);
});

test('of each event and subscription the last try counts, in whatever order they were written, and what did not arrive comes first', () => {
  const one = (id: string, attempt: number, outcome: EventDelivery['outcome'], subscription = 'a'): EventDelivery => ({ id, type: 't', subscription, incident: 'i', at: inDays(attempt), attempt, outcome });
  const tries = [one('1', 1, 'delivered'), one('2', 2, 'delivered'), one('2', 1, 'failed'), one('3', 1, 'failed'), one('4', 3, 'given-up'), one('4', 1, 'failed'), one('1', 1, 'failed', 'b')];
  expect(lastTries(tries).map(({ id, subscription, outcome }) => `${subscription}${id} ${outcome}`)).toEqual(['a4 given-up', 'a3 failed', 'b1 failed', 'a2 delivered', 'a1 delivered']);
});
