// When may it go out? The hours of a rule by the clock on the wall of its zone, and the freezes of the installation.
import type { Freeze } from '../contracts/incident';
import type { Hours } from '../contracts/release-rules';

export interface Shut { why: string; until?: string } // until: ISO; absent: not within a fortnight of open days

const MINUTE = 60_000;
const DAY = 24 * 60;
/** A search comes no nearer than this to the next turn of the wall clock in one stride: clocks that are put forward or back lie within. */
const STRIDE_STOPS_BEFORE = 180;
const LONGEST_SEARCH_DAYS = 15;

/**
 * Why nothing may go out to that environment now, and until when; undefined when it may. Hours and freezes are half open: at `to` they
 * are over. A freeze whose times cannot be read holds. Throws RangeError for a zone that does not exist.
 */
export function shutAt(environment: string, at: string, hours: Hours | undefined, freezes: readonly Freeze[]): Shut | undefined {
  const time = Date.parse(at);
  const here = freezes.filter(({ environments }) => environments.length === 0 || environments.includes(environment));
  const frozen = here.find((freeze) => covers(freeze, time));
  const until = nextOpening(time, hours, here);
  if (frozen) return { why: `the freeze “${frozen.name}” lasts until ${frozen.to}`, until };
  return hours && !isWithin(hours, wallClock(hours.zone)(time)) ? { why: `it goes out ${readHours(hours)}`, until } : undefined;
}

/** For example `mon, tue, wed from 08:00 to 18:00 (Europe/Berlin)`. */
export function readHours({ days, from, to, zone }: Hours): string {
  return `${days.join(', ')} from ${from} to ${to} (${zone})`;
}

function covers({ from, to }: Freeze, time: number): boolean {
  return !(time < Date.parse(from)) && !(time >= Date.parse(to));
}

/** The first time from now on that is in no freeze and within the hours. Each freeze is passed once, so it ends. */
function nextOpening(from: number, hours: Hours | undefined, freezes: readonly Freeze[]): string | undefined {
  for (let time = from; ;) {
    const frozen = freezes.find((freeze) => covers(freeze, time));
    const next = frozen ? Date.parse(frozen.to) : hours ? openingFrom(hours, time) : time;
    if (next === undefined || Number.isNaN(next)) return undefined;
    if (next === time) return new Date(time).toISOString();
    time = next;
  }
}

interface Wall { day: string; minutes: number }

/** That time when it is within the hours, else the minute at which they begin. */
function openingFrom(hours: Hours, time: number): number | undefined {
  const clock = wallClock(hours.zone);
  if (isWithin(hours, clock(time))) return time;
  const end = time + LONGEST_SEARCH_DAYS * DAY * MINUTE;
  // Near a turn minute by minute: an hour that is skipped or comes twice needs no rule of its own.
  let minute = Math.floor(time / MINUTE) * MINUTE + MINUTE;
  for (let wall = clock(minute); !isWithin(hours, wall); wall = clock(minute)) {
    if (minute > end) return undefined;
    minute += Math.max(1, minutesToTurn(hours, wall) - STRIDE_STOPS_BEFORE) * MINUTE;
  }
  return minute;
}

function isWithin(hours: Hours, { day, minutes }: Wall): boolean {
  return isOpenDay(hours, day) && minutes >= minutesOf(hours.from) && minutes < minutesOf(hours.to);
}

/** To the beginning of the hours on this day, or to midnight. */
function minutesToTurn(hours: Hours, { day, minutes }: Wall): number {
  const begin = minutesOf(hours.from);
  return isOpenDay(hours, day) && minutes < begin ? begin - minutes : DAY - minutes;
}

function isOpenDay({ days }: Hours, day: string): boolean {
  return days.some((one) => one === day);
}

function minutesOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
}

function wallClock(zone: string): (time: number) => Wall {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return (time) => {
    const [, day = '', clock = ''] = /^(\w{3})\D*(\d\d:\d\d)$/.exec(format.format(time)) ?? [];
    return { day: day.toLowerCase(), minutes: minutesOf(clock) };
  };
}
