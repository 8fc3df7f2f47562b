// Is a figure within its `max` and `min`? A plain limit stays plain: the median of the rounds against it.
import type { Threshold } from '../contracts/check';
import type { MetricResult } from '../contracts/report';
import { bootstrap, median, middleOf } from './metrics-interval';
import { FEWEST_ROUNDS } from './metrics-regression';
import type { Rounds } from './metrics-rounds';
import { parseQuantity } from './quantity';

/** One result for each limit of the threshold; never unclear. At the limit is within it. */
export function judgeLimits(metric: string, { max, min }: Threshold, { candidate, running }: Rounds): MetricResult[] {
  const middle = middleOf(candidate);
  const sides = { metric, candidate: middle, ...(running.length > 0 ? { running: middleOf(running) } : {}) };
  return [
    ...(max === undefined ? [] : [{ ...sides, limit: `max ${max}`, ok: middle <= parseQuantity(max).value }]),
    ...(min === undefined ? [] : [{ ...sides, limit: `min ${min}`, ok: middle >= parseQuantity(min).value }]),
  ];
}

/** True when both ends of the median's interval are answered differently, so that more rounds may turn the answer. Few rounds have no interval. */
export function isOpenLimit(metric: string, threshold: Threshold, candidate: readonly number[]): boolean {
  if (candidate.length < FEWEST_ROUNDS || (threshold.max === undefined && threshold.min === undefined)) return false;
  const ends = bootstrap(metric, [...candidate].sort((a, b) => a - b), median);
  const [low, high] = ends.map((value) => judgeLimits(metric, threshold, { candidate: [value], running: [] }).map(({ ok }) => ok));
  return low?.some((ok, limit) => ok !== high?.[limit]) ?? false;
}
