// Who is on duty by a calendar? Of the events that name somebody of the team, the one that began last.
import type { DutyCalendar, TeamMember } from '../../src/contracts/team';
import type { OnDuty } from '../../src/ports/duty';
import type { Calendar, Expansion, Shift } from './calendar';
import { personNamed } from './calendar-people';
import { createCalendarSource } from './calendar-source';

const DAY_MS = 86_400_000;
const AHEAD_DAYS = 70; // how far hand-overs are looked for

type Named = Shift & { person: string | undefined };
interface Window { calendar: Calendar; from: Date; to: Date; shifts: Named[]; left: string[] }

export function createCalendarRoster(row: DutyCalendar, team: readonly TeamMember[], options: { now?: () => Date } = {}): (at: Date) => Promise<OnDuty> {
  const source = createCalendarSource({ name: row.name, url: row.url, zone: row.zone, ...options });
  let window: Window | undefined;

  /** The events around a time; kept as long as the calendar is the same and enough of it lies ahead. */
  function around(calendar: Calendar, at: Date): Window {
    if (window && window.calendar === calendar && at >= window.from && at.getTime() < window.to.getTime() - (AHEAD_DAYS / 2) * DAY_MS) return window;
    const span = { from: at, to: new Date(at.getTime() + AHEAD_DAYS * DAY_MS) };
    const { shifts, left }: Expansion = calendar.expand(span);
    window = { ...span, calendar, left, shifts: shifts.map((shift) => ({ ...shift, person: personNamed(shift, team) })) };
    return window;
  }

  return async (at) => {
    const { calendar, readAt, stale } = await source.read();
    const found = answerAt(row.name, around(calendar, at), at);
    return stale === undefined ? found : { ...found, why: `${found.why}; ${stale.replace(/\.$/, '')}, so the copy of ${readAt.toISOString().slice(0, 16).replace('T', ' ')} UTC is used` };
  };
}

function answerAt(name: string, { shifts, left, to }: Window, at: Date): OnDuty {
  const shift = shiftAt(shifts, at);
  const change = nextChange(shifts, at, shift?.person);
  if (shift?.person) return { person: shift.person, until: (change ?? to).toISOString(), why: `on duty by the calendar ${name}: “${shift.title}”` };
  const unnamed = shifts.filter((one) => covers(one, at)).map(({ title }) => `“${title}” names nobody of the team`);
  const reasons = [...unnamed, ...left.slice(0, 3)].join(', ');
  return { person: null, why: `the calendar ${name} has nobody on duty then${reasons ? ` (${reasons})` : ''}`, ...(change ? { until: change.toISOString() } : {}) };
}

function covers({ from, to }: Shift, at: Date): boolean {
  return from <= at && at < to;
}

/** Of overlapping events the one that begins later wins; events that name nobody take nobody's place. */
function shiftAt(shifts: readonly Named[], at: Date): Named | undefined {
  const open = shifts.filter((shift) => shift.person !== undefined && covers(shift, at));
  return open.reduce<Named | undefined>((last, shift) => (last && last.from > shift.from ? last : shift), undefined);
}

/** When somebody else is on duty, or somebody again, or nobody. */
function nextChange(shifts: readonly Named[], at: Date, person: string | undefined): Date | undefined {
  const edges = [...new Set(shifts.flatMap(({ from, to }) => [from.getTime(), to.getTime()]))].filter((edge) => edge > at.getTime()).sort((a, b) => a - b);
  const found = edges.find((edge) => shiftAt(shifts, new Date(edge))?.person !== person);
  return found === undefined ? undefined : new Date(found);
}
