// What may this person say on the card, and when they may not sign, why? dayshift judges again itself.
import type { DecisionCard, Party } from '../../src/contracts/decision';
import type { Me } from '../../src/contracts/access';
import type { IncidentView } from '../../src/contracts/incident';
import { Phase } from '../../src/domain/vocabulary';
import { namesOf } from './audience';
import { nameOf } from './text';

type Team = IncidentView['team'];
type Known = Pick<IncidentView, 'team' | 'phase' | 'lane' | 'barred'>;
export interface CardOffers { sign: boolean; exception: boolean; reject: boolean; withdraw: boolean; ask: boolean; delegateTo: Team; breakGlass: boolean; why: string }

/**
 * `me` absent: dayshift does not say whose token it is, so everything that the card's state allows is offered. `why`: what they have to know
 * of their own say, above all why they can not sign; empty when there is nothing to say.
 */
export function cardOffers(view: Known, card: DecisionCard, me: Pick<Me, 'id'> | undefined, now: number): CardOffers {
  const known = me === undefined || view.team.some(({ id }) => id === me.id);
  const inTime = Date.parse(card.expires) > now;
  const isOpen = card.state === 'open' && inTime;
  const isAlive = isOpen || (card.state === 'granted' && inTime);
  const hasSay = isOpen && known && (me === undefined || saysStill(card, me.id));
  const isBarred = view.barred?.some(({ digest }) => digest === card.digest) === true;
  const excepts = card.shut !== undefined && (me === undefined || card.shut.mayExcept.includes(me.id));
  const sign = hasSay && !isBarred && (card.shut === undefined || isExcepted(card));
  return {
    sign,
    exception: hasSay && !isBarred && excepts,
    reject: hasSay,
    withdraw: isAlive && isBefore(view) && card.given.some(({ by, decision }) => decision === 'approve' && (me === undefined || by === me.id)),
    ask: known && (isAlive || (card.state === 'held' && inTime)),
    delegateTo: hasSay && !card.delegations.some(({ to }) => to === me?.id) ? heirsOf(view.team, card) : [],
    breakGlass: (isOpen || (isAlive && card.shut !== undefined)) && !isBroken(card) && !isBarred && isBefore(view) && (me === undefined || mayTouch(card, me.id)),
    why: isOpen && me !== undefined ? ownSay(view, card, me.id, sign || (hasSay && !isBarred && excepts)) : '',
  };
}

export function isBroken({ glass }: Pick<DecisionCard, 'glass'>): boolean {
  return (glass?.by.length ?? 0) > 1;
}

/** Whoever wrote, committed or pushed a part of the change. */
function isExcluded({ excluded, facts }: Pick<DecisionCard, 'excluded' | 'facts'>, id: string): boolean {
  return (excluded ?? facts?.authors ?? []).includes(id);
}

/** Asked by the rule or by somebody who gave theirs on, and not used yet. Who gave it on may still take it back by deciding. */
function saysStill(card: DecisionCard, id: string): boolean {
  return card.mayDecide.includes(id) && !isExcluded(card, id) && !card.given.some((one) => one.by === id || one.for === id);
}

/** Somebody let it out in spite of hours or a freeze: others may follow. */
function isExcepted({ given }: DecisionCard): boolean {
  return given.some(({ decision, exception }) => decision === 'approve' && exception !== undefined);
}

/** The deployment has not begun: what waits for its lane may still be held back. */
function isBefore({ phase, lane }: Known): boolean {
  return phase === Phase.SignOff || (phase === Phase.Deploy && lane?.state === 'asked');
}

function mayTouch({ mayBreakGlass, glass }: DecisionCard, id: string): boolean {
  return mayBreakGlass.includes(id) && !glass?.by.includes(id);
}

/** To whom a say can be given: who has none yet, and no part in the change. */
function heirsOf(team: Team, card: DecisionCard): Team {
  return team.filter(({ id }) => !card.mayDecide.includes(id) && !isExcluded(card, id));
}

function ownSay({ team, barred }: Known, card: DecisionCard, id: string, maySign: boolean): string {
  const heir = card.delegations.find(({ from }) => from === id);
  if (maySign) return heir ? `You gave your say to ${nameOf(team, heir.to)}; deciding yourself takes it back.` : '';
  if (!team.some((person) => person.id === id)) return 'You are not in the team of this incident.';
  if (isExcluded(card, id)) return 'You have a part in this change, and an author cannot approve.';
  const used = card.given.find((one) => one.for === id);
  if (used) return `You gave your say to ${nameOf(team, used.by)}, who has decided.`;
  if (card.given.some(({ by }) => by === id)) return 'You have said your word; others have to say theirs.';
  if (!card.mayDecide.includes(id)) return `It waits for ${namesOf(team, awaitedOf(card))}; you are not among those who are asked.`;
  const bar = barred?.find(({ digest }) => digest === card.digest);
  if (bar) return `These bytes can not be signed: ${bar.why}.`;
  return card.shut ? `You can not sign while it is shut. ${card.shut.mayExcept.length ? `${namesOf(team, card.shut.mayExcept)} may let it out, with a reason.` : 'Nobody may let it out before it opens.'}` : '';
}

/** Whose word is still missing; a say that was given on is missing of whom it was given to. */
export function awaitedOf(card: DecisionCard): string[] {
  return card.mayDecide.filter((id) => saysStill(card, id) && !card.delegations.some(({ from }) => from === id));
}

/** Who may still sign for one of the parties. */
export function candidatesOf(team: Team, card: DecisionCard, { roles, people }: Party): string[] {
  const awaited = awaitedOf(card);
  const own = team.filter((person) => people.includes(person.id) || person.roles.some((role) => roles.includes(role))).map(({ id }) => id);
  const given = card.delegations.filter(({ from }) => own.includes(from)).map(({ to }) => to);
  return awaited.filter((id) => own.includes(id) || given.includes(id));
}

interface Answered { question: DecisionCard['questions'][number]; answers: { by: string; text: string; at: string }[] }

/** A note answers the latest question before it that waits for its writer: one to them, or one to everybody by somebody else. */
export function answersTo({ timeline }: Pick<IncidentView, 'timeline'>, { questions }: Pick<DecisionCard, 'questions'>): Answered[] {
  const answered: Answered[] = questions.map((question) => ({ question, answers: [] }));
  for (const { kind, who, text, at } of timeline) {
    if (kind !== 'noted') continue;
    const last = answered.filter(({ question }) => question.at <= at && (question.to === undefined ? question.by !== who : question.to === who)).at(-1);
    last?.answers.push({ by: who, text, at });
  }
  return answered;
}
