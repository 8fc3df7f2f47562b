// What did autocannon measure? Its JSON result as metrics: latency in seconds, shares from 0 to 1, rates per second.
import type { MetricsReport } from '../../src/contracts/report';
import type { ReportReader } from '../../src/ports/report-reader';
import { metricsOf, type Figure } from '../figures';
import { parseJson, unreadable } from '../report-text';
import { AutocannonResult } from './schema';

const FORMAT = 'autocannon';
const PLAIN = ['average', 'min', 'max', 'stddev'];

/** `p97_5` is written `p97.5`. Without an answer there is no latency: a missing metric fails closed, a zero would pass. */
function latencies({ latency, requests }: AutocannonResult): Figure[] {
  if (requests.total === 0) return [];
  return Object.entries(latency).flatMap(([key, value]): Figure[] => {
    if (typeof value !== 'number' || !(PLAIN.includes(key) || /^p\d+(_\d+)?$/.test(key))) return [];
    return [{ name: `latency ${key.replace('_', '.')}`, value: value / 1000, kind: 'amount' }];
  });
}

function read(text: string): MetricsReport {
  const result = parseJson(FORMAT, text, AutocannonResult);
  const { total } = result.requests;
  const tried = total + result.errors;
  if (tried === 0) throw unreadable(FORMAT, 'it tells of no request');
  return metricsOf(FORMAT, [
    ...latencies(result),
    { name: 'requests total', value: total, kind: 'amount' },
    { name: 'requests rate', value: total / result.duration, kind: 'amount' },
    { name: 'errors total', value: result.errors, kind: 'amount' },
    { name: 'errors rate', value: result.errors / tried, kind: 'share' },
    { name: 'timeouts rate', value: result.timeouts / tried, kind: 'share' },
    ...(total > 0 ? [{ name: 'non2xx rate', value: result.non2xx / total, kind: 'share' } as const] : []),
    ...(result.throughput ? [{ name: 'throughput rate', value: result.throughput.total / result.duration, kind: 'amount' } as const] : []),
  ]);
}

export const autocannon: ReportReader = { read };
