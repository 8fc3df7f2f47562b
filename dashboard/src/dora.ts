// How are DORA's figures read, and how high is each week's bar? What cannot be told is no zero.
import type { DoraFigures, DoraReport } from '../../src/contracts/http';
import { percent, readDuration } from './text';
import { barsOf, weeksInWords } from './weeks';
import type { WeekBar } from './weeks';

export type Metric = keyof DoraFigures;
export const METRICS: readonly Metric[] = ['deployments', 'leadTimeSeconds', 'changeFailRate', 'recoverySeconds', 'reworkRate'];

const TIMES: readonly Metric[] = ['leadTimeSeconds', 'recoverySeconds'];
const RATES: readonly Metric[] = ['changeFailRate', 'reworkRate'];

export function readDora(metric: Metric, value: number | null): string {
  if (value === null) return 'nothing to tell it by';
  if (TIMES.includes(metric)) return readDuration(value);
  return RATES.includes(metric) ? percent(value) : value.toLocaleString('en-US');
}

type Weeks = DoraReport['services'][number]['weeks'];

/** A rate is a share of one, so that a small one looks small. */
export function weekBars(weeks: Weeks, metric: Metric): WeekBar[] {
  return barsOf(weeks, (week) => week[metric], RATES.includes(metric) ? 1 : undefined);
}

/** What the bars say, for those who do not see them. */
export function barsInWords(name: string, metric: Metric, bars: readonly WeekBar[]): string {
  return weeksInWords(name, bars, (value) => readDora(metric, value));
}

export interface Compared { text: string; tone: 'ok' | 'wait' | 'soft'; mark: string }
const NEARLY = 0.05; // less is noise in figures of a few releases

/** How a figure stands to that of as many weeks before. More or fewer deployments are neither better nor worse. */
export function compared(metric: Metric, now: number | null, before: number | null | undefined): Compared | undefined {
  if (before === undefined || now === null) return undefined;
  if (before === null) return { text: 'nothing to compare it with', tone: 'soft', mark: '' };
  const text = `before ${readDora(metric, before)}`;
  if (metric === 'deployments') return { text, tone: 'soft', mark: '' };
  if (Math.abs(now - before) <= NEARLY * Math.max(now, before)) return { text: `${text}, about the same`, tone: 'soft', mark: '=' };
  return now < before ? { text: `${text}, better`, tone: 'ok', mark: '✓' } : { text: `${text}, worse`, tone: 'wait', mark: '▲' };
}
