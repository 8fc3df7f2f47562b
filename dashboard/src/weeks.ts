// How do figures of weeks become bars, and how are they said? The oldest is first; what cannot be told is no zero.
import { plural } from './text';

export interface WeekBar { week: string; value: number | null; share: number }

export const PERIODS: readonly number[] = [4, 12, 26, 52];
const USUAL = 12;

/** One bar for each week. Without a height that is whole, the highest bar is. */
export function barsOf<Week extends { week: string; from: string }>(weeks: readonly Week[], of: (week: Week) => number | null, whole?: number): WeekBar[] {
  const ordered = [...weeks].sort((a, b) => (a.from < b.from ? -1 : 1));
  const highest = whole ?? Math.max(0, ...ordered.map((week) => of(week) ?? 0));
  return ordered.map((week) => {
    const value = of(week);
    return { week: week.week, value, share: value === null || highest === 0 ? 0 : Math.min(1, value / highest) };
  });
}

export function weeksInWords(name: string, bars: readonly WeekBar[], read: (value: number) => string): string {
  const told = bars.flatMap(({ week, value }) => (value === null ? [] : [`${week} ${read(value)}`]));
  return `${name}, ${plural(bars.length, 'week')}: ${told.length === 0 ? 'nothing to tell it by' : told.join('; ')}`;
}

/** How many weeks an address asks for; what is none of those offered is the usual. */
export function periodOf(asked: URLSearchParams): number {
  const weeks = Number(asked.get('weeks'));
  return PERIODS.includes(weeks) ? weeks : USUAL;
}
