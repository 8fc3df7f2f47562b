// How many findings were new, known, suppressed and gone, week by week? Bars with their meaning, and the same as a table.
import type { FindingHistory, FreshRun } from '../../../src/contracts/history';
import { useMinute } from '../live/connection';
import { pageOfIncident } from '../route';
import { dayAndClock, plural } from '../text';
import { barsOf, weeksInWords } from '../weeks';
import { Moment } from './marks';
import { More } from './more';
import { Opened } from './opened';
import { WeekChart } from './week-chart';

type Week = FindingHistory['weeks'][number];
type Metric = 'fresh' | 'known' | 'suppressed' | 'gone';
const METRICS: readonly { metric: Metric; tone: 'bad' | 'run' | 'wait' | 'ok' }[] = [{ metric: 'fresh', tone: 'bad' }, { metric: 'known', tone: 'run' }, { metric: 'suppressed', tone: 'wait' }, { metric: 'gone', tone: 'ok' }];
const SHOWN = 10;

const read = (value: number | null): string => (value === null ? 'nothing reported' : value.toLocaleString('en-US'));

export function FindingWeeks({ history: { service, weeks, definitions } }: { history: FindingHistory }) {
  const nameOf = (metric: Metric) => definitions.find((one) => one.metric === metric)?.name ?? metric;
  return (
    <section class="panel" aria-labelledby="by-week">
      <h2 id="by-week">By week <span>{plural(weeks.length, 'week')}</span></h2>
      <div class="dora four">
        {METRICS.map(({ metric, tone }) => {
          const bars = barsOf(weeks, (week) => week[metric]);
          const told = metric === 'fresh' ? sumOf(weeks) : lastOf(weeks, metric);
          return (
            <div key={metric} class="figure">
              <p class="value"><b class={`big ${told === null ? 'soft none' : ''}`}>{read(told)}</b><span>{told === null ? '' : metric === 'fresh' ? 'in all' : 'at last'}</span></p>
              <h3>{nameOf(metric)}</h3>
              <WeekChart label={weeksInWords(`${nameOf(metric)} findings of ${service}`, bars, read)} bars={bars} read={read} tone={tone} />
              <p class="soft definition">{definitions.find((one) => one.metric === metric)?.definition}</p>
            </div>
          );
        })}
      </div>
      <Opened name="As a table" of={`the findings of ${service}`}>{() => <WeekTable service={service} weeks={weeks} nameOf={nameOf} />}</Opened>
    </section>
  );
}

function WeekTable({ service, weeks, nameOf }: { service: string; weeks: readonly Week[]; nameOf: (metric: Metric) => string }) {
  return (
    <div class="scrolls" tabIndex={0} role="group" aria-label={`Table of the findings of ${service}`}>
      <table class="figures-table">
        <thead><tr><th scope="col">Week</th>{METRICS.map(({ metric }) => <th key={metric} scope="col" class="number">{nameOf(metric)}</th>)}</tr></thead>
        <tbody>{weeks.map((week) => <tr key={week.week}><th scope="row"><Moment at={week.from} text={week.week} /></th>{METRICS.map(({ metric }) => <td key={metric} class="number">{week[metric] ?? <><span aria-hidden="true">–</span><span class="hidden">{read(null)}</span></>}</td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}

/** Weeks are newest first: what the last one that tells anything tells. */
function lastOf(weeks: readonly Week[], metric: Metric): number | null {
  return weeks.find((week) => week[metric] !== null)?.[metric] ?? null;
}

function sumOf(weeks: readonly Week[]): number | null {
  const told = weeks.flatMap(({ fresh }) => fresh ?? []);
  return told.length > 0 ? told.reduce((all, one) => all + one, 0) : null;
}

export function FreshRuns({ runs }: { runs: readonly FreshRun[] }) {
  const now = useMinute();
  return (
    <section class="panel apart" aria-labelledby="fresh">
      <h2 id="fresh">Where something new was found <span>the newest first</span></h2>
      <More items={runs} shown={SHOWN} list={(some) => (
        <ul class="exceptions">
          {some.map((run, index) => (
            <li key={index} class="bad"><span><b class="bad"><span aria-hidden="true">✕ </span>{run.fresh} new</b> by {[run.check, ...Object.values(run.point)].join(' · ')} in attempt {run.attempt} of <a href={pageOfIncident(run.incident)}>{run.incident}</a>, <Moment at={run.at} text={dayAndClock(run.at, now)} /></span></li>
          ))}
        </ul>
      )} />
    </section>
  );
}
