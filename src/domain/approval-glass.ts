// May two people let it out whatever the rule says? The first one touches the glass, the second one breaks it; the mark stays.
import type { BrokenGlass, DecisionCard } from '../contracts/decision';
import type { BreakGlass, Person } from '../contracts/people';
import { barredWhy, isGlassBroken, settle } from './approval-card';
import { hasRole, isOver, endOf, type Keeping } from './approval-count';
import { fieldsOf, isRefusal, personOf, refuse, refuseDigest, refuseExcluded, refuseState, refuseText, theseMay, type Heard } from './approval-refusals';
import { shutAt } from './hours';
import type { Refusal } from './words';

/**
 * It passes the rule, the hours and the freezes; never another digest, and never one that production sent back. The first of two changes
 * nothing but the mark. What one touched lapses as an approval does.
 */
export function breakGlass(card: DecisionCard, word: BreakGlass, at: string, by: Keeping): Heard {
  const person = personOf(fieldsOf(word)['by'], by);
  const wrong = refuseState(card, at, 'granted') ?? (isRefusal(person) ? { ...person, advice: theseMay(card.mayBreakGlass) } : undefined);
  if (wrong || isRefusal(person)) return { card, refused: wrong };
  const refused = refuseGlass(card, word, person, at, by);
  if (refused) return { card, refused };
  return { card: settle({ ...card, glass: touched(card, word, person, at, by) }, at, by) };
}

function touched(card: DecisionCard, { reason, digest }: BreakGlass, { id }: Person, at: string, by: Keeping): BrokenGlass {
  const first = firstOf(card, at, by);
  if (!first) return { by: [id], reason, digest, at };
  return { by: [...first.by, id], reason: `${first.by.join(', ')}: ${first.reason}; ${id}: ${reason}`, digest, at };
}

/** Who touched it before, as long as that is good. */
function firstOf({ glass, digest }: DecisionCard, at: string, { rule }: Keeping): BrokenGlass | undefined {
  return glass && glass.digest === digest && !isOver(endOf(glass.at, rule), at) ? glass : undefined;
}

function refuseGlass(card: DecisionCard, word: BreakGlass, person: Person, at: string, by: Keeping): Refusal | undefined {
  const { digest, reason } = fieldsOf(word);
  const barred = barredWhy(card, by);
  const others = card.mayBreakGlass.filter((id) => id !== person.id);
  return refuseExcluded(card, person, card.mayBreakGlass)
    ?? (hasRole(person, by.rule.breakGlass) ? undefined : refuse(`${person.name} has none of the roles ${by.rule.breakGlass.join(', ')}`, theseMay(card.mayBreakGlass)))
    ?? refuseDigest(card, digest)
    ?? (barred === undefined ? undefined : refuse(`these bytes are barred: ${barred}`, 'Push another commit.'))
    ?? (isGlassBroken(card, at, by) ? refuse('the glass is broken already', 'It goes out; nothing more is needed.') : undefined)
    ?? (firstOf(card, at, by)?.by.includes(person.id) ? refuse(`${person.name} has broken it already, and two people are needed`, theseMay(others)) : undefined)
    ?? (card.state === 'granted' && !shutAt(card.environment, at, by.rule.hours, by.freezes) ? refuse('the sign-off is granted, and nothing holds it back', 'It goes out; nothing has to be broken.') : undefined)
    ?? refuseText(reason, 'reason', { isNeeded: true });
}
