// May bytes go out that no gate let through? Only by two people who break the glass, on the last attempt that was sent back.
import type { IncidentView } from '../../../src/contracts/incident';
import { Phase, Role } from '../../../src/domain/vocabulary';
import { namesOf } from '../audience';
import { useWho } from '../live/session';
import { shortId } from '../text';
import { BREAK } from './decision-words';
import { useSay } from './use-say';
import { Words } from './words';

const ASKED: readonly Role[] = [Role.OperationsEngineer, Role.ProductOwner]; // by the default rule; dayshift judges by the service's own

export function EmergencyPanel({ view }: { view: IncidentView }) {
  const who = useWho();
  const { say, busy, refused, said } = useSay(view.id);
  const last = view.attempts.at(-1);
  const digest = last?.digest;
  if (view.phase !== Phase.Fix || !last || digest === undefined || (who.kind !== 'known' && who.kind !== 'unheard')) return null;
  if (who.kind === 'known' && !who.me.roles.some((role) => ASKED.includes(role))) return null;
  const glass = view.decision?.digest === digest ? view.decision.glass : undefined;
  const first = glass?.by[0];
  const offers = who.kind === 'known' && first === who.me.id ? [] : [{
    key: 'break-glass', label: first === undefined ? 'Break the glass…' : 'Agree to break the glass…', say: (_: string, reason: string) => say('break-glass', { digest, reason }),
    asked: {
      title: 'Break the glass', reason: 'needed' as const, tone: 'stop' as const, confirm: BREAK, submit: () => (first === undefined ? 'Touch the glass' : 'Break the glass'),
      does: first === undefined ? 'They go out once a second person agrees, although a gate sent them back. The mark stays on the release.' : `${namesOf(view.team, [first])} touched it first: ${glass?.reason ?? ''} With you they go out at once. The mark stays on the release.`,
    },
  }];
  return (
    <details class="panel emergency" open={glass !== undefined}>
      <summary>In an emergency: let attempt {last.number} out as it is</summary>
      <p>It was sent back ({last.verdict.replace(/-/g, ' ')}): {last.reason}. Two people may let its bytes <span class="mono" title={digest}>{shortId(digest)}</span> out all the same.</p>
      {glass && offers.length === 0 && <p class="soft">You touched the glass; a second person has to agree.</p>}
      <Words offers={offers} team={view.team} busy={busy} said={said} refused={refused} />
    </details>
  );
}
