// Which instant is meant by a time on the wall of a zone, and is there such a zone and such a day?
import { DateTime } from 'luxon';

/** Of a time that comes twice the first is meant; one that the change of the clocks leaves out is moved on. Throws RangeError when there is no such time or zone. */
export function instantOf(local: string, zone: string): Date {
  const read = DateTime.fromISO(local, { zone });
  if (!read.isValid) throw new RangeError(`no time of a zone: ${local} in ${zone}`);
  return new Date(Math.min(...read.getPossibleOffsets().map((possible) => possible.toMillis())));
}

/** Whether a wall time such as `2026-02-28T09:00` is on a day that exists. */
export function isDay(text: string): boolean {
  const time = Date.parse(`${text}:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Whether this machine's runtime can tell the time in it. */
export function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}
