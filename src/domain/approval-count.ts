// Whose approvals count, and for which party? From the words on the card, the rule and the team alone; a person counts for one party.
import type { DecisionCard, SignOffGiven } from '../contracts/decision';
import type { Freeze } from '../contracts/incident';
import type { Person } from '../contracts/people';
import type { PartyPlan, SignOffPlan } from '../contracts/release-plan';
import { Decision, type Role } from './vocabulary';

/** What a card is kept by. `barred`: digests that production sent back. */
export interface Keeping { rule: SignOffPlan; team: readonly Person[]; freezes: readonly Freeze[]; barred: readonly { digest: string; why: string }[] }
type Asked = Pick<SignOffPlan, 'parties'>;
type Said = Pick<DecisionCard, 'digest' | 'given' | 'delegations' | 'excluded'>;
/** A person and the parties, by place, that they can count for. */
export interface Sayer { id: string; parties: readonly number[] }

export function hasRole({ roles }: Pick<Person, 'roles'>, wanted: readonly Role[]): boolean {
  return roles.some((role) => wanted.includes(role));
}

/** The same instant is over. A time that cannot be read is over too. */
export function isOver(end: string, at: string): boolean {
  return !(Date.parse(at) < Date.parse(end));
}

/** The end of what was given then, by the rule's own time. */
export function endOf(given: string, { expiresSeconds }: Pick<SignOffPlan, 'expiresSeconds'>): string {
  return new Date(Date.parse(given) + expiresSeconds * 1000).toISOString();
}

/** Who has a part in the change: by an e-mail of theirs in its commits, or because they pushed it. */
export function excludedOf(team: readonly Person[], authors: readonly string[], pushedBy: readonly string[]): string[] {
  const plain = (text: string): string => text.trim().toLowerCase();
  const parts = new Set([...authors, ...pushedBy].map(plain));
  return team.filter(({ id, emails }) => parts.has(plain(id)) || emails.some((mail) => parts.has(plain(mail)))).map(({ id }) => id);
}

/** Who of the team has a say of their own, in the team's order, each with the parties that ask for it. */
export function sayersOf({ parties }: Asked, team: readonly Person[], excluded: readonly string[]): Sayer[] {
  const asks = ({ roles, people }: PartyPlan, person: Person): boolean => people.includes(person.id) || hasRole(person, roles);
  return team.filter(({ id }) => !excluded.includes(id))
    .map((person) => ({ id: person.id, parties: parties.flatMap((party, place) => (asks(party, person) ? [place] : [])) }))
    .filter((sayer) => sayer.parties.length > 0);
}

/** For each party who counts for it: as many as can be, each for one. In which order they are named makes no difference. */
export function seat(people: readonly Sayer[], seats: readonly number[]): string[][] {
  const taken: Sayer[][] = seats.map(() => []);
  // Augmenting paths: who finds every seat of theirs taken may have somebody move to another party.
  const place = (one: Sayer, tried: Set<number>): boolean => one.parties.some((party) => {
    const there = taken[party];
    if (!there || tried.has(party)) return false;
    tried.add(party);
    if (there.length < (seats[party] ?? 0)) return there.push(one) > 0;
    const moved = there.findIndex((other) => place(other, tried));
    if (moved < 0) return false;
    there[moved] = one;
    return true;
  });
  for (const one of [...people].sort((a, b) => (a.id < b.id ? -1 : 1))) place(one, new Set());
  return taken.map((there) => there.map(({ id }) => id).sort());
}

/** The seats that a rule has, party by party. */
export function seatsOf({ parties }: Asked): number[] {
  return parties.map(({ approvals }) => approvals);
}

/** True when each party has all that it asks for. A rule that asks for nothing is never full. */
export function isFull(seated: readonly string[][], rule: Asked): boolean {
  return rule.parties.length > 0 && rule.parties.every(({ approvals }, place) => approvals > 0 && (seated[place]?.length ?? 0) >= approvals);
}

/**
 * The approvals that may count now: for the card's digest, given no longer ago than the rule allows, by somebody with a say of their own
 * or one that was delegated to them. Nobody is there twice, and no say is used twice.
 */
export function approvalsOf(card: Said, at: string, { rule, team }: Pick<Keeping, 'rule' | 'team'>): SignOffGiven[] {
  const sayers = new Set(sayersOf(rule, team, card.excluded ?? []).map(({ id }) => id));
  const good = card.given.filter((given) => given.decision === Decision.Approve && given.digest === card.digest && !isOver(endOf(given.at, rule), at)
    && (given.for === undefined ? sayers.has(given.by) : isDelegate(given, card, sayers, team)));
  return good.filter((given, place) => good.findIndex((one) => one.by === given.by || sayOf(one) === sayOf(given)) === place);
}

/** Whose say a word used. */
export function sayOf({ by, for: holder }: Pick<SignOffGiven, 'by' | 'for'>): string {
  return holder ?? by;
}

function isDelegate({ by, for: holder }: SignOffGiven, { delegations, excluded = [] }: Said, sayers: ReadonlySet<string>, team: readonly Person[]): boolean {
  return holder !== undefined && sayers.has(holder) && !sayers.has(by) && !excluded.includes(by)
    && team.some(({ id }) => id === by) && delegations.some(({ from, to }) => from === holder && to === by);
}

/** For each party, by place, whose approvals count for it now. */
export function countedOf(card: Said, at: string, by: Pick<Keeping, 'rule' | 'team'>): string[][] {
  return seatApprovals(card, approvalsOf(card, at, by), by);
}

/** When the approvals stop being enough, by their own times (ISO); undefined when they are not enough now. */
export function fullUntil(card: Said, at: string, by: Pick<Keeping, 'rule' | 'team'>): string | undefined {
  const good = approvalsOf(card, at, by);
  if (!isFull(seatApprovals(card, good, by), by.rule)) return undefined;
  const ends = good.map((given) => endOf(given.at, by.rule)).sort();
  return ends.find((end) => !isFull(seatApprovals(card, good.filter((given) => !isOver(endOf(given.at, by.rule), end)), by), by.rule));
}

function seatApprovals({ excluded = [] }: Said, approvals: readonly SignOffGiven[], { rule, team }: Pick<Keeping, 'rule' | 'team'>): string[][] {
  const sayers = sayersOf(rule, team, excluded);
  const people = approvals.map((given) => ({ id: given.by, parties: sayers.find(({ id }) => id === sayOf(given))?.parties ?? [] }));
  return seat(people, seatsOf(rule));
}
