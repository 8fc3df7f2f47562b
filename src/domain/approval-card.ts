// What does the card say of itself? Who may decide, what is missing, whether it is granted and until when: worked out anew after every word.
import type { BrokenGlass, DecisionCard } from '../contracts/decision';
import { approvalsOf, countedOf, endOf, fullUntil, hasRole, isFull, isOver, sayOf, sayersOf, seat, seatsOf, type Keeping, type Sayer } from './approval-count';
import { shutAt } from './hours';

/** Two people of the roles, neither with a part in the change, for these bytes; good as long as an approval. */
export function isGlassBroken({ glass, digest, excluded = [] }: DecisionCard, at: string, { rule, team }: Keeping): boolean {
  if (!glass || glass.digest !== digest || isOver(endOf(glass.at, rule), at)) return false;
  const able = team.filter((person) => glass.by.includes(person.id) && !excluded.includes(person.id) && hasRole(person, rule.breakGlass));
  return new Set(able.map(({ id }) => id)).size >= 2;
}

/** Two put their names to it; one alone has touched it. For what is told afterwards: whether it lets anything out is asked by `isGlassBroken`. */
export function wasBroken(glass: BrokenGlass | undefined): glass is BrokenGlass {
  return glass !== undefined && glass.by.length > 1;
}

export function barredWhy({ digest }: Pick<DecisionCard, 'digest'>, { barred }: Keeping): string | undefined {
  return barred.find((one) => one.digest === digest)?.why;
}

/**
 * The card after a word: open, or granted once each party has its approvals or two people broke the glass; then it ends with the first
 * approval that is needed, should that be sooner. A card that is neither open nor granted stays as it is.
 */
export function settle(card: DecisionCard, at: string, by: Keeping): DecisionCard {
  if (!isAlive(card)) return card;
  const until = barredWhy(card, by) === undefined ? grantedUntil(card, at, by) : undefined;
  if (until === undefined) return lookAgain({ ...card, state: 'open' }, at, by);
  return lookAgain({ ...card, state: 'granted', expires: until < card.expires ? until : card.expires }, at, by);
}

/** The same card with what depends on the time: what is counted and missing, and whether hours or a freeze hold it back. */
export function lookAgain(card: DecisionCard, at: string, by: Keeping): DecisionCard {
  if (!isAlive(card)) return card;
  const seated = countedOf(card, at, by);
  const sayers = sayersOf(by.rule, by.team, card.excluded ?? []);
  const delegated = card.delegations.filter(({ from }) => sayers.some(({ id }) => id === from)).map(({ to }) => to);
  const mayDecide = [...new Set([...sayers.map(({ id }) => id), ...delegated])];
  const shut = shutAt(card.environment, at, by.rule.hours, by.freezes);
  return {
    ...card, mayDecide,
    parties: by.rule.parties.map((party, place) => ({ ...party, counted: seated[place] ?? [] })),
    missing: card.state === 'granted' ? '' : missingOf(card, at, sayers, seated, by),
    shut: shut && { ...shut, mayExcept: mayExcept({ mayDecide }, by) },
  };
}

/** Who may decide and may make an exception from hours and freezes. */
export function mayExcept({ mayDecide }: Pick<DecisionCard, 'mayDecide'>, { rule, team }: Keeping): string[] {
  return team.filter((person) => mayDecide.includes(person.id) && hasRole(person, rule.exception)).map(({ id }) => id);
}

export function isAlive({ state }: Pick<DecisionCard, 'state'>): boolean {
  return state === 'open' || state === 'granted';
}

function grantedUntil(card: DecisionCard, at: string, by: Keeping): string | undefined {
  const broken = card.glass && isGlassBroken(card, at, by) ? [endOf(card.glass.at, by.rule)] : [];
  return [...broken, fullUntil(card, at, by) ?? []].flat().sort().at(-1);
}

/** What each party still lacks, and of whom it can come; a party that cannot be served any more is said. */
function missingOf(card: DecisionCard, at: string, sayers: readonly Sayer[], seated: readonly string[][], by: Keeping): string {
  const why = barredWhy(card, by);
  if (why !== undefined) return `it cannot be signed: ${why}`;
  const used = approvalsOf(card, at, by).map(sayOf);
  const free = sayers.filter(({ id }) => !used.includes(id));
  const serves = (one: Sayer, party: number): boolean => seat([...counting(card, sayers, seated), one], seatsFor(seated, party)).flat().length > seated.flat().length;
  const lacks = seatsOf(by.rule).map((asked, party) => ({ count: asked - (seated[party]?.length ?? 0), of: free.filter((one) => serves(one, party)) })).filter(({ count }) => count > 0);
  const together = seat([...counting(card, sayers, seated), ...free], seatsOf(by.rule));
  if (lacks.length === 0 || isFull(together, by.rule)) return lacks.map(({ count, of }) => `${approvals(count)} of ${of.map(({ id }) => tellSayer(id, card)).join(', ')}`).join(' and ');
  return `${lacks.map(({ count }) => approvals(count)).join(' and ')}, but only ${free.length} of the team may: an author cannot approve`;
}

/** Who counts now, as people who could move to another party. */
function counting({ given }: DecisionCard, sayers: readonly Sayer[], seated: readonly string[][]): Sayer[] {
  return seated.flat().map((id) => ({ id, parties: sayers.find((one) => one.id === sayOf(given.find(({ by }) => by === id) ?? { by: id }))?.parties ?? [] }));
}

/** As many seats as are taken, and one more at that party. */
function seatsFor(seated: readonly string[][], party: number): number[] {
  return seated.map((there, place) => there.length + (place === party ? 1 : 0));
}

function tellSayer(id: string, { delegations }: DecisionCard): string {
  const to = delegations.find(({ from }) => from === id)?.to;
  return to === undefined ? id : `${to} for ${id}`;
}

function approvals(count: number): string {
  return count === 1 ? '1 approval' : `${count} approvals`;
}
