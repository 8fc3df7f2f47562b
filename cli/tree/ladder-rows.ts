// Who was told of the step that waits, who is next, and what could not be told? Rows that hang below it.
import type { IncidentView, LadderView } from '../../src/contracts/incident';
import { Role } from '../../src/domain/vocabulary';
import type { Detail } from './attempt-rows';
import type { Row } from './row';
import { clock, nameOf, span } from './text';

interface Moment { now: number; detail: Detail; timeZone?: string }
const NAMES = { asked: 'Asked', reminded: 'Reminded', escalated: 'Escalated' } as const;

/** Below the step that is waited for; in a small terminal the latest only, in a smaller one nothing. */
export function ladderRows(view: IncidentView, step: LadderView['step'], moment: Moment): Row[] {
  const { ladder } = view;
  if (ladder?.step !== step || moment.detail === 'none' || moment.detail === 'terse') return [];
  const told = moment.detail === 'all' ? ladder.told : ladder.told.slice(-1);
  return [...told.map((one) => toldRow(view, one, moment)), ...nextRows(view, ladder, moment), ...undeliveredRows(view, moment)];
}

function toldRow(view: IncidentView, { at, to, kind }: LadderView['told'][number], { timeZone }: Moment): Row {
  return { state: 'passed', name: NAMES[kind], word: 'told', time: clock(at, timeZone), detail: to.map((id) => nameOf(view.team, id)).join(', ') || 'nobody' };
}

function nextRows(view: IncidentView, { next, heldUntil, round }: LadderView, { now, timeZone }: Moment): Row[] {
  const held = heldUntil !== undefined && Date.parse(heldUntil) > now;
  const who = view.assignment ? `${nameOf(view.team, view.assignment.to)}'s word` : 'a word';
  return [
    ...(held ? [{ state: 'waiting' as const, name: 'Held', word: 'until', time: clock(heldUntil, timeZone), detail: `by ${who}: nobody else is told before` }] : []),
    ...(next ? [thenRow(view, next, held && heldUntil > next.at ? heldUntil : next.at, { now, timeZone })] : []),
    ...(round > 1 ? [{ state: 'inconclusive' as const, name: 'Again', word: `round ${round}`, detail: `the deadline passed ${round === 2 ? 'once' : `${round - 1} times`}` }] : []),
  ];
}

function thenRow(view: IncidentView, { tell }: NonNullable<LadderView['next']>, at: string, { now, timeZone }: Pick<Moment, 'now' | 'timeZone'>): Row {
  const left = Date.parse(at) - now;
  return { state: 'todo', name: 'Then', word: left > 0 ? `in ${span(left)}` : 'now', time: clock(at, timeZone), detail: tell.map((one) => readAudience(view, one)).join(', ') };
}

const MOST_UNDELIVERED = 2;

function undeliveredRows(view: IncidentView, { timeZone }: Moment): Row[] {
  const missing = view.undelivered.filter(({ deliveredAt }) => deliveredAt === undefined);
  const rows = missing.slice(-MOST_UNDELIVERED).map(({ at, channel, reason }): Row => ({ state: 'errored', name: `By ${channel}`, word: 'not told', time: clock(at, timeZone), detail: reason }));
  const more = missing.length - rows.length;
  return more > 0 ? [...rows, { state: 'errored', name: 'Others', word: 'not told', detail: `${more} earlier` }] : rows;
}

/** An audience of the installation file, as people say it. */
function readAudience(view: IncidentView, who: string): string {
  if (who === 'assignee') return view.assignment ? nameOf(view.team, view.assignment.to) : 'the assignee';
  if (who === 'deciders') return 'those who may sign off';
  if (who === 'everybody') return 'everybody';
  if (who === 'duty') return 'whoever is on duty';
  if (who.startsWith('duty:')) return `whoever is on duty (${who.slice('duty:'.length)})`;
  return Object.values(Role).some((role) => role === who) ? `the ${who.replace(/-/g, ' ')}` : nameOf(view.team, who);
}
