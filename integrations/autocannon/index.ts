// What did autocannon measure? Its JSON result as metrics: latency in seconds, shares from 0 to 1, rates per second.
import type { MetricsReport } from '../../src/contracts/report';
import type { ReportReader } from '../../src/ports/report-reader';
import { parseJson, unreadable } from '../report-text';
import { AutocannonResult } from './schema';

const FORMAT = 'autocannon';
const PLAIN = ['average', 'min', 'max', 'stddev'];

/** `p97_5` is written `p97.5`. Without an answer there is no latency: a missing metric fails closed, a zero would pass. */
function latencies({ latency, requests }: AutocannonResult): [string, number][] {
  if (requests.total === 0) return [];
  return Object.entries(latency).flatMap(([key, value]): [string, number][] => {
    if (typeof value !== 'number' || !(PLAIN.includes(key) || /^p\d+(_\d+)?$/.test(key))) return [];
    return [[`latency ${key.replace('_', '.')}`, value / 1000]];
  });
}

function read(text: string): MetricsReport {
  const result = parseJson(FORMAT, text, AutocannonResult);
  const { total } = result.requests;
  const tried = total + result.errors;
  if (tried === 0) throw unreadable(FORMAT, 'it tells of no request');
  return {
    kind: 'metrics',
    metrics: Object.fromEntries([
      ...latencies(result),
      ['requests total', total],
      ['requests rate', total / result.duration],
      ['errors total', result.errors],
      ['errors rate', result.errors / tried],
      ['timeouts rate', result.timeouts / tried],
      ...(total > 0 ? [['non2xx rate', result.non2xx / total] as const] : []),
      ...(result.throughput ? [['throughput rate', result.throughput.total / result.duration] as const] : []),
    ]),
  };
}

export const autocannon: ReportReader = { read };
