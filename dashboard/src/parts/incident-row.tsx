// One incident on the board: what it is, where it is, whose turn, what customers lose, how old.
import type { IncidentSummary } from '../../../src/contracts/http';
import { stepsOf } from '../strip';
import { pageOfIncident } from '../route';
import { age, capital, dayAndClock, plural, readFigure, span, turnOwner } from '../text';
import { MiniStrip } from './day-strip';

export function IncidentRow({ one, now, mine = false }: { one: IncidentSummary; now: number; mine?: boolean }) {
  const awaited = one.turn !== undefined && one.turn.role !== 'dayshift' && !one.outcome;
  const grave = one.severity === 'critical' || one.severity === 'high';
  return (
    <a class={`panel row ${awaited ? 'awaited' : ''} ${one.outcome ? 'closed' : ''}`} href={pageOfIncident(one.id)}>
      <span class="what"><b>{one.title}</b><span class="soft">{one.service} · <span class={grave && !one.outcome ? 'bad' : ''}>{grave && !one.outcome ? '▲ ' : ''}{one.severity}</span></span></span>
      <span class="where"><MiniStrip steps={stepsOf(one, now)} /><Where one={one} now={now} mine={mine} /></span>
      <span class="loses">{one.headline && <><b>{readFigure(one.headline.value, one.headline.unit)}</b> {one.headline.name}</>}{one.customerReports !== undefined && one.customerReports > 0 && <small class="soft">{plural(one.customerReports, 'customer')} told of it</small>}</span>
      <span class="age soft">{one.closedAt ? <>closed {dayAndClock(one.closedAt, now)}<br />after {age(Date.parse(one.closedAt) - Date.parse(one.openedAt))}</> : age(now - Date.parse(one.openedAt))}</span>
    </a>
  );
}

function Where({ one, now, mine }: { one: IncidentSummary; now: number; mine: boolean }) {
  const attempts = one.attempts > 1 ? ` · ${plural(one.attempts, 'attempt')}` : '';
  if (one.outcome) return <span class="ph soft">{one.outcome === 'fixed' ? '✓ ' : '– '}{capital(one.outcome.replace(/-/g, ' '))}{attempts}</span>;
  const phase = capital(one.phase);
  if (!one.turn) return <span class="ph soft">{phase}{attempts}</span>;
  if (one.turn.role === 'dayshift') return <span class="ph soft"><b class="run">{phase}</b> — running {span(now - Date.parse(one.turn.since))}{attempts}</span>;
  const left = one.turn.deadline ? Date.parse(one.turn.deadline) - now : undefined;
  const deadline = left === undefined ? '' : left >= 0 ? `, ${span(left)} left` : `, ${span(-left)} overdue`;
  return <span class="ph soft"><b class={left !== undefined && left < 0 ? 'bad' : 'wait'}>{mine ? 'Your turn' : turnOwner(one.turn)}</b> — {one.turn.to}{deadline}{attempts}</span>;
}
