// Is the new release as good as the one before, by the same figures? Each against its `max` and against what the figure was then.
import type { ComparisonResult } from '../contracts/live-release';
import type { ComparedPlan } from '../contracts/release-plan';
import type { Answer } from './burn';
import { tidy, writeQuantity } from './quantity';

/** `before`: absent when there is no release before it, or nothing is asked of it. */
export interface Compared { release: Answer; before?: Answer }

/** So small a part of `max` is never called a regression: three times next to nothing is next to nothing. */
const ROOM = 0.1;

/**
 * Judges one figure. `max` is a limit of its own. A regression of 0.5 allows half as much again as before, and a tenth of `max` in any
 * case. Without a release before, `max` alone judges. What cannot be known is unknown (`ok` null), never good: no data on either
 * side, a regression without anything to compare with, or a growth from zero where no `max` says how much is much.
 */
export function judgeFigure(figure: ComparedPlan, { release, before }: Compared): ComparisonResult {
  const { name, max, regression } = figure;
  const told = { name, release: release.value, before: before?.value ?? null, limit: limitOf(figure) };
  if (release.value === null) return { ...told, ok: null, reason: release.reason };
  const { value } = release;
  if (max !== undefined && value > max) return { ...told, ok: false, reason: `above max ${plain(max)}` };
  if (regression === undefined) return { ...told, ok: true };
  if (!before) return max === undefined ? { ...told, ok: null, reason: 'no release before it to compare with' } : { ...told, ok: true, reason: 'no release before it to compare with: judged by max alone' };
  if (before.value === null) return { ...told, ok: null, reason: `of the release before: ${before.reason}` };
  const allowed = Math.max(tidy(before.value * (1 + regression)), max === undefined ? 0 : tidy(max * ROOM));
  if (value <= allowed) return { ...told, ok: true };
  if (before.value <= 0) return max === undefined ? { ...told, ok: null, reason: 'nothing can be so many times zero: a `max` would say how much is too much' } : { ...told, ok: false, reason: `was ${plain(before.value)} before` };
  return { ...told, ok: false, reason: `${plain((value / before.value - 1) * 100)}% more than before` };
}

/** As people read it. The plan does not say what a figure counts: its numbers are in base units. */
function limitOf({ max, regression }: ComparedPlan): string {
  return [...(max === undefined ? [] : [`max ${plain(max)}`]), ...(regression === undefined ? [] : [`regression ${writeQuantity(regression, 'share')}`])].join(', ');
}

/** One sentence's part, e.g. `errors: 0.031, 0.004 before (max 0.01, above max 0.01)`. */
export function readComparison({ name, release, before, limit, reason }: ComparisonResult): string {
  const then = before === null ? '' : `, ${plain(before)} before`;
  return `${name}: ${release === null ? 'unknown' : plain(release)}${then} (${limit})${reason ? `, ${reason}` : ''}`;
}

function plain(value: number): string {
  return writeQuantity(value, 'plain');
}
