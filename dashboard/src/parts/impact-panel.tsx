// What do customers lose? Numbers large, each with the query that gave it.
import type { IncidentView } from '../../../src/contracts/incident';
import { clock, dayAndClock, readFigure } from '../text';
import { Moment } from './marks';

export function ImpactPanel({ view, now }: { view: IncidentView; now: number }) {
  const { figures, began } = view.impact;
  return (
    <section class="panel" aria-labelledby="impact">
      <h2 id="impact">Impact <span>what customers lose{began ? <>, since <Moment at={began} text={dayAndClock(began, now)} /></> : ', since when is unknown'}</span></h2>
      {figures.length === 0 && <p class="soft">Being measured …</p>}
      <div class="figures">
        {figures.map((figure) => (
          <div key={figure.name}>
            <div class={`big ${figure.value === null ? 'soft' : ''}`}>{readFigure(figure.value, figure.unit)}</div>
            <small>{figure.name}</small>
            {figure.reason && <small class="soft">{figure.reason}</small>}
          </div>
        ))}
      </div>
      {figures.length > 0 && (
        <details>
          <summary>How it was measured</summary>
          <dl class="queries">{figures.map((figure) => <div key={figure.name}><dt>{figure.name}, {clock(figure.at, true)}</dt><dd class="mono">{figure.query}</dd></div>)}</dl>
        </details>
      )}
    </section>
  );
}
