// May these bytes go out? Sign-offs by the rule of the plan, bound to one digest and environment; the author has no say, and time runs out.
import type { DecisionCard, DecisionFacts } from '../contracts/decision';
import { barredWhy, isAlive, isGlassBroken, lookAgain, settle } from './approval-card';
import { approvalsOf, countedOf, endOf, excludedOf, hasRole, isFull, isOver, type Keeping } from './approval-count';
import { isExcepted } from './approval-words';
import { shutAt } from './hours';
import { Decision } from './vocabulary';

export { isAlive } from './approval-card';
export type { Keeping } from './approval-count';
export type { Heard } from './approval-refusals';
export { breakGlass } from './approval-glass';
export { stranded, unsatisfiable, unsatisfiableGlass } from './approval-set-up';
export { ask, decide, delegate, withdraw } from './approval-words';

export interface Question {
  environment: string;
  digest: string;
  commit: string;
  by: Keeping;
  authors: readonly string[]; // e-mails of author, committer and co-authors, as they stand in the change's commits
  pushedBy: readonly string[]; // people's ids
  at: string; // ISO
  risks: string[];
  facts?: DecisionFacts;
  earlier?: DecisionCard; // the card before, of the same bytes and environment
}

/**
 * The question, with the people who may answer: asked for by the rule, and without a part in the change. What was given on the card before
 * carries over when that was held or not over yet, and each word may still count; the card may be granted by it at once.
 */
export function openDecision({ environment, digest, commit, by, authors, pushedBy, at, risks, facts, earlier }: Question): DecisionCard {
  const { rule, team } = by;
  const excluded = excludedOf(team, authors, pushedBy);
  const card: DecisionCard = {
    environment, digest, commit,
    roles: [...new Set(rule.parties.flatMap(({ roles }) => roles))],
    approvals: rule.parties.reduce((sum, { approvals }) => sum + approvals, 0),
    parties: rule.parties.map((party) => ({ ...party, counted: [] })),
    mayDecide: [], excluded, given: [], delegations: [], questions: [], missing: '', expires: endOf(at, rule), risks,
    mayBreakGlass: team.filter((person) => hasRole(person, rule.breakGlass) && !excluded.includes(person.id)).map(({ id }) => id),
    facts, state: 'open',
  };
  const carries = earlier?.digest === digest && earlier.environment === environment && (isAlive(earlier) ? !isOver(earlier.expires, at) : earlier.state === 'held');
  return settle(carries ? carryOver(card, earlier, at, by) : card, at, by);
}

/** Open or granted, it waits: a newer commit is judged. Other cards stay as they are. */
export function hold(card: DecisionCard): DecisionCard {
  return isAlive(card) ? { ...card, state: 'held', missing: '' } : card;
}

/** Ends a question, or an approval that was not used, when its time is up; otherwise the card as it was. */
export function expire(card: DecisionCard, at: string): DecisionCard {
  return isAlive(card) && isOver(card.expires, at) ? { ...card, state: 'expired', missing: '' } : card;
}

/** What is counted, missing and shut as of now. The state stays; when nothing moved the card is the same. */
export function look(card: DecisionCard, at: string, by: Keeping): DecisionCard {
  const seen = lookAgain(card, at, by);
  return JSON.stringify(seen) === JSON.stringify(card) ? card : seen;
}

export type GoingOut = { ok: true } | { ok: false; reason: string; isShut: boolean };

/**
 * Asked once more right before the deployment, from the words themselves: the digest, the time, each approval, hours and freezes.
 * `isShut`: nothing but hours or a freeze holds it back, so that it may go out later.
 */
export function mayGoOut(card: DecisionCard, digest: string, at: string, by: Keeping): GoingOut {
  const never = (reason: string): GoingOut => ({ ok: false, reason, isShut: false });
  const barred = barredWhy({ digest }, by);
  if (card.digest !== digest) return never(`the sign-off is for ${card.digest}, not for ${digest}`);
  if (barred !== undefined) return never(`these bytes are barred: ${barred}`);
  if (card.state !== 'granted') return never(`the sign-off is ${card.state}, not granted`);
  if (isOver(card.expires, at)) return never(`the sign-off expired at ${card.expires}`);
  if (card.excluded === undefined) return never('the card does not say who has a part in the change');
  if (card.given.some(({ decision }) => decision === Decision.Reject)) return never('somebody rejected it');
  if (isGlassBroken(card, at, by)) return { ok: true };
  const counted = countedOf(card, at, by);
  if (!isFull(counted, by.rule)) return never(`${counted.flat().length} of ${by.rule.parties.reduce((sum, { approvals }) => sum + approvals, 0)} approvals count`);
  const shut = shutAt(card.environment, at, by.rule.hours, by.freezes);
  return !shut || isExcepted(card, at, by) ? { ok: true } : { ok: false, reason: `it is shut: ${shut.why}`, isShut: true };
}

/** What was given before for the same bytes. Approvals and delegations of those who have a part in the change by now are left behind. */
function carryOver(card: DecisionCard, earlier: DecisionCard, at: string, by: Keeping): DecisionCard {
  const { glass } = earlier;
  const free = (id: string): boolean => !card.excluded?.includes(id);
  const delegations = earlier.delegations.filter(({ from, to }) => free(from) && free(to));
  return {
    ...card, delegations, questions: earlier.questions,
    given: approvalsOf({ ...card, delegations, given: earlier.given }, at, by),
    ...(glass && glass.by.every(free) && !isOver(endOf(glass.at, by.rule), at) ? { glass } : {}),
  };
}
