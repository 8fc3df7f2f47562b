// What went out, was it checked by the symptom, and how does production do since?
import type { IncidentView } from '../../../src/contracts/incident';
import { capital, dayAndClock, plural, shortId, span } from '../text';
import { Shape, markOf } from './marks';
import { WatchChart } from './watch-chart';

export function ReleasePanel({ view, now }: { view: IncidentView; now: number }) {
  const { lane, release, verification, watch } = view;
  if (!lane && !release && !verification && !watch) return null;
  const same = release && view.signOff && release.reportedDigest === view.signOff.digest;
  return (
    <section class="panel" aria-labelledby="release">
      <h2 id="release">Deployment <span>{view.environment}</span></h2>
      <dl class="kv">
        {lane && lane.state !== 'released' && <><dt>lane</dt><dd>{lane.state === 'held' ? 'held by this incident' : `asked, ${lane.ahead} ahead`}</dd></>}
        {release && <><dt>deployed</dt><dd><span class="mono" title={release.digest}>{shortId(release.digest)}</span> at {dayAndClock(release.at, now)}</dd>
          <dt>it reports</dt><dd><span class="mono" title={release.reportedDigest}>{shortId(release.reportedDigest)}</span>{same !== undefined && <span class={same ? 'ok' : 'bad'}> {same ? '✓ what was signed' : '✕ not what was signed'}</span>}</dd></>}
        {verification && <><dt>symptom</dt><dd class={verification.symptomGone ? 'ok' : 'bad'}>{verification.symptomGone ? '✓ gone' : '✕ still there'}</dd>
          <dt>alert</dt><dd class={verification.alertCleared ? 'ok' : 'bad'}>{verification.alertCleared ? '✓ cleared' : '✕ still firing'}</dd></>}
      </dl>
      {verification && <p class="reason"><Shape mark={markOf(verification.verdict)} /> Verification {verification.verdict}: {verification.reason}</p>}
      {watch && (
        <>
          <h3 class="inner">Watch <span>{watch.verdict === 'observing' ? `observing, ${span(Date.parse(watch.until) - now)} left` : capital(watch.verdict.replace('-', ' '))} · {plural(watch.samples.length, 'sample')}</span></h3>
          <WatchChart samples={watch.samples} />
          {watch.verdict !== 'observing' && <p class="reason"><Shape mark={watch.verdict === 'kept' ? 'passed' : watch.verdict === 'ask' ? 'inconclusive' : 'failed'} /> {capital(watch.reason)}</p>}
        </>
      )}
    </section>
  );
}
