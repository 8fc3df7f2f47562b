// How are DORA's figures read, and how high is each week's bar? What cannot be told is no zero.
import type { DoraFigures, DoraReport } from '../../src/contracts/http';
import { hoursAndMinutes, percent, plural } from './text';

export type Metric = keyof DoraFigures;
export const METRICS: readonly Metric[] = ['deployments', 'leadTimeSeconds', 'changeFailRate', 'recoverySeconds', 'reworkRate'];

const TIMES: readonly Metric[] = ['leadTimeSeconds', 'recoverySeconds'];
const RATES: readonly Metric[] = ['changeFailRate', 'reworkRate'];

export function readDora(metric: Metric, value: number | null): string {
  if (value === null) return 'nothing to tell it by';
  if (TIMES.includes(metric)) return readTime(value);
  return RATES.includes(metric) ? percent(value) : value.toLocaleString('en-US');
}

/** `48 s`, `31 min`, `5 h 20 min`, `3.4 days`. */
function readTime(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 48 * 60 ? hoursAndMinutes(minutes) : `${(minutes / 1440).toFixed(1)} days`;
}

export interface WeekBar { week: string; value: number | null; share: number }
type Weeks = DoraReport['services'][number]['weeks'];

/** One bar for each week, the oldest first; the highest is whole. A rate is a share of one, so that a small one looks small. */
export function weekBars(weeks: Weeks, metric: Metric): WeekBar[] {
  const ordered = [...weeks].sort((a, b) => (a.from < b.from ? -1 : 1));
  const highest = RATES.includes(metric) ? 1 : Math.max(0, ...ordered.map((week) => week[metric] ?? 0));
  return ordered.map((week) => {
    const value = week[metric];
    return { week: week.week, value, share: value === null || highest === 0 ? 0 : Math.min(1, value / highest) };
  });
}

/** What the bars say, for those who do not see them. */
export function barsInWords(name: string, metric: Metric, bars: readonly WeekBar[]): string {
  const told = bars.filter(({ value }) => value !== null);
  return `${name}, ${plural(bars.length, 'week')}: ${told.length === 0 ? 'nothing to tell it by' : told.map(({ week, value }) => `${week} ${readDora(metric, value)}`).join('; ')}`;
}
