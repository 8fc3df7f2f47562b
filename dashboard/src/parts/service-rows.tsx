// What does an environment run, and who has the lane to it? Rows of a list; what could not be asked is said to be unknown.
import type { LaneState, ServiceView } from '../../../src/contracts/http';
import { pageOfIncident } from '../route';
import { dayAndClock, percent, shortId } from '../text';

type Runs = ServiceView['release'];
type Named = (id: string) => string;

export function ReleaseRows({ release, now }: { release: Runs; now: number }) {
  return (
    <>
      <dt>release</dt>
      <dd>{release ? <>{release.version} <span class="mono" title={release.digest}>{shortId(release.digest)}</span></> : <span class="soft">unknown</span>}</dd>
      {release && <><dt>since</dt><dd>{dayAndClock(release.at, now)}</dd></>}
      {release?.canary && <><dt>canary</dt><dd><b class="run">● {percent(release.canary.weight / 100)} to {release.canary.version}</b> <span class="mono" title={release.canary.digest}>{shortId(release.canary.digest)}</span></dd></>}
    </>
  );
}

export function LaneRows({ lane, named }: { lane: LaneState | undefined; named: Named }) {
  return (
    <>
      <dt>lane</dt>
      <dd>{lane === undefined ? <span class="soft">unknown</span> : lane.holder ? <a href={pageOfIncident(lane.holder)}>held by {named(lane.holder)}</a> : lane.blocked ? <span class="bad">✕ waits for a person</span> : 'free'}</dd>
      {lane && lane.queue.length > 0 && <><dt>queue</dt><dd>{lane.queue.map((id, index) => <span key={id}>{index > 0 && ', '}<a href={pageOfIncident(id)}>{named(id)}</a></span>)}</dd></>}
    </>
  );
}
