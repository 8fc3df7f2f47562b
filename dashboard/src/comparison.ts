// What does a load's figure say? Its number by its unit, its limit on the same scale, and the difference from the running release in words.
import type { MetricResult } from '../../src/contracts/report';
import { readSeconds } from './text';

/** In base units: seconds, a share of one, bytes, or a plain number. */
interface Unit { kind: 'time' | 'share' | 'bytes' | 'number'; factor: number }
const UNITS: ReadonlyMap<string, Unit> = new Map<string, Unit>([
  ...(['', 'req', 'requests', 'rps', '/s', 'req/s', 'requests/s'] as const).map((unit): [string, Unit] => [unit, { kind: 'number', factor: 1 }]),
  ...([['us', 1e-6], ['ms', 1e-3], ['s', 1], ['m', 60], ['min', 60], ['h', 3600], ['d', 86_400]] as const).map(([unit, factor]): [string, Unit] => [unit, { kind: 'time', factor }]),
  ...([['b', 1], ['kb', 1e3], ['mb', 1e6], ['gb', 1e9], ['kib', 2 ** 10], ['mib', 2 ** 20], ['gib', 2 ** 30]] as const).map(([unit, factor]): [string, Unit] => [unit, { kind: 'bytes', factor }]),
  ['%', { kind: 'share', factor: 0.01 }],
]);
const MORE_IS_BETTER = /^(requests|throughput|http_reqs|iterations|checks|data_received|score|coverage|lines|branches|functions|statements)$/;
const SHARES = /^(errors|timeouts|non2xx|http_req_failed|checks) rate$/;
const BYTES = /^(memory|throughput|data_received|data_sent)$/;
const VOLUMES = /^(requests|throughput|http_reqs|iterations|checks|data_received)$/;
const TIMES = /^latency|_(duration|waiting|sending|receiving|blocked|connecting|tls_handshaking)$|paint$/;

interface Bound { kind: 'max' | 'min' | 'regression'; amount: number; unit: Unit; written: string }

function boundOf(limit: string): Bound | undefined {
  const [, kind, written = '', number, suffix = ''] = /^(max|min|regression)\s+((-?[\d.]+)\s*([a-zA-Z%/]*))$/.exec(limit) ?? [];
  const unit = UNITS.get(suffix) ?? UNITS.get(suffix.toLowerCase().replace(/\/[sh]$/, ''));
  return unit && kind ? { kind: kind as Bound['kind'], amount: Number(number) * unit.factor, unit, written } : undefined;
}

function firstWord(metric: string): string {
  return /^[^ {]*/.exec(metric)?.[0] ?? '';
}

/** A `max` says that less is better, a `min` that more is; otherwise the name says it, as where it is judged. */
export function isMoreBetter(metric: string, limits: readonly string[]): boolean {
  const kinds = limits.map((limit) => boundOf(limit)?.kind);
  return !kinds.includes('max') && (kinds.includes('min') || MORE_IS_BETTER.test(firstWord(metric)));
}

/** By the unit of its limit; where that has none, by its name. */
export function kindOf(metric: string, limits: readonly string[] = []): Unit['kind'] {
  const written = limits.map(boundOf).find((bound) => bound && bound.unit.kind !== 'number' && (bound.kind !== 'regression' || bound.unit.kind !== 'share'));
  if (written) return written.unit.kind;
  if (SHARES.test(metric)) return 'share';
  if (TIMES.test(firstWord(metric))) return 'time';
  return BYTES.test(firstWord(metric)) ? 'bytes' : 'number';
}

export function readMetric(value: number, metric: string, limits: readonly string[] = []): string {
  const kind = kindOf(metric, limits);
  if (kind === 'share') return `${(value * 100).toFixed(1)} %`;
  if (kind === 'time') return readSeconds(value);
  if (kind === 'bytes') return value >= 1e9 ? `${(value / 1e9).toFixed(2)} GB` : value >= 1e6 ? `${(value / 1e6).toFixed(1)} MB` : `${(value / 1e3).toFixed(0)} kB`;
  return value.toLocaleString('en-US', { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 1 });
}

/** The limit as a number of the metric's own unit; a regression is measured from the running release, downwards where more is better. */
export function limitOf({ metric, limit, running }: Pick<MetricResult, 'metric' | 'limit' | 'running'>, limits: readonly string[] = [limit]): number | undefined {
  const bound = boundOf(limit);
  if (bound?.kind !== 'regression') return bound?.amount;
  if (running === undefined) return undefined;
  const allowed = isOfRunning(bound) ? Math.abs(running) * bound.amount : bound.amount;
  return isMoreBetter(metric, limits) ? running - allowed : running + allowed;
}

/** A share (or a plain number) is of the running release's figure; seconds and bytes are meant as they stand. */
function isOfRunning({ unit: { kind } }: Bound): boolean {
  return kind === 'share' || kind === 'number';
}

export function readLimit(limit: string): string {
  return spaced(limit).replace(/^regression (.+)$/, 'at most $1 worse').replace(/^max /, 'at most ').replace(/^min /, 'at least ');
}

function spaced(written: string): string {
  return written.replace(/(\d)([a-zA-Z%/]+)$/, '$1 $2');
}

function wordsOf(metric: string, limits: readonly string[]): { worse: string; better: string } {
  const kind = kindOf(metric, limits);
  if (kind === 'time') return { worse: 'slower', better: 'faster' };
  if (isMoreBetter(metric, limits)) return kind === 'number' && !VOLUMES.test(firstWord(metric)) ? { worse: 'worse', better: 'better' } : { worse: 'less', better: 'more' };
  return kind === 'number' ? { worse: 'worse', better: 'better' } : { worse: 'more', better: 'less' };
}

/** `8 % to 14 % slower`, `between 4 % faster and 3 % slower`, `as before`. */
export function intervalInWords([least, most]: readonly [number, number], metric: string, limits: readonly string[] = []): string {
  const { worse, better } = wordsOf(metric, limits);
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
    const allowed = bound?.kind === 'regression' ? `, allowed ${spaced(bound.written)}` : '';
    const words = `${intervalInWords(compared.interval, compared.metric, results.map(({ limit }) => limit))}${allowed}`;
    return compared.unclear ? `noise hides the answer: ${words}` : words;
  }
  const first = results[0];
  if (!first?.running) return undefined;
  return `${first.candidate >= first.running ? '+' : '−'}${Math.abs((first.candidate / first.running - 1) * 100).toFixed(1)} %`;
}
