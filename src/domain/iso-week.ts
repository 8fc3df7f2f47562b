// In which week does a moment lie? ISO 8601, in UTC: weeks begin on Monday, and the first one of a year holds its first Thursday.

const DAY = 86_400_000;
const WEEK = 7 * DAY;
const A_MONDAY = Date.UTC(1970, 0, 5);

/** The Monday, midnight UTC, that begins the week of a time (both ISO). */
export function weekBegin(at: string): string {
  const since = Date.parse(at) - A_MONDAY;
  return new Date(A_MONDAY + Math.floor(since / WEEK) * WEEK).toISOString();
}

/** E.g. `2026-W48`. */
export function isoWeek(at: string): string {
  const thursday = Date.parse(weekBegin(at)) + 3 * DAY;
  const year = new Date(thursday).getUTCFullYear();
  const week = Math.floor((thursday - Date.UTC(year, 0, 1)) / WEEK) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** The beginnings of so many weeks, that of `now` first. */
export function lastWeeks(now: string, count: number): string[] {
  const newest = Date.parse(weekBegin(now));
  return Array.from({ length: count }, (_, back) => new Date(newest - back * WEEK).toISOString());
}
