// Where does a series lie on a chart? Runs of known and unknown values, a round top, ticks of the clock, labels that do not overlap.
import type { FigureSeries } from '../../src/contracts/result';

/** Neighbouring values that are all known or all unknown, by their first and last index. */
export interface Run { from: number; to: number; known: boolean }

export function runsOf(values: FigureSeries['values']): Run[] {
  const runs: Run[] = [];
  values.forEach((value, index) => {
    const last = runs.at(-1);
    if (last && last.known === (value !== null)) last.to = index;
    else runs.push({ from: index, to: index, known: value !== null });
  });
  return runs;
}

const ROUND = [1, 2, 3, 4, 5, 6, 8, 10]; // each with a round half

/** The least round number that is not below the highest value; what is all zero still has a height. */
export function roundTop(values: FigureSeries['values'], least: number): number {
  const highest = values.reduce<number>((most, value) => (value !== null && Number.isFinite(value) ? Math.max(most, value) : most), least);
  const power = 10 ** Math.floor(Math.log10(highest));
  const factor = ROUND.find((one) => one * power >= highest * 0.999_999) ?? 10;
  return factor * power;
}

const MINUTE_MS = 60_000;
const STEPS_MINUTES = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440];

/** Round times of the reader's clock between two instants, so few that each has its room. */
export function ticksBetween(from: number, to: number, most: number): number[] {
  if (!(to > from) || most < 1) return [];
  const minutes = STEPS_MINUTES.find((step) => (to - from) / (step * MINUTE_MS) <= most) ?? Math.ceil((to - from) / MINUTE_MS / most / 1440) * 1440;
  const step = minutes * MINUTE_MS;
  const zone = new Date(from).getTimezoneOffset() * MINUTE_MS;
  const first = Math.ceil((from - zone) / step) * step + zone;
  const ticks: number[] = [];
  for (let tick = first; tick <= to; tick += step) ticks.push(tick);
  return ticks;
}

export interface Label { x: number; width: number }

/** Which row each label stands in, from the left: the first in which it touches no other; undefined when none has room. */
export function rowsFor(labels: readonly Label[], rows: number, gap = 8): (number | undefined)[] {
  const ends = Array.from({ length: rows }, () => -Infinity);
  const order = labels.map((label, index) => ({ ...label, index })).sort((a, b) => a.x - b.x);
  const placed: (number | undefined)[] = labels.map(() => undefined);
  for (const { x, width, index } of order) {
    const row = ends.findIndex((end) => end + gap <= x);
    if (row < 0) continue;
    ends[row] = x + width;
    placed[index] = row;
  }
  return placed;
}

export interface Frame { left: number; right: number; top: number; bottom: number }

/** The height of a value; what is above the top or below zero stays inside. */
export function heightOf(value: number, top: number, { top: upper, bottom }: Frame): number {
  const share = Math.min(1, Math.max(0, value / top));
  return bottom - share * (bottom - upper);
}

/** The place of an instant; undefined when it lies outside. */
export function placeOf(at: number, from: number, to: number, { left, right }: Frame): number | undefined {
  if (at < from || at > to) return undefined;
  return to === from ? (left + right) / 2 : left + ((at - from) / (to - from)) * (right - left);
}
