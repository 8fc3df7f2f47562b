// What does a person's word change on the card? Approve, reject, withdraw, ask, delegate: each is taken, or refused with the reason.
import type { DecisionCard, SignOffGiven } from '../contracts/decision';
import type { Ask, Delegate, Person, SignOff, Withdraw } from '../contracts/people';
import { barredWhy, lookAgain, mayExcept, settle } from './approval-card';
import { approvalsOf, hasRole, sayersOf, sayOf, type Keeping } from './approval-count';
import { fieldsOf, isRefusal, personOf, refuse, refuseDigest, refuseExcluded, refuseState, refuseText, shown, theseMay, type Heard } from './approval-refusals';
import { shutAt } from './hours';
import { Decision, Through } from './vocabulary';
import type { Refusal } from './words';

/**
 * An approval or a rejection. An approval counts once per person and per say; a rejection closes the question. Who delegated their say
 * and decides after all takes it back, as long as it was not used.
 */
export function decide(card: DecisionCard, word: SignOff, at: string, by: Keeping): Heard {
  const refusedState = refuseState(card, at);
  if (refusedState) return { card, refused: refusedState };
  const person = personOf(fieldsOf(word)['by'], by);
  if (isRefusal(person)) return { card, refused: { ...person, advice: theseMay(card.mayDecide) } };
  const refused = refuseDecision(card, word, person, at, by);
  if (refused) return { card, refused };
  const holder = isOwnSay(card, person, by) ? undefined : card.delegations.find(({ to }) => to === person.id)?.from;
  const { decision, digest, reason, exception } = word;
  const given: SignOffGiven = { by: person.id, decision, digest, reason, at, through: throughOf(word), for: holder, exception };
  const heard = {
    ...card, given: [...card.given.filter((one) => one.by !== person.id && sayOf(one) !== sayOf(given)), given],
    delegations: card.delegations.filter(({ from }) => from !== person.id),
  };
  if (decision === Decision.Reject) return { card: { ...lookAgain(heard, at, by), state: 'rejected', missing: '' } };
  return { card: settle(heard, at, by) };
}

/** Takes one's own approval back, of a granted card too: without it the card may be open again. */
export function withdraw(card: DecisionCard, word: Withdraw, at: string, by: Keeping): Heard {
  const person = personOf(fieldsOf(word)['by'], by);
  const refused = refuseState(card, at, 'granted') ?? (isRefusal(person) ? person : refuseText(fieldsOf(word)['reason'], 'reason', { isNeeded: true }));
  if (refused || isRefusal(person)) return { card, refused };
  const kept = card.given.filter((given) => given.by !== person.id);
  if (kept.length === card.given.length) return { card, refused: refuse(`${person.name} has not approved it`, 'Only one\'s own approval can be withdrawn.') };
  return { card: settle({ ...card, given: kept }, at, by) };
}

/** A question on the card, of anybody in the team. It pauses nothing. */
export function ask(card: DecisionCard, word: Ask, at: string, by: Keeping): Heard {
  const { by: who, to: whom, text } = fieldsOf(word);
  const person = personOf(who, by);
  const to = whom === undefined ? undefined : personOf(whom, by);
  const refused = refuseState(card, at, 'granted', 'held') ?? [person, to].find((one): one is Refusal => one !== undefined && isRefusal(one))
    ?? refuseText(text, 'question', { isNeeded: true, longest: 2000 });
  if (refused || isRefusal(person) || (to && isRefusal(to))) return { card, refused };
  return { card: { ...card, questions: [...card.questions, { by: person.id, text: word.text, to: to?.id, at }] } };
}

/** Gives one's say to somebody who has none. Delegating again, before it was used, gives it to the other instead. */
export function delegate(card: DecisionCard, word: Delegate, at: string, by: Keeping): Heard {
  const { by: who, to: whom, reason } = fieldsOf(word);
  const [from, to] = [personOf(who, by), personOf(whom, by)];
  const wrong = refuseState(card, at) ?? [from, to].find(isRefusal);
  if (wrong || isRefusal(from) || isRefusal(to)) return { card, refused: wrong };
  const refused = refuseFrom(card, from, at, by) ?? refuseTo(card, from, to, by) ?? refuseText(reason, 'reason');
  if (refused) return { card, refused };
  const others = card.delegations.filter((one) => one.from !== from.id);
  return { card: settle({ ...card, delegations: [...others, { from: from.id, to: to.id, reason: word.reason, at }] }, at, by) };
}

function refuseDecision(card: DecisionCard, word: SignOff, person: Person, at: string, by: Keeping): Refusal | undefined {
  const { decision, digest, reason, exception } = fieldsOf(word);
  return refuseExcluded(card, person, card.mayDecide) ?? refuseSay(card, person, at, by) ?? refuseDigest(card, digest)
    ?? (decision === Decision.Approve || decision === Decision.Reject ? undefined : refuse(`“${shown(decision)}” is no decision`, 'Say `approve` or `reject`.'))
    ?? refuseText(reason, 'reason')
    ?? (decision === Decision.Reject ? refuseRejection(reason) : refuseApproval(card, exception, person, at, by));
}

/** The person has a say, by the rule or by delegation, and it was not used yet. */
function refuseSay(card: DecisionCard, person: Person, at: string, by: Keeping): Refusal | undefined {
  if (!card.mayDecide.includes(person.id)) return refuse(`${person.name} ${lacks(card)}`, theseMay(card.mayDecide));
  const good = approvalsOf(card, at, by);
  if (good.some((given) => given.by === person.id)) return refuse(`${person.name} has decided already`, 'Withdraw the approval to take it back, or let somebody else decide.');
  const used = good.find((given) => given.for === person.id);
  return used ? refuse(`${person.name} gave the say to ${used.by}, who has decided`, `Let ${used.by} withdraw it, or let somebody else decide.`) : undefined;
}

function lacks({ parties }: DecisionCard): string {
  const roles = [...new Set(parties.flatMap((party) => party.roles))];
  const people = [...new Set(parties.flatMap((party) => party.people))];
  if (roles.length === 0) return `is not one of ${people.join(', ')}`;
  return `has none of the roles ${roles.join(', ')}${people.length > 0 ? ` and is not one of ${people.join(', ')}` : ''}`;
}

function refuseRejection(reason: unknown): Refusal | undefined {
  return typeof reason === 'string' && reason.trim() !== '' ? undefined : refuse('a rejection needs a reason', 'Say in one sentence what has to change.');
}

/** Barred bytes are signed by nobody. While it is shut the first approval needs an exception, and the right person for it; others may follow. */
function refuseApproval(card: DecisionCard, exception: unknown, person: Person, at: string, by: Keeping): Refusal | undefined {
  const barred = barredWhy(card, by);
  if (barred !== undefined) return refuse(`these bytes are barred: ${barred}`, 'Push another commit.');
  const wrong = refuseText(exception, 'exception', { isNeeded: exception !== undefined });
  if (wrong) return wrong;
  const shut = shutAt(card.environment, at, by.rule.hours, by.freezes);
  const who = mayExcept(card, by);
  const advice = `Wait${shut?.until === undefined ? '' : ` until ${shut.until}`}${who.length > 0 ? `, or let ${who.join(' or ')} approve with an \`exception\` that says why` : '; nobody may make an exception'}.`;
  if (exception !== undefined) return hasRole(person, by.rule.exception) ? undefined : refuse(`${person.name} may make no exception`, shut ? advice : 'Approve without one.');
  return shut && !isExcepted(card, at, by) ? refuse(`it is shut: ${shut.why}`, advice) : undefined;
}

/** An approval that counts carries an exception of somebody who may make one. */
export function isExcepted(card: DecisionCard, at: string, by: Keeping): boolean {
  return approvalsOf(card, at, by).some((given) => given.exception !== undefined && by.team.some((person) => person.id === given.by && hasRole(person, by.rule.exception)));
}

function refuseFrom(card: DecisionCard, from: Person, at: string, by: Keeping): Refusal | undefined {
  const excluded = refuseExcluded(card, from, card.mayDecide);
  if (excluded) return excluded;
  if (!isOwnSay(card, from, by) && card.mayDecide.includes(from.id)) return refuse(`${from.name} decides for somebody else, and cannot pass that on`, 'Let the one whose say it is delegate it to another.');
  return refuseSay(card, from, at, by);
}

function refuseTo(card: DecisionCard, from: Person, to: Person, by: Keeping): Refusal | undefined {
  const already = card.delegations.find((one) => one.to === to.id);
  const able = by.team.filter(({ id }) => !card.mayDecide.includes(id) && !card.excluded?.includes(id)).map(({ id }) => id);
  if (to.id === from.id) return refuse('that is the same person', `Decide, or name one of ${able.join(', ')}.`);
  const excluded = refuseExcluded(card, to, able);
  if (excluded) return excluded;
  if (already) return refuse(`${to.name} decides for ${already.from} already`, theseMay(able));
  return card.mayDecide.includes(to.id) ? refuse(`${to.name} may decide already, and counts once`, theseMay(able)) : undefined;
}

function isOwnSay(card: DecisionCard, person: Person, { rule, team }: Keeping): boolean {
  return sayersOf(rule, team, card.excluded ?? []).some(({ id }) => id === person.id);
}

function throughOf({ through }: SignOff): Through {
  return Object.values(Through).find((one) => one === through) ?? Through.Signal;
}
