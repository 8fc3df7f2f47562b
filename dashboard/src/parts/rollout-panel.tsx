// How far is the release, environment by environment? Its lane, its canary, its verification; then what went out before and what can not again.
import type { IncidentView } from '../../../src/contracts/incident';
import { waysOf } from '../rollout';
import type { Way } from '../rollout';
import { dayAndClock, shortId } from '../text';
import { CanarySteps } from './canary-steps';
import { DeploymentList } from './deployment-list';
import { LanePlace } from './lane-place';
import { VerificationBlock } from './verification-block';

const SHAPES = { done: '✓', now: '●', waits: '…', bad: '✕', todo: '○' } as const;

export function RolloutPanel({ view, now }: { view: IncidentView; now: number }) {
  const ways = waysOf(view);
  const past = (view.deployments ?? []).some(({ outcome }) => outcome !== 'under-way') || (view.barred?.length ?? 0) > 0;
  if (ways.length === 0 && !past) return null;
  return (
    <section class="panel" aria-labelledby="rollout">
      <h2 id="rollout">Roll-out <span>{ways.map(({ environment }) => environment).join(', then ')}</span></h2>
      {ways.length > 0 && <ol class="ways">{ways.map((way) => <WayRow key={way.environment} way={way} view={view} now={now} />)}</ol>}
      <DeploymentList view={view} now={now} />
    </section>
  );
}

function WayRow({ way, view, now }: { way: Way; view: IncidentView; now: number }) {
  const { environment, stops, word, tone, deployment, isNow } = way;
  const { lane, canary, verification } = view;
  const isOpen = deployment !== undefined;
  const place = lane?.environment === environment && (lane.blocked !== undefined || (isNow && lane.state !== 'released')) ? lane : undefined;
  const checked = verification && (verification.environment ?? view.environment) === environment && isOpen && verification.at >= deployment.startedAt ? verification : undefined;
  return (
    <li aria-current={isNow ? 'step' : undefined}>
      <div class="way-head"><b>{environment}</b> <span class={tone === 'none' ? 'soft' : tone}>{word}</span></div>
      <ol class="stops" aria-label={`The way to ${environment}`}>
        {stops.map((stop) => <li key={stop.name} class={stop.state}><i aria-hidden="true">{SHAPES[stop.state]}</i>{stop.name}<span class="hidden">: {stop.state === 'done' ? 'done' : stop.word}</span></li>)}
      </ol>
      {place && <LanePlace view={view} lane={place} now={now} />}
      {canary && isOpen && canary.digest === deployment.digest && environment === view.environment && <CanarySteps canary={canary} />}
      {isOpen && <Reported view={view} digest={deployment.digest} environment={environment} now={now} />}
      {checked && <VerificationBlock verification={checked} />}
    </li>
  );
}

/** What it says it is, beside what was signed. */
function Reported({ view: { release }, digest, environment, now }: { view: IncidentView; digest: string; environment: string; now: number }) {
  if (!release || release.environment !== environment || release.digest !== digest) return null;
  const same = release.reportedDigest === digest;
  return <p class="reported">{release.version} <span class="mono" title={release.digest}>{shortId(release.digest)}</span> since {dayAndClock(release.at, now)}; it reports <span class="mono" title={release.reportedDigest}>{shortId(release.reportedDigest)}</span> <span class={same ? 'ok' : 'bad'}>{same ? '✓ what was signed' : '✕ not what was signed'}</span></p>;
}
