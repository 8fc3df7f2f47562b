// How does a figure run over time? Evenly spaced, few and short values, because they travel through history; a gap stays a gap.
import type { FigureSeries } from '../contracts/result';

export const MOST_VALUES = 120;
const BEFORE_TROUBLE_SECONDS = 15 * 60;
const OTHERWISE_SECONDS = 60 * 60;
const DIGITS = 4;

/** What to ask monitoring for: from a time to a time (ISO), a value every so many whole seconds. */
export interface Span { from: string; to: string; stepSeconds: number }

/** From a quarter of an hour before the trouble began until now; the last hour when nobody knows when it began. At most 120 values, the last of them now. */
export function spanOf(now: string, began: string | null): Span {
  const to = Date.parse(now);
  const since = began === null ? NaN : Date.parse(began);
  const seconds = Number.isNaN(since) ? OTHERWISE_SECONDS : Math.max(0, (to - since) / 1000) + BEFORE_TROUBLE_SECONDS;
  const stepSeconds = Math.max(1, Math.ceil(seconds / (MOST_VALUES - 1)));
  const steps = Math.ceil(seconds / stepSeconds);
  return { from: new Date(to - steps * stepSeconds * 1000).toISOString(), to: new Date(to).toISOString(), stepSeconds };
}

/** Four significant digits: what a curve needs. */
export function shorten(value: number): number {
  return Number(value.toPrecision(DIGITS));
}

/** Each sample in the place that its time is nearest to, the newest of several; what lies outside the span is left out. */
export function placeSamples(samples: readonly { at: string; value: number }[], span: Span): FigureSeries {
  const from = Date.parse(span.from);
  const count = Math.round((Date.parse(span.to) - from) / 1000 / span.stepSeconds) + 1;
  const values = Array.from({ length: count }, (): number | null => null);
  const inOrder = [...samples].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  for (const { at, value } of inOrder) {
    const place = Math.round((Date.parse(at) - from) / 1000 / span.stepSeconds);
    if (place >= 0 && place < count && Number.isFinite(value)) values[place] = shorten(value);
  }
  return { from: span.from, stepSeconds: span.stepSeconds, values };
}

/** One value of a series with its time, ISO. */
export interface Point { at: string; value: number }

/** The first, the highest (the earliest of equals) and the last known value; undefined when nothing is known. */
export function courseOf(series: FigureSeries): { first: Point; peak: Point; last: Point } | undefined {
  const from = Date.parse(series.from);
  const known = series.values.flatMap((value, place): Point[] =>
    (value === null ? [] : [{ at: new Date(from + place * series.stepSeconds * 1000).toISOString(), value }]));
  const [first] = known;
  const last = known.at(-1);
  if (!first || !last) return undefined;
  const peak = known.reduce((highest, point) => (point.value > highest.value ? point : highest), first);
  return { first, peak, last };
}
