// What went out in this incident, and what became of it? The latest first; digests that production sent back can not be signed again.
import type { IncidentView } from '../../../src/contracts/incident';
import type { DeploymentView } from '../../../src/contracts/live-release';
import type { Mark } from '../mark';
import { dayAndClock, shortId } from '../text';
import { Moment, Shape } from './marks';
import { More } from './more';

const SHOWN = 4;
const ENDS: Record<DeploymentView['outcome'], { mark: Mark; text: string }> = {
  'under-way': { mark: 'running', text: 'under way' }, kept: { mark: 'passed', text: 'kept' }, undone: { mark: 'failed', text: 'taken back' }, 'rolled-back': { mark: 'failed', text: 'rolled back' },
};

export function DeploymentList({ view, now }: { view: IncidentView; now: number }) {
  const { deployments = [], barred = [] } = view;
  if (deployments.length === 0 && barred.length === 0) return null;
  const newest = [...deployments].reverse();
  return (
    <>
      {newest.length > 0 && <h3 class="inner">Deployments <span>of this incident</span></h3>}
      <More items={newest} shown={SHOWN} list={(some) => <ul class="proof deployments">{some.map((one) => <Deployment key={`${one.environment} ${one.startedAt}`} one={one} now={now} />)}</ul>} />
      {barred.length > 0 && <h3 class="inner">Barred <span>production sent them back; they can not be signed again</span></h3>}
      {barred.length > 0 && <ul class="proof">{barred.map(({ digest, why, at }) => <li key={`${digest} ${at}`}><span class="shape bad" aria-hidden="true">⊘</span><div><span class="mono" title={digest}>{shortId(digest)}</span> <Moment at={at} text={dayAndClock(at, now)} /><small>{why}</small></div></li>)}</ul>}
    </>
  );
}

function Deployment({ one, now }: { one: DeploymentView; now: number }) {
  const { environment, digest, attempt, startedAt, at, outcome, why, isBrokenGlass } = one;
  const end = ENDS[outcome];
  return (
    <li>
      <Shape mark={end.mark} />
      <div>
        <b>{environment}</b> <span class="mono" title={digest}>{shortId(digest)}</span> <span class="soft">attempt {attempt}, {end.text}, {at ? 'live since' : 'asked for'} <Moment at={at ?? startedAt} text={dayAndClock(at ?? startedAt, now)} /></span>
        {isBrokenGlass && <small class="bad">▲ the glass was broken for it</small>}
        {why && <small>{why}</small>}
      </div>
    </li>
  );
}
