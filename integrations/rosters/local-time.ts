// Which instant is meant by a time on the wall? Every such time means exactly one, also when the clocks change.
import { DateTime } from 'luxon';

/**
 * The instant of a wall time, e.g. `2026-01-05T09:00`, in a zone. A time that the change of the clocks leaves out is moved
 * on by what was left out (02:30 becomes 03:30); of a time that comes twice the first is meant.
 */
export function instantOf(local: string, zone: string): Date {
  const read = DateTime.fromISO(local, { zone });
  if (!read.isValid) throw new RangeError(`no time of a zone: ${local} in ${zone}`);
  return new Date(Math.min(...read.getPossibleOffsets().map((possible) => possible.toMillis())));
}

/** The wall time so many whole days later; the time of day stays. */
export function daysLater(local: string, days: number): string {
  return DateTime.fromISO(local, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd\'T\'HH:mm:ss');
}

export function isKnownZone(zone: string): boolean {
  return DateTime.utc().setZone(zone).isValid;
}

/** An instant as the people of that zone read it, e.g. `2026-01-05 09:00 Europe/Berlin`. */
export function readInstant(at: Date, zone: string): string {
  return `${DateTime.fromJSDate(at, { zone }).toFormat('yyyy-MM-dd HH:mm')} ${zone}`;
}
