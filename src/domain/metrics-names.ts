// What do the names of metrics say? Which tell how much was done, which are better when higher, and what they count.
import type { Threshold } from '../contracts/check';
import type { MetricsReport } from '../contracts/report';
import { parseQuantity, type Unit } from './quantity';

/** How often the load got through: in a round in which it never did, no latency means anything. */
const VOLUMES: readonly string[] = ['requests total', 'http_reqs count', 'iterations count'];
/** Figures that are better when they are higher, unless the threshold says otherwise by `max`. */
const MORE_IS_BETTER = /^(requests|throughput|http_reqs|iterations|checks|data_received|score|coverage|lines|branches|functions|statements)$/;
const SECONDS = /^latency$|_(duration|waiting|sending|receiving|blocked|connecting|tls_handshaking)$/;
const BYTES = /^(memory|throughput|data_received|data_sent)$/;
const SHARES = /^(errors|timeouts|non2xx|http_req_failed) rate$/;

/** The volume that every report has; undefined when they have none in common. */
export function volumeOf(reports: readonly MetricsReport[]): string | undefined {
  return VOLUMES.find((name) => reports.every(({ metrics }) => metrics[name] !== undefined));
}

/** True for a report of a load that reached nobody. */
export function isIdle({ metrics }: MetricsReport): boolean {
  return VOLUMES.some((name) => metrics[name] === 0);
}

/** A `max` says that less is better, a `min` that more is; otherwise the name says it. */
export function isMoreBetter(metric: string, { max, min }: Threshold): boolean {
  return max === undefined && (min !== undefined || MORE_IS_BETTER.test(firstWord(metric)));
}

/** The unit in which the limits are written; where they are shares of another figure, what the name tells. */
export function unitOf(metric: string, { max, min, regression }: Threshold = {}): Unit {
  const limit = max ?? min;
  if (limit !== undefined) return parseQuantity(limit).unit;
  const { unit } = parseQuantity(regression ?? 0);
  return unit === 'share' || unit === 'plain' ? namedUnit(metric) : unit;
}

function namedUnit(metric: string): Unit {
  if (SHARES.test(metric)) return 'share';
  if (SECONDS.test(firstWord(metric))) return 'seconds';
  return BYTES.test(firstWord(metric)) ? 'bytes' : 'plain';
}

function firstWord(metric: string): string {
  return metric.split(' ')[0]?.split('{')[0] ?? '';
}
