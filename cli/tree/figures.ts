// How is a measured number read? By its unit; unknown is said, never shown as zero.
import type { MetricResult } from '../../src/contracts/report';

export function readFigure(value: number | null, unit: string): string {
  if (value === null) return 'unknown';
  if (unit === 'share') return `${(value * 100).toFixed(1)} %`;
  if (unit === 'seconds') return readSeconds(value);
  const number = value.toLocaleString('en-US', { maximumFractionDigits: Math.abs(value) < 10 && !Number.isInteger(value) ? 2 : 0 });
  return unit === 'per-second' ? `${number}/s` : number;
}

export function readSeconds(seconds: number): string {
  if (Math.abs(seconds) < 1) return `${(seconds * 1000).toFixed(seconds * 1000 < 10 ? 1 : 0)} ms`;
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds / 60)} min`;
}

/** A load metric's unit is told by its limit, else by its name. */
export function readMetric(value: number, metric: Pick<MetricResult, 'metric' | 'limit'>): string {
  const bound = /^(?:max|min)\s+-?[\d.]+\s*([a-zA-Z%]*)/.exec(metric.limit)?.[1] ?? '';
  if (/^(ms|s|m|h)$/.test(bound)) return readSeconds(value);
  if (bound === '%') return `${(value * 100).toFixed(1)} %`;
  if (/error|fail|share/i.test(metric.metric) && value <= 1) return `${(value * 100).toFixed(1)} %`;
  if (/latency|duration|time/i.test(metric.metric)) return readSeconds(value);
  return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
}
