// Which figures can a tool have measured? A time or a count is not negative, a share lies between 0 and 1; a report that says otherwise is not read.
import type { MetricsReport } from '../src/contracts/report';
import { unreadable } from './report-text';

/** `share` 0 to 1; `amount`, such as seconds, bytes or a count, is not negative; `plain` is any number. */
export interface Figure { name: string; value: number; kind: 'share' | 'amount' | 'plain' }
export interface Covered { covered: number; total: number }

function faultOf({ value, kind }: Figure): string | undefined {
  if (!Number.isFinite(value)) return 'is no number';
  if (kind !== 'plain' && value < 0) return `is ${value}, less than nothing`;
  return kind === 'share' && value > 1 ? `is ${value}, more than the whole` : undefined;
}

/** Throws `report-unreadable` for figures that cannot be, and for none. */
export function metricsOf(format: string, figures: readonly Figure[]): MetricsReport {
  if (figures.length === 0) throw unreadable(format, 'it holds no metric');
  for (const figure of figures) {
    const fault = faultOf(figure);
    if (fault) throw unreadable(format, `“${figure.name}” ${fault}`);
  }
  return { kind: 'metrics', metrics: Object.fromEntries(figures.map(({ name, value }) => [name, value])) };
}

/** `coverage lines` as a share, `lines covered` and `lines total`. Of what there is none, there is no share. */
export function coverageOf(what: string, { covered, total }: Covered): Figure[] {
  if (total === 0) return [];
  return [
    { name: `coverage ${what}`, value: covered / total, kind: 'share' },
    { name: `${what} covered`, value: covered, kind: 'amount' },
    { name: `${what} total`, value: total, kind: 'amount' },
  ];
}
