// How is a figure of the running release read? By the unit that its limit or its name gives away.
import { readLimit, readMetric } from './comparison';
import { percent, readSeconds } from './text';

const SHARES = /\b(share|rate|ratio)\b/i;
const TIMES = /latency|duration|seconds|time\b/i;

/** `limit` as people wrote it, e.g. `max 1%, regression 50%`. */
export function readValue(value: number, name: string, limit: string): string {
  const limits = limit.split(',').map((one) => one.trim());
  const written = limits.some((one) => /^(max|min)\s+-?[\d.]+\s*[a-zA-Z%]/.test(one));
  if (limits.some((one) => /^(max|min)\s+-?[\d.]+\s*%/.test(one))) return percent(value);
  if (!written && SHARES.test(name) && Math.abs(value) <= 1) return percent(value);
  if (!written && TIMES.test(name)) return readSeconds(value);
  return readMetric(value, name, limits);
}

export function readLimits(limit: string): string {
  return limit.split(',').map((one) => readLimit(one.trim())).join(', ');
}

/** A bound of the watch: a plain number in the figure's own unit. */
export function readBounds(name: string, { max, min }: { max?: number | undefined; min?: number | undefined }): string {
  return [...(max === undefined ? [] : [`at most ${readValue(max, name, '')}`]), ...(min === undefined ? [] : [`at least ${readValue(min, name, '')}`])].join(', ');
}
