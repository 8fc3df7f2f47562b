// What did k6 measure? Its summary as metrics `<metric> <statistic>`: times in seconds, shares from 0 to 1, sizes in bytes.
import type { MetricsReport } from '../../src/contracts/report';
import type { ReportReader } from '../../src/ports/report-reader';
import { metricsOf, type Figure } from '../figures';
import { parseJson, unreadable } from '../report-text';
import { K6Any, type K6StructuredSummary, type K6Summary } from './schema';

const FORMAT = 'k6';
/** Trends that k6 measures in milliseconds; `--summary-export` does not say the unit. */
const TIMES = /^((http|grpc)_req_(blocked|connecting|tls_handshaking|sending|waiting|receiving|duration)|iteration_duration|group_duration|ws_(connecting|session_duration|ping)|browser_(http_req_duration|web_vital_(fcp|fid|inp|lcp|ttfb)))($|\{)/;
/** What tells how much was done where nothing was asked by HTTP. k6 leaves out what it has no sample of. */
const VOLUMES = ['iterations', 'ws_sessions', 'ws_msgs_sent', 'grpc_streams_msgs_sent'];

interface Metric {
  name: string;
  values: Record<string, unknown>;
  isTime: boolean;
  seconds?: number; // how long the run was, where the summary does not say a counter's rate
}

function isDetailed(raw: K6Summary['metrics'][string]): raw is { type: 'trend' | 'rate' | 'counter' | 'gauge'; contains: string; values: Record<string, unknown> } {
  return typeof raw['type'] === 'string' && typeof raw['values'] === 'object';
}

function named([name, raw]: [string, K6Summary['metrics'][string]]): Metric {
  if (!isDetailed(raw)) return { name, values: raw, isTime: TIMES.test(name) };
  return { name, values: raw.values, isTime: raw.contains === 'time' && raw.type === 'trend' };
}

function structured({ config, results }: K6StructuredSummary): Metric[] {
  return results.metrics.map(({ name, type, contains, values }) => ({
    name, values, isTime: contains === 'time' && type === 'trend', ...(type === 'counter' && config && { seconds: config.duration }),
  }));
}

function share(name: string, value: unknown): Figure[] {
  if (typeof value !== 'number') throw unreadable(FORMAT, `“${name} rate” has no number`);
  return [{ name: `${name} rate`, value, kind: 'share' }];
}

/** A rate comes as passes and fails, or matches and total, with the share under `value` or `rate`; as a statistic it is always `rate`. */
function figuresOf({ name, values, isTime, seconds }: Metric): Figure[] {
  if (('passes' in values && 'fails' in values) || ('matches' in values && 'total' in values)) return share(name, values['rate'] ?? values['value']);
  const isCounter = 'count' in values && !isTime;
  const figures = Object.entries(values).flatMap(([statistic, value]): Figure[] => {
    if (value === null) throw unreadable(FORMAT, `“${name} ${statistic}” has no number`); // as JSON has NaN
    if (typeof value !== 'number') return [];
    const isDuration = isTime && statistic !== 'count';
    return [{ name: `${name} ${statistic}`, value: isDuration ? value / 1000 : value, kind: isTime || isCounter ? 'amount' : 'plain' }];
  });
  const count = values['count'];
  const lacksRate = typeof count === 'number' && values['rate'] === undefined && seconds !== undefined && seconds > 0;
  return lacksRate ? [...figures, { name: `${name} rate`, value: count / seconds, kind: 'amount' }] : figures;
}

/** Of HTTP when any of it was measured or asked after: a threshold makes k6 write zeros for what never happened. */
function requestsOf(metrics: readonly Metric[]): number {
  const countOf = (name: string): number | undefined => {
    const count = metrics.find((metric) => metric.name === name)?.values['count'];
    return typeof count === 'number' ? count : undefined;
  };
  const ofHttp = countOf('http_reqs');
  if (ofHttp !== undefined) return ofHttp;
  if (metrics.some(({ name }) => /^http_req_/.test(name))) return 0;
  const other = VOLUMES.map(countOf).find((count) => count !== undefined);
  if (other === undefined) throw unreadable(FORMAT, 'it tells of no request and no iteration: nothing was loaded, or `http_reqs` and `iterations` were left out of it');
  return other;
}

function read(text: string): MetricsReport {
  const summary = parseJson(FORMAT, text, K6Any);
  const metrics = 'results' in summary ? structured(summary) : Object.entries(summary.metrics).map(named);
  const figures = metrics.flatMap(figuresOf);
  if (figures.length === 0) throw unreadable(FORMAT, 'it holds no metric');
  return metricsOf(FORMAT, [...figures, { name: 'requests total', value: requestsOf(metrics), kind: 'amount' }]);
}

export const k6: ReportReader = { read };
