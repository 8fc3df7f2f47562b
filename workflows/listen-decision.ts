// What do those who decide say? Words on the card, by its pure rule; while a release is watched, whether it is kept.
import { briefOf } from '../src/domain/decision-brief';
import { ask, breakGlass, decide, delegate, isAlive, withdraw, type Heard, type Keeping } from '../src/domain/approval';
import type { DecisionCard } from '../src/contracts/decision';
import type { SignOff } from '../src/contracts/people';
import { Decision, Phase, Role } from '../src/domain/vocabulary';
import { findPerson, shown, type Refusal } from '../src/domain/words';
import type { Day } from './day';
import { emergencyCard } from './emergency';
import { byAgent, hear, idOf, type Word } from './hear';
import { keepingOf } from './keeping';
import * as say from './messages';

const NO_CARD: Refusal = { reason: 'nothing waits for a sign-off', advice: 'Wait until every gate has passed.' };

export function listenToDeciders(day: Day): void {
  hear(day, say.signOffUpdate, say.signOffSignal, (word) => (asksToKeep(day) ? refuseKeep(day, word) : onCard(day, decide, word).refused), (word) => (asksToKeep(day) ? keep(day, word) : signOff(day, word)));
  hear(day, say.withdrawUpdate, say.withdrawSignal, (word) => tooLate(day) ?? onCard(day, withdraw, word).refused, (word) => {
    const { card, by } = taken(day, withdraw, word);
    day.record({ kind: 'signOffWithdrawn', card, by, reason: word.reason });
    return `Withdrawn; ${card.missing ? `still missing: ${card.missing}` : 'enough others signed'}.`;
  });
  hear(day, say.delegateUpdate, say.delegateSignal, (word) => onCard(day, delegate, word).refused, (word) => {
    const { card, by } = taken(day, delegate, word);
    const to = idOf(day, word.to);
    day.record({ kind: 'signOffDelegated', card, from: by, to, reason: word.reason });
    day.tell({ to: [to], subject: `Sign off in place of ${by}: ${day.view.title}`, text: card.missing, action: 'sign-off', digest: card.digest, facts: briefOf(card) });
    return `${to} decides in your place.`;
  });
  hear(day, say.askUpdate, say.askSignal, (word) => onCard(day, ask, word).refused, (word) => {
    const { card, by } = taken(day, ask, word);
    const to = word.to === undefined ? undefined : idOf(day, word.to);
    day.record({ kind: 'questionAsked', card, by, to, text: word.text, ...byAgent(word) });
    day.tell({ to: to === undefined ? whoKnows(day) : [to], subject: `${by} asks before the sign-off: ${day.view.title}`, text: word.text });
    return 'Asked; the answer is a note. Nothing waits for it.';
  });
  hear(day, say.breakGlassUpdate, say.breakGlassSignal, (word) => tooLate(day) ?? onCard(day, breakGlass, word, emergencyCard(day, word.digest)).refused, (word) => {
    const { card } = taken(day, breakGlass, word, emergencyCard(day, word.digest));
    return touch(day, card);
  });
}

type Rule<W> = (card: DecisionCard, word: W, at: string, by: Keeping) => Heard;

/** The rule's answer to the word, with people by their ids. */
function onCard<W extends Word & { to?: string }>(day: Day, rule: Rule<W>, word: W, card = day.view.decision): Heard | { card: undefined; refused: Refusal } {
  if (!card) return { card: undefined, refused: NO_CARD };
  const known = { ...word, by: idOf(day, word.by), ...(word.to === undefined ? {} : { to: idOf(day, word.to) }) };
  return rule(card, known, day.now(), keepingOf(day));
}

/** After it was not refused. */
function taken<W extends Word & { to?: string }>(day: Day, rule: Rule<W>, word: W, on = day.view.decision): { card: DecisionCard; by: string } {
  const { card } = onCard(day, rule, word, on);
  if (!card) throw new Error('a word was taken without a card');
  return { card, by: idOf(day, word.by) };
}

/** Once it is on its way, words change nothing: then it is rolled back instead. */
function tooLate({ view }: Day): Refusal | undefined {
  const isOut = view.phase === Phase.Verify || view.phase === Phase.Watch || (view.phase === Phase.Deploy && view.lane?.state === 'held');
  return isOut ? { reason: 'the deployment has begun', advice: 'Cancel the incident, or wait for its verification and watch: what does not hold is rolled back.' } : undefined;
}

function signOff(day: Day, word: SignOff): string {
  const { card } = taken(day, decide, word);
  const given = card.given.at(-1);
  if (given) day.record({ kind: 'signOffGiven', card, word: given });
  if (card.state === 'granted') return 'Signed off; the deployment begins.';
  return card.state === 'rejected' ? 'Rejected; it goes back to the developer.' : `Signed; still missing: ${card.missing}`;
}

function touch(day: Day, card: DecisionCard): string {
  const { glass } = card;
  if (!glass) return 'Nothing happened.';
  const isOpen = day.view.decision?.digest === card.digest && isAlive(day.view.decision);
  if (glass.by.length < 2) {
    if (!isOpen) day.emergency = card;
    day.record({ kind: 'glassTouched', card: isOpen ? card : { ...card, state: 'void' }, glass });
    day.tell({ to: card.mayBreakGlass.filter((id) => !glass.by.includes(id)), subject: `Break the glass? A second person is needed: ${day.view.title}`, text: glass.reason, digest: card.digest });
    return 'A second person must agree before anything happens.';
  }
  day.record({ kind: 'glassBroken', card, glass });
  if (!isOpen) day.letOut = day.judged;
  day.tell({ to: [], subject: `The glass is broken: ${day.view.title}`, text: glass.reason, digest: card.digest });
  return 'The glass is broken; the deployment begins. The mark stays.';
}

/** Who wrote the fix, and who assigned it. */
function whoKnows({ view }: Day): string[] {
  return [...new Set([view.attempts.at(-1)?.by, view.assignment?.to].flatMap((id) => id ?? []))];
}

function asksToKeep({ watching }: Day): boolean {
  return watching?.asks !== undefined;
}

function refuseKeep(day: Day, word: SignOff): Refusal | undefined {
  const { watching, view } = day;
  const person = findPerson(view.team, word.by);
  const may = view.decision?.environment === watching?.environment && view.decision?.mayDecide.length ? view.decision.mayDecide : day.peopleWith(Role.OperationsEngineer);
  if (!person || !may.includes(person.id)) return { reason: `${shown(word.by)} may not decide`, advice: `Ask one of ${may.join(', ')}.` };
  if (word.decision !== Decision.Approve && word.decision !== Decision.Reject) return { reason: 'the decision is neither approve nor reject', advice: 'Send `approve` to keep the release, `reject` to roll it back.' };
  return word.digest === watching?.digest ? undefined : { reason: 'that digest is not the one that is watched', advice: `It is ${watching?.digest}.` };
}

function keep(day: Day, word: SignOff): string {
  const isKept = word.decision === Decision.Approve;
  if (day.watching) day.watching.answer = isKept;
  day.record({ kind: 'keepOrRollBackDecided', by: idOf(day, word.by), isKept, reason: word.reason });
  return isKept ? 'The release is kept.' : 'The release is rolled back.';
}
