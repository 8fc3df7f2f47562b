// How do two people break the glass? Each with a reason and a word that is typed; the one who is second reads what the first one said.
import type { DecisionCard } from '../../../src/contracts/decision';
import type { IncidentView } from '../../../src/contracts/incident';
import { namesOf } from '../audience';
import type { Offer } from './words';

const TYPED = 'break';

interface Glass { team: IncidentView['team']; glass: DecisionCard['glass']; first: string; second: string; say: (reason: string) => Promise<boolean> }

/** `first`, `second`: what it does when it is said by the first one, and by the second. */
export function glassOffer({ team, glass, first, second, say }: Glass): Offer {
  const by = glass?.by[0];
  const does = glass && by !== undefined ? `${namesOf(team, [by])} touched it first: ${glass.reason}. ${second}` : first;
  return {
    key: 'break-glass', label: by === undefined ? 'Break the glass…' : 'Agree to break the glass…', say: (_, reason) => say(reason),
    asked: { title: 'Break the glass', does: `${does} The mark stays on the release.`, reason: 'needed', tone: 'stop', confirm: TYPED, submit: () => (by === undefined ? 'Touch the glass' : 'Break the glass') },
  };
}
