// How is a figure told to a person, beside the running release's and its limit?
import type { Threshold } from '../contracts/check';
import type { MetricResult } from '../contracts/report';
import { isMoreBetter, unitOf } from './metrics-names';
import { writeQuantity } from './quantity';

/** For example `latency p95 is 300ms (running release 290ms), allowed is max 250ms`. */
export function readBroken(result: MetricResult, threshold: Threshold | undefined): string {
  return `${figures(result, threshold)}, allowed is ${result.limit}`;
}

/** With the interval in which the truth lies, e.g. `…, between 5% lower and 25% higher, allowed is regression 20%`. */
export function readUnclear(result: MetricResult, threshold: Threshold | undefined): string {
  const { interval, limit, metric } = result;
  const sign = isMoreBetter(metric, threshold ?? {}) ? -1 : 1;
  const [from, to] = (interval ?? [0, 0]).map((worse) => worse * sign).sort((a, b) => a - b) as [number, number];
  const between = interval ? `, between ${difference(from)} and ${difference(to)}` : '';
  return `${figures(result, threshold)}${between}, allowed is ${limit}`;
}

function difference(share: number): string {
  return `${writeQuantity(Math.abs(share), 'share')} ${share < 0 ? 'lower' : 'higher'}`;
}

function figures({ metric, candidate, running }: MetricResult, threshold: Threshold | undefined): string {
  const unit = unitOf(metric, threshold);
  const beside = running === undefined ? '' : ` (running release ${writeQuantity(running, unit)})`;
  return `${metric} is ${writeQuantity(candidate, unit)}${beside}`;
}
