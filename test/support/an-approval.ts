// Words on a card for tests: each is said at a time, by what the card is kept by.
import type { DecisionCard } from '../../src/contracts/decision';
import type { Ask, BreakGlass, Delegate, SignOff, Withdraw } from '../../src/contracts/people';
import type { PartyPlan } from '../../src/contracts/release-plan';
import { ask, breakGlass, decide, delegate, withdraw, type Heard, type Keeping } from '../../src/domain/approval';
import { aCard, aKeeping, aRule, aSignOff, at, DIGEST } from './builders';

/** A Friday evening in Berlin, and the Monday morning after it. */
export const FRIDAY_EVENING = '2026-03-06T19:00:00.000Z';
export const MONDAY_MORNING = '2026-03-09T07:00:00.000Z';
export const OFFICE = { zone: 'Europe/Berlin', days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' } satisfies Keeping['rule']['hours'];

export type Spoken = (card: DecisionCard, when: string, by: Keeping) => Heard;

export function aParty(about: Partial<PartyPlan> = {}): PartyPlan {
  return { roles: ['operations-engineer'], people: [], approvals: 1, ...about };
}

/** Operations and product owner must agree. */
export function bothWays(about: Partial<Keeping['rule']> = {}): Keeping {
  return aKeeping({ rule: aRule({ parties: [aParty(), aParty({ roles: ['product-owner'] })], ...about }) });
}

export function approves(by: string, about: Partial<SignOff> = {}): Spoken {
  return (card, when, keeping) => decide(card, aSignOff({ by, ...about }), when, keeping);
}

export function rejects(by: string, about: Partial<SignOff> = {}): Spoken {
  return approves(by, { decision: 'reject', reason: 'the release note is missing', ...about });
}

export function withdraws(by: string, about: Partial<Withdraw> = {}): Spoken {
  return (card, when, keeping) => withdraw(card, { by, reason: 'I looked at the wrong release', through: 'api', ...about }, when, keeping);
}

export function delegates(by: string, to: string, about: Partial<Delegate> = {}): Spoken {
  return (card, when, keeping) => delegate(card, { by, to, through: 'api', ...about }, when, keeping);
}

export function asks(by: string, about: Partial<Ask> = {}): Spoken {
  return (card, when, keeping) => ask(card, { by, text: 'Was the old data tried?', through: 'api', ...about }, when, keeping);
}

export function breaks(by: string, about: Partial<BreakGlass> = {}): Spoken {
  return (card, when, keeping) => breakGlass(card, { by, digest: DIGEST, reason: 'nobody can log in', through: 'api', ...about }, when, keeping);
}

/** A card kept by these, asked at nine o'clock. */
export function cardBy(by: Keeping, about: Partial<Parameters<typeof aCard>[0]> = {}): DecisionCard {
  return aCard({ by, ...about });
}

/** The card after all of these, a minute after it was asked unless said otherwise; none may be refused. */
export function after(card: DecisionCard, by: Keeping, words: readonly Spoken[], when = at(60)): DecisionCard {
  return words.reduce((heard, word) => {
    const { card: next, refused } = word(heard, when, by);
    if (refused) throw new Error(`refused: ${refused.reason}`);
    return next;
  }, card);
}

/** Why it is refused; a refusal leaves the card as it was and says what to do. */
export function refusalOf(card: DecisionCard, by: Keeping, word: Spoken, when = at(60)): { reason: string; advice: string } {
  const { card: next, refused } = word(card, when, by);
  if (!refused) throw new Error('it was taken');
  expect(next).toBe(card);
  expect(refused.advice).not.toBe('');
  return refused;
}
