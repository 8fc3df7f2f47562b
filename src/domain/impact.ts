// How bad is it, and since when? Written rules over measured figures; what is unknown counts for nothing.
import type { ImpactQuery } from '../contracts/installation';
import type { Figure } from '../contracts/result';
import { SEVERITIES, type Severity } from './vocabulary';

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
