// Until when may a finding be let through? Thirty days unless somebody says otherwise, ninety at most; days are UTC's, as in the pipeline file.
const DAY_MS = 86_400_000;
export const USUAL_DAYS = 30;
export const MOST_DAYS = 90;

/** `2026-12-31`, so many days after a moment. */
export function dayAfter(now: number, days: number): string {
  return new Date(now + days * DAY_MS).toISOString().slice(0, 10);
}

/** What is wrong with a day, in words for people; undefined when it is one that may be given. */
export function faultOfDay(written: string, now: number): string | undefined {
  const text = written.trim();
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  if (Number.isNaN(parsed) || new Date(parsed).toISOString().slice(0, 10) !== text) return `Write a day, e.g. ${dayAfter(now, USUAL_DAYS)}.`;
  if (text <= dayAfter(now, 0)) return 'Write a day that is still to come.';
  return text > dayAfter(now, MOST_DAYS) ? `Write ${dayAfter(now, MOST_DAYS)} or before: nothing is let through for more than ${MOST_DAYS} days.` : undefined;
}
