// One incident that is over: what came of it, how long each step took, and its story opened in place.
import type { IncidentSummary } from '../../../src/contracts/http';
import { SEVERITY_SHAPES } from '../mark';
import { pageOfIncident } from '../route';
import { age, capital, dayAndClock, plural, readFigure } from '../text';
import { DurationBar } from './duration-bar';
import { Moment } from './marks';
import { Opened } from './opened';
import { Story } from './story';

const MARKS: Record<string, { shape: string; tone: string }> = { fixed: { shape: '✓', tone: 'ok' }, 'recovered-by-itself': { shape: '↺', tone: 'soft' }, cancelled: { shape: '–', tone: 'soft' } };

export function PastRow({ one, now }: { one: IncidentSummary; now: number }) {
  const { shape, tone } = MARKS[one.outcome ?? ''] ?? { shape: '–', tone: 'soft' };
  const id = `past-${one.id}`;
  return (
    <article class="panel past" aria-labelledby={id}>
      <div class="past-what">
        <h2 id={id}><a href={pageOfIncident(one.id)} data-row="">{one.title || one.id}</a></h2>
        <span class="soft">{one.service} · <span aria-hidden="true">{SEVERITY_SHAPES[one.severity]} </span>{one.severity}</span>
      </div>
      <div class="past-end">
        <span><span class={tone}><span aria-hidden="true">{shape} </span>{capital((one.outcome ?? 'closed').replace(/-/g, ' '))}</span>{one.attempts > 0 && <span class="soft"> · {plural(one.attempts, 'attempt')}</span>}</span>
        {one.headline && <small class="soft">{readFigure(one.headline.value, one.headline.unit)} {one.headline.name}</small>}
      </div>
      <DurationBar durations={one.durations} lastedSeconds={one.closedAt ? (Date.parse(one.closedAt) - Date.parse(one.openedAt)) / 1000 : 0} />
      <span class="past-when soft">{one.closedAt ? <>closed <Moment at={one.closedAt} text={dayAndClock(one.closedAt, now)} /><br />after {age(Date.parse(one.closedAt) - Date.parse(one.openedAt))}</> : <>opened <Moment at={one.openedAt} text={dayAndClock(one.openedAt, now)} /></>}</span>
      <Opened name="Story" of={`of ${one.title || one.id}`} class="past-story">{() => <Story id={one.id} />}</Opened>
    </article>
  );
}
