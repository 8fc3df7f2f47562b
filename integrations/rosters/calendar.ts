// Which events does a calendar hold between two times? Repetitions, exceptions and all-day events become plain shifts.
import type ICAL from 'ical.js' with { 'resolution-mode': 'import' };
import { DateTime } from 'luxon';
import { DayshiftError } from '../../src/errors';
import { timeToInstant, wallTime, zoneWithoutTable, type Zoned } from './calendar-time';
import { isKnownZone } from './local-time';

export interface Attendee { email: string; name: string }
export interface Shift { from: Date; to: Date; title: string; attendees: Attendee[] }
/** `left`: events that could not be placed, with the reason. */
export interface Expansion { shifts: Shift[]; left: string[] }
export interface Calendar { expand(span: { from: Date; to: Date }): Expansion }

type Library = typeof ICAL;
type Component = ICAL.Component;
type Event = ICAL.Event;
interface Occurrence { item: Event; startDate: ICAL.Time; endDate: ICAL.Time }

const MOST_TIMES = 10_000; // of one event before the end of the span: every day for 27 years
const MOST_TIMES_IN_ALL = 30_000; // a second or two of work, during which this process does nothing else
const ANY_ZONE_MS = 2 * 86_400_000;

/** Reads a calendar's text. Throws `unreachable`, with the reason, when it is none. */
export async function readCalendar(what: string, text: string, zone?: string): Promise<Calendar> {
  const { default: library } = await import('ical.js'); // published as an ES module; this way both kinds of program can load it
  const root = parse(library, what, text);
  const calendarZone = zone ?? zoneOf(root);
  const events = root.getAllSubcomponents('vevent');
  const exceptions = exceptionsByEvent(events);
  return {
    expand(span) {
      const all: Expansion = { shifts: [], left: [] };
      const budget = { times: MOST_TIMES_IN_ALL };
      for (const component of events) {
        try {
          all.shifts.push(...shiftsOf(library, { component, exceptions: exceptions.get(uidOf(component)) ?? [] }, { ...span, calendarZone, budget }));
        } catch (error) {
          all.left.push(`the event “${titleOf(component)}” cannot be placed (${error instanceof Error ? error.message : String(error)})`);
        }
      }
      return all;
    },
  };
}

function parse(library: Library, what: string, text: string): Component {
  try {
    const root = new library.Component(library.parse(text) as unknown[]);
    if (root.name === 'vcalendar') return root;
  } catch (cause) {
    throw new DayshiftError('unreachable', { what, reason: 'what it answered is no calendar' }, { cause });
  }
  throw new DayshiftError('unreachable', { what, reason: 'what it answered is no calendar, or more than one' });
}

/** The zone of whole days and of times that name none. */
function zoneOf(root: Component): string {
  const named = root.getFirstPropertyValue('x-wr-timezone');
  return typeof named === 'string' && isKnownZone(named) ? named : 'UTC';
}

function titleOf(component: Component): string {
  const title = component.getFirstPropertyValue('summary');
  return typeof title === 'string' ? title.trim() : '';
}

function uidOf(component: Component): string {
  return String(component.getFirstPropertyValue('uid') ?? '');
}

/** By the event that they change: left to itself the library lets one event's exceptions change every other. */
function exceptionsByEvent(events: readonly Component[]): Map<string, Component[]> {
  const found = new Map<string, Component[]>();
  for (const event of events.filter((one) => one.hasProperty('recurrence-id'))) found.set(uidOf(event), [...found.get(uidOf(event)) ?? [], event]);
  return found;
}

/** `budget`: how many times of repetitions may still be looked at, in the whole calendar. */
interface Span { from: Date; to: Date; calendarZone: string; budget: { times: number } }

function shiftsOf(library: Library, { component, exceptions }: { component: Component; exceptions: Component[] }, span: Span): Shift[] {
  const isOff = String(component.getFirstPropertyValue('status') ?? '').toUpperCase() === 'CANCELLED';
  if (isOff) return [];
  const isException = component.hasProperty('recurrence-id');
  const event = new library.Event(component, { exceptions: isException ? [] : exceptions });
  const spans = isException ? [spanOf(event, event, span.calendarZone)] : timesOf(library, event, span);
  return spans.filter(({ from, to }) => from < to && to > span.from && from < span.to).map((times) => ({ ...times, title: titleOf(times.item.component), attendees: attendeesOf(times.item) }));
}

interface Placed { from: Date; to: Date; item: Event }

function spanOf(event: Event, { startDate, endDate }: Pick<Event, 'startDate' | 'endDate'>, calendarZone: string): Placed {
  const start = { time: startDate, tzid: tzidOf(event, 'dtstart') };
  const end = { time: endDate, tzid: tzidOf(event, 'dtend') ?? start.tzid };
  return { from: timeToInstant(start, calendarZone), to: timeToInstant(end, calendarZone), item: event };
}

function tzidOf({ component }: Event, property: string): string | undefined {
  const tzid = component.getFirstProperty(property)?.getFirstParameter('tzid');
  return tzid || undefined;
}

/** Each time of an event within the span; one that has an exception of its own is left to that. */
function timesOf(library: Library, event: Event, { calendarZone, budget, ...span }: Span): Placed[] {
  const start: Zoned = { time: event.startDate, tzid: tzidOf(event, 'dtstart') };
  readUntilLocally(library, event, zoneWithoutTable(start, calendarZone));
  const excluded = exclusionsOf(event, calendarZone);
  const tooEarly = span.from.getTime() - Math.max(0, roughly(event.endDate) - roughly(event.startDate)) - ANY_ZONE_MS;
  const placed: Placed[] = [];
  for (const next of repetitionsOf(event, budget)) {
    if (roughly(next) < tooEarly) continue;
    const from = timeToInstant({ time: next, tzid: start.tzid }, calendarZone);
    if (from >= span.to) break;
    if (excluded.has(wallTime(next).slice(0, 10)) || excluded.has(from.toISOString())) continue;
    const { item, startDate, endDate } = event.getOccurrenceDetails(next) as Occurrence;
    if (item !== event && startDate.compare(item.startDate) === 0) continue;
    placed.push(spanOf(item, { startDate, endDate }, calendarZone));
  }
  return placed;
}

/** In order. The library leaves out the first time of an event that has additional times and no rule. */
function* repetitionsOf(event: Event, budget: Span['budget']): Generator<ICAL.Time> {
  const { component } = event;
  const first = component.hasProperty('rdate') && !component.hasProperty('rrule') ? event.startDate : undefined;
  if (first) yield first;
  const times = event.iterator();
  for (let count = 1; ; count += 1) {
    const next = times.next() as ICAL.Time | undefined;
    if (!next) return;
    if (count > MOST_TIMES) throw new RangeError(`it repeats more than ${MOST_TIMES} times`);
    if (event.isRecurring() && (budget.times -= 1) < 0) throw new RangeError(`the calendar repeats more than ${MOST_TIMES_IN_ALL} times`);
    if (!first || first.compare(next) !== 0) yield next;
  }
}

/** Milliseconds, right to a day whatever the zone: enough to pass over the years before. */
function roughly({ year, month, day, hour, minute, second }: ICAL.Time): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Excluded days and instants: the library passes over some when several lie before a time. */
function exclusionsOf({ component }: Event, calendarZone: string): Set<string> {
  const properties = component.getAllProperties('exdate');
  return new Set(properties.flatMap((property) => {
    const tzid = property.getFirstParameter('tzid') || undefined;
    return (property.getValues() as ICAL.Time[]).map((time) => (time.isDate ? wallTime(time).slice(0, 10) : timeToInstant({ time, tzid }, calendarZone).toISOString()));
  }));
}

/** The last time of a repetition is written in UTC; beside times without a table of their zone it would be compared as if it were local. */
function readUntilLocally(library: Library, { component }: Event, zone: string | undefined): void {
  if (zone === undefined) return;
  for (const property of component.getAllProperties('rrule')) {
    const rule = property.getFirstValue() as ICAL.Recur;
    const { until } = rule;
    if (!until || until.isDate || until.zone.tzid !== 'UTC') continue;
    const { year, month, day, hour, minute, second } = DateTime.fromSeconds(until.toUnixTime(), { zone });
    rule.until = new library.Time({ year, month, day, hour, minute, second, isDate: false }, library.Timezone.localTimezone);
  }
}

/** Those who said no are not on duty. */
function attendeesOf({ attendees }: Event): Attendee[] {
  return attendees.filter((one) => String(one.getFirstParameter('partstat') ?? '').toUpperCase() !== 'DECLINED').map((one) => ({
    email: String(one.getFirstValue() ?? '').replace(/^mailto:/i, '').trim().toLowerCase(),
    name: String(one.getFirstParameter('cn') ?? '').trim(),
  }));
}
