// Which instant does a calendar mean? By the zone it names, by its own table of that zone, or by the calendar's zone.
import type ICAL from 'ical.js' with { 'resolution-mode': 'import' };
import { instantOf, isKnownZone } from './local-time';

type Time = ICAL.Time;
export type Zoned = { time: Time; tzid?: string }; // tzid: as the property names it

/** A zone that is known by its IANA name is asked itself; a name of the calendar's own is looked up in its table. Throws RangeError when there is neither. */
export function timeToInstant({ time, tzid }: Zoned, calendarZone: string): Date {
  if (time.isDate) return instantOf(wallTime(time), calendarZone);
  if (time.zone.tzid === 'UTC') return new Date(time.toUnixTime() * 1000);
  if (tzid === undefined) return instantOf(wallTime(time), calendarZone);
  if (isKnownZone(tzid)) return instantOf(wallTime(time), tzid);
  if (hasTable(time)) return new Date(time.toUnixTime() * 1000);
  throw new RangeError(`the time zone ${tzid} is not known`);
}

/** The zone by which a repetition's last time has to be read, when the calendar has no table of it. */
export function zoneWithoutTable({ time, tzid }: Zoned, calendarZone: string): string | undefined {
  if (time.isDate || time.zone.tzid === 'UTC' || hasTable(time)) return undefined;
  return tzid ?? calendarZone;
}

export function wallTime(time: Time): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(time.year).padStart(4, '0')}-${two(time.month)}-${two(time.day)}T${two(time.hour)}:${two(time.minute)}:${two(time.second)}`;
}

function hasTable({ zone }: Time): boolean {
  return Boolean((zone as { component?: unknown }).component);
}
