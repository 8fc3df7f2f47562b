// What did k6 measure? Its summary as metrics `<metric> <statistic>`: times in seconds, shares from 0 to 1, sizes in bytes.
import type { MetricsReport } from '../../src/contracts/report';
import type { ReportReader } from '../../src/ports/report-reader';
import { parseJson, unreadable } from '../report-text';
import { K6Summary } from './schema';

const FORMAT = 'k6';
/** Trends that k6 measures in milliseconds; `--summary-export` does not say the unit. */
const TIMES = /^((http|grpc)_req_(blocked|connecting|tls_handshaking|sending|waiting|receiving|duration)|iteration_duration|group_duration|ws_(connecting|session_duration|ping)|browser_(http_req_duration|web_vital_(fcp|fid|inp|lcp|ttfb)))($|\{)/;

interface Metric {
  values: Record<string, unknown>;
  isTime: boolean;
}

function metricOf(name: string, raw: K6Summary['metrics'][string]): Metric {
  if (!isDetailed(raw)) return { values: raw, isTime: TIMES.test(name) };
  return { values: raw.values, isTime: raw.contains === 'time' && raw.type === 'trend' };
}

function isDetailed(raw: K6Summary['metrics'][string]): raw is { type: 'trend' | 'rate' | 'counter' | 'gauge'; contains: string; values: Record<string, unknown> } {
  return typeof raw['type'] === 'string' && typeof raw['values'] === 'object';
}

/** A rate comes as passes and fails, with the share under `value` or `rate`; as a statistic it is always `rate`. */
function statistics({ values, isTime }: Metric): [string, number][] {
  const isRate = 'passes' in values && 'fails' in values;
  const kept = isRate ? { rate: values['rate'] ?? values['value'] } : values;
  return Object.entries(kept).flatMap(([name, value]): [string, number][] => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return [];
    return [[name, isTime ? value / 1000 : value]];
  });
}

function read(text: string): MetricsReport {
  const summary = parseJson(FORMAT, text, K6Summary);
  const metrics = Object.entries(summary.metrics).flatMap(([name, raw]) =>
    statistics(metricOf(name, raw)).map(([statistic, value]): [string, number] => [`${name} ${statistic}`, value]));
  if (metrics.length === 0) throw unreadable(FORMAT, 'it holds no metric');
  return { kind: 'metrics', metrics: Object.fromEntries(metrics) };
}

export const k6: ReportReader = { read };
