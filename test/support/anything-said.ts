// Whatever may be said to a card, by whomever and whenever, for property tests; and a slow count that shares no line with the real one.
import fc from 'fast-check';
import type { DecisionCard, SignOffGiven } from '../../src/contracts/decision';
import type { PartyPlan } from '../../src/contracts/release-plan';
import type { Keeping } from '../../src/domain/approval';
import { approves, aParty, asks, breaks, delegates, rejects, withdraws, type Spoken } from './an-approval';
import { aKeeping, aPerson, aRule, at, DIGEST, OTHER_DIGEST } from './builders';

export const PEOPLE = [
  aPerson('paula', ['product-owner']), aPerson('maya', ['developer']), aPerson('ravi', ['developer', 'operations-engineer']),
  aPerson('olga', ['operations-engineer']), aPerson('otto', ['operations-engineer', 'product-owner']), aPerson('stella', ['stakeholder']),
];
const who = fc.constantFrom(...PEOPLE.map(({ id }) => id), 'mallory');
const digest = fc.constantFrom(DIGEST, DIGEST, DIGEST, OTHER_DIGEST);
const anApproval = fc.record({ by: who, digest, exception: fc.constantFrom(undefined, undefined, 'nobody can log in') }).map(({ by, ...about }) => approves(by, about));
const anything = fc.oneof(
  { weight: 6, arbitrary: anApproval },
  { weight: 1, arbitrary: fc.record({ by: who, digest }).map(({ by, ...about }) => rejects(by, about)) },
  { weight: 2, arbitrary: who.map((by) => withdraws(by)) },
  { weight: 2, arbitrary: fc.tuple(who, who).map(([by, to]) => delegates(by, to)) },
  { weight: 1, arbitrary: fc.tuple(who, who).map(([by, to]) => asks(by, { to })) },
  { weight: 2, arbitrary: fc.record({ by: who, digest }).map(({ by, ...about }) => breaks(by, about)) },
);

export interface Said { word: Spoken; seconds: number }
/** In the order of their times. */
export const words = fc.array(fc.record({ word: anything, seconds: fc.integer({ min: 0, max: 120 }) }), { maxLength: 14 }).map((said): Said[] => [...said].sort((a, b) => a.seconds - b.seconds));
export const approvers = fc.uniqueArray(fc.constantFrom('paula', 'ravi', 'olga', 'otto'), { maxLength: 4 });

const party = fc.record({
  roles: fc.subarray(['operations-engineer', 'product-owner'] as const), people: fc.subarray(['maya', 'otto', 'stella']), approvals: fc.integer({ min: 1, max: 2 }),
}).map((about) => aParty(about.roles.length + about.people.length > 0 ? about : { ...about, people: ['olga'] }));
/** A rule, perhaps with a freeze from second 40 to 80, and perhaps with the bytes barred. */
export const keepings = fc.record({
  parties: fc.array(party, { minLength: 1, maxLength: 3 }), expiresSeconds: fc.constantFrom(60, 100), exception: fc.subarray(['operations-engineer', 'product-owner'] as const),
  breakGlass: fc.constantFrom<Keeping['rule']['breakGlass']>(['operations-engineer'], ['operations-engineer', 'product-owner']), isFrozen: fc.boolean(), isBarred: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
}).map(({ isFrozen, isBarred, ...rule }): Keeping => aKeeping({
  rule: aRule(rule), team: PEOPLE, freezes: isFrozen ? [{ name: 'freeze', from: at(40), to: at(80), environments: [] }] : [], barred: isBarred ? [{ digest: DIGEST, why: 'burnt' }] : [],
}));
/** Who wrote it by e-mail, and who pushed it by id. */
export const parts = fc.record({ authors: fc.subarray(['maya@storefront.example', 'RAVI@storefront.example', 'otto@storefront.example']), pushedBy: fc.subarray(['olga', 'stella', 'maya']) });

export function partsOf({ authors, pushedBy }: { authors: string[]; pushedBy: string[] }): string[] {
  return [...authors.map((mail) => mail.split('@')[0]?.toLowerCase() ?? ''), ...pushedBy];
}

export function hearAll(card: DecisionCard, said: readonly Said[], by: Keeping): DecisionCard {
  return said.reduce((open, { word, seconds }) => word(open, at(seconds), by).card, card);
}

/** Tries every way to put different people on every seat. */
export function canFill(parties: readonly PartyPlan[], people: readonly string[]): boolean {
  const seats = parties.flatMap((one) => Array.from({ length: one.approvals }, () => one));
  const [seat, ...others] = seats;
  if (!seat) return true;
  const rest = others.map((one) => ({ ...one, approvals: 1 }));
  return people.some((id) => maySit(id, seat) && canFill(rest, people.filter((other) => other !== id)));
}

function maySit(id: string, { roles, people }: PartyPlan): boolean {
  return people.includes(id) || PEOPLE.some((person) => person.id === id && person.roles.some((role) => roles.includes(role)));
}

/** Whose say each approval used. */
export function saysOf(given: readonly SignOffGiven[]): string[] {
  return given.filter(({ decision }) => decision === 'approve').map(({ by, for: holder }) => holder ?? by);
}
