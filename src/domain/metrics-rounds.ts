// Which figures were measured in the rounds of candidate and running release, and which rounds were starved of the machine?
import type { MetricsReport } from '../contracts/report';
import { middleOf } from './metrics-interval';
import { volumeOf } from './metrics-names';

/** One value for each round; the values of a round have the same place on both sides. `running` is empty when nothing runs. */
export interface Rounds { candidate: number[]; running: number[] }

/** A round that did less than this share of what its sisters did was not given the machine. Load from beside rarely takes so much. */
const STARVED = 1 / 4;

/** The metric's value in each report; undefined when any report lacks it or has no number for it. */
export function valuesOf(metric: string, reports: readonly MetricsReport[]): number[] | undefined {
  const values = reports.map(({ metrics }) => metrics[metric]).filter((value): value is number => value !== undefined && Number.isFinite(value));
  return values.length === reports.length && values.length > 0 ? values : undefined;
}

/** The places of the rounds in which a side did far less than in its other rounds. A side that is slow in all of them has none. */
export function starvedRounds(candidate: readonly MetricsReport[], running: readonly MetricsReport[]): Set<number> {
  return new Set([...starvedOf(candidate), ...starvedOf(running)]);
}

function starvedOf(reports: readonly MetricsReport[]): number[] {
  const volume = volumeOf(reports);
  const values = volume === undefined ? undefined : valuesOf(volume, reports);
  if (!values || values.length < 2) return [];
  return values.flatMap((value, place) => (value < STARVED * middleOf(values.filter((_, other) => other !== place)) ? [place] : []));
}
