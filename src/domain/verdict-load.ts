// Is the candidate fast enough, and no slower than what runs now? The median over rounds, each figure against its threshold.
import type { Threshold } from '../contracts/check';
import type { CellPlan } from '../contracts/plan';
import type { MetricResult, MetricsReport } from '../contracts/report';
import type { CellResult } from '../contracts/result';
import { parseQuantity, tidy, writeQuantity, type Unit } from './quantity';
import { Verdict } from './vocabulary';

type Judged = Pick<CellResult, 'verdict' | 'reason' | 'metrics'>;
interface Sides { candidate: number; running: number | undefined }

/** Figures of which a load that reached nobody has none: then no latency means anything. */
const VOLUMES: readonly string[] = ['requests total', 'http_reqs count', 'iterations count'];
/** Figures that are better when they are higher, unless the threshold says otherwise by `max`. */
const MORE_IS_BETTER: readonly string[] = ['requests', 'throughput', 'http_reqs', 'iterations', 'checks', 'data_received'];

const errored = (reason: string): Judged => ({ verdict: Verdict.Errored, reason });

/**
 * Judges every threshold by the median of each side's rounds; seconds, shares, bytes. A metric that a round lacks, a round
 * that is missing on one side, no threshold or no request at all: errored. Without a running release only `max` and `min` are
 * judged, and the reason says so; when there is neither, errored.
 */
export function judgeLoad(cell: CellPlan, candidate: readonly MetricsReport[], running: readonly MetricsReport[]): Judged {
  const thresholds = Object.entries(cell.thresholds);
  if (candidate.length === 0) return errored(`${cell.check} left no load report`);
  if (thresholds.length === 0) return errored(`${cell.check} has no threshold to be judged by: give it at least one`);
  if (running.length > 0 && running.length !== candidate.length) return errored(`${cell.check} has ${candidate.length} rounds of the candidate and ${running.length} of the running release`);
  const idle = [...candidate, ...running].some(({ metrics }) => VOLUMES.some((name) => metrics[name] === 0));
  if (idle) return errored(`${cell.check} made no request in one of its rounds`);
  const metrics: MetricResult[] = [];
  for (const [metric, threshold] of thresholds) {
    const compared = threshold.regression !== undefined && running.length > 0;
    const sides = { candidate: median(metric, candidate), running: running.length > 0 ? median(metric, running) : undefined };
    if (sides.candidate === undefined) return { ...errored(`the candidate's report lacks “${metric}”${near(metric, candidate)}`), metrics };
    if (compared && sides.running === undefined) return { ...errored(`the running release's report lacks “${metric}”`), metrics };
    metrics.push(...judgeMetric(metric, threshold, { ...sides, candidate: sides.candidate }));
  }
  if (metrics.length === 0) return errored(`${cell.check} has only regressions to judge and no running release to compare with: give it a max or min`);
  return summed(cell, metrics, running.length === 0);
}

function summed({ thresholds }: CellPlan, metrics: MetricResult[], alone: boolean): Judged {
  const uncompared = alone && Object.values(thresholds).some(({ regression }) => regression !== undefined);
  const beside = uncompared ? '; no running release to compare with, so regression was not judged' : '';
  const broken = metrics.filter(({ ok }) => !ok);
  const first = broken[0];
  if (!first) return { verdict: Verdict.Passed, reason: `${metrics.length} of ${metrics.length} thresholds held${beside}`, metrics };
  return { verdict: Verdict.Failed, reason: `${broken.length} of ${metrics.length} thresholds broken, first ${read(first, thresholds[first.metric])}${beside}`, metrics };
}

function judgeMetric(metric: string, threshold: Threshold, { candidate, running }: Sides): MetricResult[] {
  const result = (limit: string, ok: boolean): MetricResult => ({ metric, candidate, ...(running === undefined ? {} : { running }), limit, ok });
  const results: MetricResult[] = [];
  if (threshold.max !== undefined) results.push(result(`max ${threshold.max}`, candidate <= parseQuantity(threshold.max).value));
  if (threshold.min !== undefined) results.push(result(`min ${threshold.min}`, candidate >= parseQuantity(threshold.min).value));
  if (threshold.regression !== undefined && running !== undefined) {
    results.push(result(`regression ${threshold.regression}`, worseBy(metric, threshold, candidate, running) <= allowed(threshold.regression, running)));
  }
  return results;
}

/** How much worse the candidate is, in the metric's own unit; negative when it is better. */
function worseBy(metric: string, threshold: Threshold, candidate: number, running: number): number {
  const named = MORE_IS_BETTER.includes(metric.split(' ')[0] ?? '');
  const moreIsBetter = threshold.max === undefined && (threshold.min !== undefined || named);
  return tidy(moreIsBetter ? running - candidate : candidate - running);
}

/** A share (or a plain number) is of the running release's figure; seconds and bytes are meant as they stand. */
function allowed(regression: string | number, running: number): number {
  const { value, unit } = parseQuantity(regression);
  return tidy(unit === 'share' || unit === 'plain' ? Math.abs(running) * value : value);
}

/** Undefined when any round lacks the metric or has no number for it. */
function median(metric: string, rounds: readonly MetricsReport[]): number | undefined {
  const values = rounds.map(({ metrics }) => metrics[metric]).filter((value): value is number => value !== undefined && Number.isFinite(value));
  if (values.length !== rounds.length || values.length === 0) return undefined;
  const sorted = values.sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : tidy(((sorted[middle - 1] ?? 0) + upper) / 2);
}

/** What the report has of the same metric, to be written instead. */
function near(metric: string, rounds: readonly MetricsReport[]): string {
  const names = Object.keys(rounds[0]?.metrics ?? {});
  const same = names.filter((name) => name.split(' ')[0] === metric.split(' ')[0]);
  const offered = (same.length ? same : names).sort().slice(0, 8);
  return offered.length ? `; it has ${offered.join(', ')}` : '';
}

function read({ metric, candidate, running, limit }: MetricResult, threshold: Threshold | undefined): string {
  const unit = unitOf(threshold);
  const beside = running === undefined ? '' : ` (running release ${writeQuantity(running, unit)})`;
  return `${metric} is ${writeQuantity(candidate, unit)}${beside}, allowed is ${limit}`;
}

/** The metric's unit, as its limits are written; a regression in percent says nothing of it. */
function unitOf({ max, min, regression }: Threshold = {}): Unit {
  const written = max ?? min;
  if (written !== undefined) return parseQuantity(written).unit;
  const { unit } = parseQuantity(regression ?? 0);
  return unit === 'share' ? 'plain' : unit;
}
