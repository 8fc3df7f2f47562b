// What does a load's figure say? Its number by its unit, its limit on the same scale, and the difference from the running release in words.
import type { MetricResult } from '../../src/contracts/report';
import { readSeconds } from './text';

const UNITS: Record<string, number> = { '': 1, ms: 0.001, s: 1, m: 60, h: 3600, '%': 0.01, B: 1, KB: 1e3, kB: 1e3, MB: 1e6, GB: 1e9, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 };

type Kind = 'time' | 'share' | 'bytes' | 'rate' | 'number';

export function kindOf(metric: string): Kind {
  if (/error|fail|share|rate$/i.test(metric)) return 'share';
  if (/latency|duration|time|paint/i.test(metric)) return 'time';
  if (/memory|bytes/i.test(metric)) return 'bytes';
  return /\/s\b|per second|throughput|^requests|http_reqs/i.test(metric) ? 'rate' : 'number';
}

export function readMetric(value: number, metric: string): string {
  const kind = kindOf(metric);
  if (kind === 'share' && value <= 1) return `${(value * 100).toFixed(1)} %`;
  if (kind === 'time') return readSeconds(value);
  if (kind === 'bytes') return value >= 1e9 ? `${(value / 1e9).toFixed(2)} GB` : value >= 1e6 ? `${(value / 1e6).toFixed(1)} MB` : `${(value / 1e3).toFixed(0)} kB`;
  return value.toLocaleString('en-US', { maximumFractionDigits: 1 });
}

interface Bound { kind: 'max' | 'min' | 'regression'; amount: number }

function boundOf(limit: string): Bound | undefined {
  const [, kind, number, unit] = /^(max|min|regression)\s+(-?[\d.]+)\s*([a-zA-Z%]*)$/.exec(limit) ?? [];
  const factor = UNITS[unit ?? ''];
  if (number === undefined || factor === undefined) return undefined;
  return { kind: kind as Bound['kind'], amount: Number(number) * factor };
}

/** The limit as a number of the metric's own unit; a regression is measured from the running release, downwards where more is better. */
export function limitOf({ metric, limit, running }: Pick<MetricResult, 'metric' | 'limit' | 'running'>): number | undefined {
  const bound = boundOf(limit);
  if (bound?.kind !== 'regression') return bound?.amount;
  if (running === undefined) return undefined;
  return kindOf(metric) === 'rate' ? running / (1 + bound.amount) : running * (1 + bound.amount);
}

export function readLimit(limit: string): string {
  return limit.replace(/^regression (.+)$/, 'at most $1 worse').replace(/^max /, 'at most ').replace(/^min /, 'at least ').replace(/(\d)(ms|s|m|h|%|[kKMG]i?B)\b|(\d)%/g, (_, digit: string | undefined, unit: string | undefined, share: string | undefined) => (share ? `${share} %` : `${digit ?? ''} ${unit ?? ''}`));
}

const WORDS: Record<Kind, { worse: string; better: string }> = {
  time: { worse: 'slower', better: 'faster' }, rate: { worse: 'less', better: 'more' }, bytes: { worse: 'more', better: 'less' },
  share: { worse: 'more', better: 'less' }, number: { worse: 'worse', better: 'better' },
};

/** `8 % to 14 % slower`, `between 4 % faster and 3 % slower`, `as before`. */
export function intervalInWords([least, most]: readonly [number, number], metric: string): string {
  const { worse, better } = WORDS[kindOf(metric)];
  const percent = (share: number) => `${Math.abs(share) < 0.0995 && Math.abs(share) >= 0.0005 ? Number((Math.abs(share) * 100).toFixed(1)) : Math.round(Math.abs(share) * 100)} %`;
  const one = (share: number) => (percent(share) === '0 %' ? 'as before' : `${percent(share)} ${share > 0 ? worse : better}`);
  if (one(least) === one(most)) return one(least);
  if (least >= 0) return `${percent(least)} to ${percent(most)} ${worse}`;
  if (most <= 0) return `${percent(most)} to ${percent(least)} ${better}`;
  return `between ${one(least)} and ${one(most)}`;
}

/** The whole sentence for one figure that was compared; undefined when there is nothing to compare with. */
export function comparisonInWords(results: readonly MetricResult[]): string | undefined {
  const compared = results.find(({ interval }) => interval !== undefined);
  if (compared?.interval) {
    const bound = boundOf(compared.limit);
    const allowed = bound?.kind === 'regression' ? `, allowed ${Math.round(bound.amount * 100)} %` : '';
    const words = `${intervalInWords(compared.interval, compared.metric)}${allowed}`;
    return compared.unclear ? `noise hides the answer: ${words}` : words;
  }
  const first = results[0];
  if (!first?.running) return undefined;
  return `${first.candidate >= first.running ? '+' : '−'}${Math.abs((first.candidate / first.running - 1) * 100).toFixed(1)} %`;
}
