// How bad is it, and since when? Written rules over measured figures; what is unknown counts for nothing.
import type { ImpactQuery } from '../contracts/installation';
import type { Figure } from '../contracts/result';
import { placeSamples, type Span } from './series';
import { SEVERITIES, type Severity } from './vocabulary';

/** As the monitoring port answers them. */
export type Measured = { value: number; at: string } | { value: null; reason: string; at: string };
export type Series = { samples: { at: string; value: number }[] } | { samples: null; reason: string };

const LONGEST_REASON = 300;

/** When the trouble that lasts until the newest sample began; null when the newest sample is not trouble, or there is none. */
export function troubleBegan(samples: readonly { at: string; value: number }[], above: number): string | null {
  let began: string | null = null;
  for (const sample of samples) {
    if (sample.value <= above) began = null;
    else began ??= sample.at;
  }
  return began;
}

/** The highest severity whose number any measured figure has reached; undefined when no rule applies. */
export function severityOf(queries: readonly ImpactQuery[], figures: readonly Figure[]): Severity | undefined {
  const reached = queries.flatMap((query) => {
    const value = figures.find((figure) => figure.name === query.name)?.value ?? null;
    if (value === null) return [];
    return SEVERITIES.filter((severity) => value >= (query.severity[severity] ?? Infinity));
  });
  return SEVERITIES.findLast((severity) => reached.includes(severity));
}

/** One figure from what monitoring answered: a value or the reason why there is none, and its course when that is known. */
export function figureOf(query: Pick<ImpactQuery, 'name' | 'unit' | 'query'>, measured: Measured, series?: { answer: Series; span: Span }): Figure {
  const known = { name: query.name, unit: query.unit, query: query.query, at: measured.at };
  const course = series?.answer.samples ? { series: placeSamples(series.answer.samples, series.span) } : {};
  if (measured.value === null) return { ...known, value: null, reason: measured.reason.slice(0, LONGEST_REASON), ...course };
  return { ...known, value: measured.value, ...course };
}

/** Each figure at the highest value that was ever measured, with its newest series: measuring again after the recovery must not make the loss look small. */
export function worstOf(before: readonly Figure[], now: readonly Figure[]): Figure[] {
  return now.map((figure) => {
    const known = before.find(({ name }) => name === figure.name);
    if (!known || known.value === null) return figure;
    const series = figure.series ?? known.series;
    const worse = figure.value !== null && figure.value > known.value;
    return { ...(worse ? figure : known), ...(series ? { series } : {}) };
  });
}
