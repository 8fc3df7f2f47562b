// How does production do since? The share of bad events against the objective, how fast the budget burns, further figures, and alerts that count.
import type { IncidentView } from '../../../src/contracts/incident';
import type { WatchView } from '../../../src/contracts/live-release';
import type { Mark } from '../mark';
import { pageOfIncident } from '../route';
import { capital, dayAndClock, plural, span } from '../text';
import { ruleOf, stateOf } from '../watch';
import { BurnTable } from './burn-table';
import { Moment, Shape } from './marks';
import { WatchChart } from './watch-chart';
import { WatchFigures } from './watch-figures';

const VERDICTS: Record<WatchView['verdict'], { mark: Mark; text: string }> = {
  observing: { mark: 'running', text: 'observing' }, kept: { mark: 'passed', text: 'kept' }, 'rolled-back': { mark: 'failed', text: 'rolled back' }, ask: { mark: 'inconclusive', text: 'a person is asked, and it is observed on' },
};

export function WatchPanel({ view, now }: { view: IncidentView; now: number }) {
  const { watch } = view;
  if (!watch) return null;
  const rule = ruleOf(view);
  const { mark, text } = VERDICTS[watch.verdict];
  const left = Date.parse(watch.until) - now;
  const counts = (state: ReturnType<typeof stateOf>) => watch.samples.filter((sample) => stateOf(sample, rule?.objective) === state).length;
  const newest = watch.samples.at(-1);
  const runs = watch.to === undefined && !view.outcome;
  return (
    <section class="panel" aria-labelledby="watch">
      <h2 id="watch">Watch <span>{watch.environment ?? view.environment}</span> <b class="state-word"><Shape mark={mark} /> {text}{runs && (left > 0 ? `, ${span(left)} left` : ', its time is over')}</b></h2>
      {watch.reason !== 'observing' && <p class="reason">{capital(watch.reason)}.</p>}
      <WatchChart watch={watch} objective={rule?.objective} everySeconds={rule?.everySeconds} />
      <p class="soft">{plural(watch.samples.length, 'sample')}: {counts('good')} good, {counts('bad')} bad, {counts('unknown')} without data{rule && <>; {rule.badSamples} bad in a row {ON_BURN[rule.onBurn]}</>}</p>
      <Counted watch={watch} now={now} />
      <BurnTable sample={newest} plan={rule?.burn} />
      <WatchFigures sample={newest} plan={rule?.figures} />
      {rule && (
        <details>
          <summary>How it is measured</summary>
          <dl class="queries">
            <div><dt>share of bad events, every {rule.everySeconds} s</dt><dd class="mono">{rule.query}</dd></div>
            {rule.figures.map(({ name, query }) => <div key={name}><dt>{name}</dt><dd class="mono">{query}</dd></div>)}
          </dl>
        </details>
      )}
    </section>
  );
}

const ON_BURN = { rollback: 'roll it back', ask: 'ask a person', observe: 'are told, nothing more' } as const;

function Counted({ watch, now }: { watch: WatchView; now: number }) {
  const counted = watch.counted ?? [];
  if (counted.length === 0) return null;
  return (
    <ul class="facts counted">
      {counted.map(({ name, incident, at }) => <li key={`${name} ${at}`}><b class="bad">▲ {name}</b> fires since <Moment at={at} text={dayAndClock(at, now)} /> and counts against this release{incident && <> (<a href={pageOfIncident(incident)}>{incident}</a>)</>}</li>)}
    </ul>
  );
}
