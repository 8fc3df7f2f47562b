// May bytes go out that no gate let through? Only by two people who break the glass, on the last attempt that was sent back.
import type { IncidentView } from '../../../src/contracts/incident';
import { mayLetOut } from '../actions';
import { useWho } from '../live/session';
import { shortId } from '../text';
import { glassOffer } from './glass-offer';
import { useSay } from './use-say';
import { Words } from './words';

export function EmergencyPanel({ view }: { view: IncidentView }) {
  const who = useWho();
  const { say, busy, refused, said } = useSay(view.id);
  const last = view.attempts.at(-1);
  const digest = last?.digest;
  if (!last || digest === undefined || (who.kind !== 'known' && who.kind !== 'unheard')) return null;
  if (!mayLetOut(view, who.kind === 'known' ? who.me : undefined)) return null;
  const glass = view.decision?.digest === digest ? view.decision.glass : undefined;
  const hasTouched = who.kind === 'known' && glass?.by.includes(who.me.id) === true;
  const offers = hasTouched ? [] : [glassOffer({
    team: view.team, glass, say: (reason) => say('break-glass', { digest, reason }),
    first: 'They go out once a second person agrees, although a gate sent them back.', second: 'With you they go out at once.',
  })];
  return (
    <details class="panel emergency" open={glass !== undefined}>
      <summary id="emergency">In an emergency: let attempt {last.number} out as it is</summary>
      <p>It was sent back ({last.verdict.replace(/-/g, ' ')}): {last.reason}. Two people may let its bytes <span class="mono" title={digest}>{shortId(digest)}</span> out all the same.</p>
      {hasTouched && <p class="soft">You touched the glass; a second person has to agree.</p>}
      <Words offers={offers} team={view.team} busy={busy} said={said} refused={refused} />
    </details>
  );
}
