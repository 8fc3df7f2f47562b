// The lane waits for a person: why, since when, and for those who may the word that opens it.
import type { IncidentView } from '../../../src/contracts/incident';
import { Role } from '../../../src/domain/vocabulary';
import { askToSignIn, useWho } from '../live/session';
import { pageOfIncident } from '../route';
import { dayAndClock } from '../text';
import { Moment } from './marks';
import { useSayAt } from './use-say';
import { Words } from './words';

interface Props { service: string; environment: string; blocked: { why: string; at: string; incident?: string }; team: IncidentView['team']; now: number; onOpened?: () => void }

export function LaneBlock({ service, environment, blocked, team, now, onOpened }: Props) {
  const { why, at, incident } = blocked;
  return (
    <div class="shut">
      <p><b>✕ The lane to {environment} waits for a person</b> since <Moment at={at} text={dayAndClock(at, now)} />{incident && <> (<a href={pageOfIncident(incident)}>{incident}</a>)</>}: {why}</p>
      <Open service={service} environment={environment} team={team} onOpened={onOpened} />
    </div>
  );
}

function Open({ service, environment, team, onOpened }: Pick<Props, 'service' | 'environment' | 'team' | 'onOpened'>) {
  const who = useWho();
  const { say, busy, refused, said } = useSayAt<'open'>(`/api/v1/services/${encodeURIComponent(service)}/lanes/${encodeURIComponent(environment)}`);
  if (who.kind === 'asking') return null;
  if (who.kind === 'nobody') return <div class="buttons"><button type="button" onClick={askToSignIn}>Sign in to open it</button></div>;
  if (who.kind === 'known' && !who.me.roles.some((role) => role === Role.OperationsEngineer || role === Role.ProductOwner)) return <p class="soft">An operations engineer or a product owner opens it; until then nobody deploys.</p>;
  const open = async (reason: string) => {
    const isTaken = await say('open', { reason });
    if (isTaken) onOpened?.();
    return isTaken;
  };
  const offers = [{
    key: 'open', label: 'Open the lane…', say: (_: string, reason: string) => open(reason),
    asked: { title: 'Open the lane', does: 'The next one that waits may deploy. Look first at what runs there.', submit: () => 'Open the lane', reason: 'needed' as const, label: 'Why is it safe' },
  }];
  return <Words offers={offers} team={team} busy={busy} said={said} refused={refused} />;
}
