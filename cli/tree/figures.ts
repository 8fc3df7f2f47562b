// How is a measured number read? By its unit; unknown is said, never shown as zero.
import { readSeconds } from '../../client/figures';
import type { MetricResult } from '../../src/contracts/report';

export { readFigure, readSeconds } from '../../client/figures';

/** A load metric's unit is told by its limit, else by its name. */
export function readMetric(value: number, metric: Pick<MetricResult, 'metric' | 'limit'>): string {
  const bound = /^(?:max|min)\s+-?[\d.]+\s*([a-zA-Z%]*)/.exec(metric.limit)?.[1] ?? '';
  if (/^(us|ms|s|m|min|h)$/.test(bound)) return readSeconds(value);
  if (/^([kmg]i?)?b$/i.test(bound) || /^(memory|throughput|data_received|data_sent) /.test(metric.metric)) return readBytes(value);
  if (bound === '%') return `${(value * 100).toFixed(1)} %`;
  if (/error|fail|share|^timeouts rate|^non2xx rate/i.test(metric.metric) && value <= 1) return `${(value * 100).toFixed(1)} %`;
  if (/latency|duration|time(?!outs)/i.test(metric.metric)) return readSeconds(value);
  return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
}

function readBytes(bytes: number): string {
  if (Math.abs(bytes) >= 1e9) return `${(bytes / 1e9).toFixed(2)} GB`;
  return Math.abs(bytes) >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e3).toFixed(0)} kB`;
}
