// What do customers lose? Numbers large and as monitoring has them now, how each went, and the query that gave it.
import type { LiveImpact } from '../../../src/contracts/http';
import type { IncidentView } from '../../../src/contracts/incident';
import type { Figure } from '../../../src/contracts/result';
import { latestFigures } from '../figures';
import { marksOf } from '../happened';
import type { Mark } from '../happened';
import { age, clock, dayAndClock, plural, readFigure } from '../text';
import { FigureChart } from './figure-chart';
import { Moment } from './marks';

export function ImpactPanel({ view, live, now }: { view: IncidentView; live: LiveImpact | undefined; now: number }) {
  const { began } = view.impact;
  const { figures, at, live: isLive } = latestFigures(view, live);
  const [first, ...others] = figures;
  const marks = marksOf(view);
  const hasGaps = figures.some(({ series }) => series?.values.includes(null));
  return (
    <section class="panel" aria-labelledby="impact">
      <h2 id="impact">Impact <span>what customers lose{began ? <>, since <Moment at={began} text={dayAndClock(began, now)} /></> : figures.length > 0 && ', since when is unknown'}</span>{at && <span class="measured">{isLive && <b class="ok">● live</b>} {measured(at, view, now)}</span>}</h2>
      {!first && <p class="soft">{view.outcome ? 'It was not measured.' : 'Being measured …'}</p>}
      {first && <FigureBlock figure={first} worst={worstOf(view, first)} marks={marks} large />}
      {others.length > 0 && <div class="figures">{others.map((figure) => <FigureBlock key={figure.name} figure={figure} worst={worstOf(view, figure)} marks={marks} />)}</div>}
      {hasGaps && <p class="legend soft"><i class="gap" aria-hidden="true" /> monitoring had no data</p>}
      {view.customerReports > 0 && <p class="reports"><b>{plural(view.customerReports, 'customer')}</b> told of it themselves.</p>}
      {figures.length > 0 && (
        <details>
          <summary>How it was measured</summary>
          <dl class="queries">{figures.map((figure) => <div key={figure.name}><dt>{figure.name}, {clock(figure.at, true)}</dt><dd class="mono">{figure.query}</dd></div>)}</dl>
        </details>
      )}
    </section>
  );
}

/** The highest that was measured, when it is no longer like that. */
function worstOf({ impact }: IncidentView, { name, value }: Figure): number | undefined {
  const highest = impact.worst.find((one) => one.name === name)?.value ?? null;
  return highest !== null && (value === null || value < highest) ? highest : undefined;
}

interface BlockProps { figure: Figure; worst: number | undefined; marks: readonly Mark[]; large?: boolean }

function FigureBlock({ figure, worst, marks, large = false }: BlockProps) {
  const { name, unit, value, reason, series } = figure;
  return (
    <div class="figure">
      <p class="value"><b class={`big ${value === null ? 'soft' : ''}`}>{readFigure(value, unit)}</b> <span>{name}</span>{worst !== undefined && <small class="soft">at worst {readFigure(worst, unit)}</small>}</p>
      {value === null && <p class="why soft"><span aria-hidden="true">? </span>{reason ?? 'monitoring gave no reason'}</p>}
      {series && series.values.length > 1 && <FigureChart name={name} unit={unit} series={series} marks={marks} large={large} />}
      {large && !series && value !== null && <p class="why soft">How it went over time could not be had.</p>}
    </div>
  );
}

function measured(at: string, view: IncidentView, now: number): string {
  const ago = now - Date.parse(at);
  if (view.outcome || ago > 16 * 3_600_000) return `as of ${dayAndClock(at, now)}`;
  return ago < 60_000 ? `${Math.max(0, Math.floor(ago / 1000))} s ago` : `${age(ago)} ago`;
}
