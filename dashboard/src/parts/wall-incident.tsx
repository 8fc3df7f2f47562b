// One incident on a wall: read from the other end of the room. What, how grave, where in its day, whose turn, until when, what customers lose.
import type { IncidentSummary } from '../../../src/contracts/http';
import type { Turn } from '../../../src/contracts/incident';
import { SEVERITY_SHAPES, isGrave } from '../mark';
import { stepsOf } from '../strip';
import { age, capital, readFigure, span } from '../text';
import { MiniStrip } from './day-strip';
import { Moment } from './marks';

export function WallIncident({ one, now }: { one: IncidentSummary; now: number }) {
  const { turn, headline, severity, phase } = one;
  const grave = isGrave(severity);
  const left = turn?.deadline ? Date.parse(turn.deadline) - now : undefined;
  const waits = turn !== undefined && turn.role !== 'dayshift';
  return (
    <li class={`wall-row ${waits ? (left !== undefined && left < 0 ? 'late' : 'awaited') : ''}`}>
      <div class="wall-what">
        <b>{one.title}</b>
        <span class="soft"><span class={grave ? 'bad' : ''}><span aria-hidden="true">{SEVERITY_SHAPES[severity]} </span>{severity}</span> · {one.service} · <Moment at={one.openedAt} text={age(now - Date.parse(one.openedAt))} /></span>
      </div>
      <div class="wall-where">
        <MiniStrip steps={stepsOf(one, now)} />
        <div class="wall-turn">
          {waits ? <b class={left !== undefined && left < 0 ? 'bad' : 'wait'}><span class="hidden">Turn: </span><span aria-hidden="true">→ </span>{whoseOf(turn)}</b> : <b class="run">{capital(phase.replace(/-/g, ' '))}</b>}
          {waits && turn.deadline && left !== undefined && <span class={left < 0 ? 'bad' : ''}><Moment at={turn.deadline} text={left >= 0 ? `${brief(left)} left` : `${brief(-left)} overdue`} /></span>}
          {turn && !waits && <span><Moment at={turn.since} text={span(now - Date.parse(turn.since))} /></span>}
        </div>
        {waits && <span class="soft">{turn.to}</span>}
      </div>
      <div class="wall-loses">{headline && <><b>{readFigure(headline.value, headline.unit)}</b><span class="soft">{headline.name}</span></>}</div>
    </li>
  );
}

function whoseOf({ role, person }: Turn): string {
  return capital(person ?? role.replace(/-/g, ' '));
}

/** From the other end of the room the seconds of some hours say nothing. */
function brief(milliseconds: number): string {
  const hours = Math.floor(milliseconds / 3_600_000);
  return hours >= 2 ? `${hours} h` : span(milliseconds);
}
