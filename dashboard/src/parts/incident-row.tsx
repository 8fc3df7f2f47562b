// One incident on the board: what it is, where it is, whose turn, what customers lose, how old.
import type { IncidentSummary } from '../../../src/contracts/http';
import type { Turn } from '../../../src/contracts/incident';
import { waits } from '../board';
import { useMe } from '../live/session';
import { SEVERITY_SHAPES, isGrave } from '../mark';
import { stepsOf } from '../strip';
import { pageOfIncident } from '../route';
import { age, capital, dayAndClock, plural, readFigure, span, turnOwner } from '../text';
import { MiniStrip } from './day-strip';
import { Moment } from './marks';

export function IncidentRow({ one, now, mine = false }: { one: IncidentSummary; now: number; mine?: boolean }) {
  const awaited = waits(one) && !one.outcome;
  const grave = !one.outcome && isGrave(one.severity);
  return (
    <a class={`panel row ${awaited ? 'awaited' : ''} ${one.outcome ? 'closed' : ''}`} href={pageOfIncident(one.id)} data-row="">
      <span class="what"><b>{one.title}</b><span class="soft">{one.service} · <span class={grave ? 'bad' : ''}><span aria-hidden="true">{SEVERITY_SHAPES[one.severity]} </span>{one.severity}</span></span></span>
      <span class="where"><MiniStrip steps={stepsOf(one, now)} /><Where one={one} now={now} mine={mine} /></span>
      <span class="loses">{one.headline && <><b>{readFigure(one.headline.value, one.headline.unit)}</b> {one.headline.name}</>}{one.customerReports !== undefined && one.customerReports > 0 && <small class="soft">{plural(one.customerReports, 'customer')} told of it</small>}</span>
      <span class="age soft">{one.closedAt ? <>closed <Moment at={one.closedAt} text={dayAndClock(one.closedAt, now)} /><br />after {age(Date.parse(one.closedAt) - Date.parse(one.openedAt))}</> : <Moment at={one.openedAt} text={age(now - Date.parse(one.openedAt))} />}</span>
    </a>
  );
}

function Where({ one, now, mine }: { one: IncidentSummary; now: number; mine: boolean }) {
  const attempts = one.attempts > 1 ? ` · ${plural(one.attempts, 'attempt')}` : '';
  if (one.outcome) return <span class="ph soft">{one.outcome === 'fixed' ? '✓ ' : '– '}{capital(one.outcome.replace(/-/g, ' '))}{attempts}</span>;
  const phase = capital(one.phase);
  if (!one.turn) return <span class="ph soft">{phase}{attempts}</span>;
  if (one.turn.role === 'dayshift') return <span class="ph soft"><b class="run">{phase}</b> — running <Moment at={one.turn.since} text={span(now - Date.parse(one.turn.since))} />{attempts}</span>;
  const isOver = one.turn.deadline !== undefined && Date.parse(one.turn.deadline) < now;
  return <span class="ph soft"><b class={isOver ? 'bad' : 'wait'}>{mine ? 'Your turn' : turnOwner(one.turn)}</b>{mine && <AsWhom turn={one.turn} />} — {one.turn.to}<Deadline deadline={one.turn.deadline} now={now} />{attempts}</span>;
}

/** By name is said as it is; by role a person may have several. */
function AsWhom({ turn }: { turn: Turn }) {
  const me = useMe();
  return turn.person === undefined && me && me.roles.length > 1 ? <> as {turn.role.replace(/-/g, ' ')}</> : null;
}

function Deadline({ deadline, now }: { deadline: string | undefined; now: number }) {
  if (!deadline) return null;
  const left = Date.parse(deadline) - now;
  return <>, <Moment at={deadline} text={left >= 0 ? `${span(left)} left` : `${span(-left)} overdue`} /></>;
}
