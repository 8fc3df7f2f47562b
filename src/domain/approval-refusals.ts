// Why is a person's word on the card refused? What was found and what to do; as a signal a word may hold anything.
import type { DecisionCard } from '../contracts/decision';
import type { Person } from '../contracts/people';
import { isOver, type Keeping } from './approval-count';
import { findPerson, refuse, shown, type Refusal } from './words';

export { refuse, shown } from './words';

/** The card after a word. A word that is refused leaves the card as it was. */
export interface Heard { card: DecisionCard; refused?: Refusal }
type State = DecisionCard['state'];

const LONGEST_REASON = 500;

/** What a word holds, whatever it is. */
export function fieldsOf(word: unknown): Readonly<Record<string, unknown>> {
  return typeof word === 'object' && word !== null ? { ...word } : {};
}

const CLOSED: Record<Exclude<State, 'open'>, string> = {
  granted: 'Look at the incident: it goes out. To hold it back, withdraw the approval before the deployment begins.',
  rejected: 'Look at the incident: it waits for another fix.',
  void: 'Look at the incident: other bytes are asked for.',
  expired: 'Wait until it is asked anew, then decide again.',
  held: 'A newer commit is judged. Wait: the same bytes are asked for again, with what was given; other bytes are asked anew.',
};

/** The card must be in one of these states, and its time not over. */
export function refuseState(card: DecisionCard, at: string, ...states: readonly State[]): Refusal | undefined {
  if (card.state !== 'open' && !states.includes(card.state)) return refuse(`the sign-off is ${card.state}${card.state === 'held' ? '' : ' already'}`, CLOSED[card.state]);
  return isOver(card.expires, at) ? refuse(`the sign-off expired at ${card.expires}`, CLOSED.expired) : undefined;
}

/** A person of the team, by id or e-mail. */
export function personOf(who: unknown, { team }: Pick<Keeping, 'team'>): Person | Refusal {
  const found = typeof who === 'string' ? findPerson(team, who) : undefined;
  return found ?? refuse(`${shown(who)} is not in the team`, `Known are ${team.map(({ id }) => id).join(', ')}.`);
}

export function isRefusal(found: Person | Refusal): found is Refusal {
  return 'advice' in found;
}

/** Who wrote, committed or pushed a part of the change has no say. */
export function refuseExcluded({ excluded }: DecisionCard, person: Person, who: readonly string[]): Refusal | undefined {
  if (excluded === undefined) return refuse('the card does not say who has a part in the change', 'Wait until it is asked anew.');
  return excluded.includes(person.id) ? refuse(`${person.name} has a part in this change, and an author cannot approve`, theseMay(who)) : undefined;
}

export function theseMay(people: readonly string[]): string {
  return `These may: ${people.length > 0 ? people.join(', ') : 'nobody of the team; let somebody else write the fix'}.`;
}

/** A text that is there, or may be absent, and is no longer than the contract allows. */
export function refuseText(value: unknown, what: string, { isNeeded = false, longest = LONGEST_REASON } = {}): Refusal | undefined {
  if (value === undefined && !isNeeded) return undefined;
  if (typeof value !== 'string') return refuse(value === undefined ? `there is no ${what}` : `the ${what} is not a text`, `Give the ${what} as one sentence.`);
  if (isNeeded && value.trim() === '') return refuse(`there is no ${what}`, `Give the ${what} as one sentence.`);
  return value.length > longest ? refuse(`the ${what} has ${value.length} characters`, `Give at most ${longest}.`) : undefined;
}

export function refuseDigest(card: DecisionCard, digest: unknown): Refusal | undefined {
  return digest === card.digest ? undefined : refuse(`the sign-off is asked for ${card.digest}, not for ${shown(digest)}`, `Look at what was tested, then name its digest: ${card.digest}.`);
}
