// May this person sign the card, and when not, why? dayshift judges again itself.
import type { DecisionCard } from '../../../../src/contracts/decision';
import type { IncidentView } from '../../../../src/contracts/incident';
import { namesOf } from '../page/reading';

/** `exception`: they may sign only with a reason, in spite of hours or a freeze. `why`: why they can not sign; empty when they can. */
export interface CardSay { sign: boolean; exception: boolean; reject: boolean; why: string }

const NO: CardSay = { sign: false, exception: false, reject: false, why: '' };
const OVER: Record<DecisionCard['state'], string> = {
  open: 'Its time is over; it is asked anew.', granted: 'It is signed.', rejected: 'It was sent back.', void: 'Other bytes are asked for.', expired: 'Its time is over; it is asked anew.', held: 'A newer commit is judged; wait for it.',
};

type Known = Pick<IncidentView, 'team' | 'barred' | 'decision'>;

export function sayOnCard({ team, barred, decision: card }: Known, me: string | undefined, now: number): CardSay {
  if (!card) return { ...NO, why: 'Nothing waits for a sign-off.' };
  if (card.state !== 'open' || Date.parse(card.expires) <= now) return { ...NO, why: OVER[card.state] };
  if (me === undefined || !team.some(({ id }) => id === me)) return { ...NO, why: 'You are not in the team of this incident.' };
  const whyNot = whyNoSay(team, card, me);
  if (whyNot) return { ...NO, why: whyNot };
  const bar = barred?.find(({ digest }) => digest === card.digest);
  if (bar) return { ...NO, reject: true, why: `These bytes can not be signed: ${bar.why}.` };
  const isExcepted = card.given.some(({ decision, exception }) => decision === 'approve' && exception !== undefined);
  if (!card.shut || isExcepted) return { sign: true, exception: false, reject: true, why: '' };
  if (card.shut.mayExcept.includes(me)) return { sign: true, exception: true, reject: true, why: '' };
  return { ...NO, reject: true, why: `It is shut: ${card.shut.why}. ${card.shut.mayExcept.length ? `${namesOf(team, card.shut.mayExcept)} may let it out, with a reason.` : 'Nobody may let it out before it opens.'}` };
}

function whyNoSay(team: IncidentView['team'], card: DecisionCard, me: string): string | undefined {
  if ((card.excluded ?? card.facts?.authors ?? []).includes(me)) return 'You have a part in this change, and an author cannot approve.';
  if (card.given.some(({ by }) => by === me)) return 'You have said your word; others have to say theirs.';
  const heir = card.given.find((one) => one.for === me);
  if (heir) return `You gave your say to ${namesOf(team, [heir.by])}, who has decided.`;
  return card.mayDecide.includes(me) ? undefined : `It waits for ${namesOf(team, awaitedOf(card))}.`;
}

export function awaitedOf(card: DecisionCard): string[] {
  const used = (id: string) => card.given.some((one) => one.by === id || one.for === id) || card.delegations.some(({ from }) => from === id);
  return card.mayDecide.filter((id) => !used(id) && !(card.excluded ?? []).includes(id));
}

/** All that a signer saw and that may change their mind. Two cards that differ in it are not the same question. */
export function questionOf(card: DecisionCard): string {
  const { digest, environment, state, risks, shut, missing, given, expires, glass, facts } = card;
  const { gates, acceptance, budget } = facts ?? { gates: [], acceptance: [], budget: undefined };
  return JSON.stringify([digest, environment, state, risks, shut ?? null, missing, given, expires, glass ?? null, gates, acceptance, budget?.left ?? null]);
}
