// Is the candidate slower than the running release by more than is allowed? Yes, no, or hidden by the noise between rounds.
import type { Threshold } from '../contracts/check';
import { bootstrap, isBeyondChance, middleOf } from './metrics-interval';
import { isMoreBetter } from './metrics-names';
import type { Rounds } from './metrics-rounds';
import { parseQuantity, tidy } from './quantity';

/** `interval`: how much worse the candidate is, as a share of the running release's figure; absent where that figure is zero or the rounds are few. */
export interface Compared { answer: 'within' | 'beyond' | 'unclear'; interval?: [number, number] }
interface Pair { candidate: number; running: number }

/** With fewer there is no interval that means anything. */
export const FEWEST_ROUNDS = 3;
/** So far, as a share of the running release's figure, every round must lie from what is allowed where rounds are too few. */
const GROSS = 1 / 2;

/**
 * Judges one regression by its rounds, both sides of the same length. From three rounds on: `beyond` or `within` when the
 * interval lies wholly above, or wholly at or below, what is allowed, and chance alone would not give it; else `unclear`.
 * With fewer rounds only a gross difference is an answer.
 */
export function compareRounds(metric: string, threshold: Threshold, rounds: Rounds): Compared {
  const isShare = rounds.running.every((value) => value > 0);
  const asShare = (amount: number, running: number): number => tidy(isShare ? amount / running : amount);
  const worse = (pair: Pair): number => asShare(worseBy(metric, threshold, pair), pair.running);
  const over = (pair: Pair): number => tidy(worse(pair) - asShare(allowed(threshold, pair.running), pair.running));
  const pairs = pairsOf(rounds);
  const crossed = rounds.candidate.flatMap((candidate) => rounds.running.map((running) => over({ candidate, running })));
  if (pairs.length < FEWEST_ROUNDS) return { answer: grossly(crossed, isShare ? GROSS : 0) };

  const { running } = middles(pairs);
  const limit = asShare(allowed(threshold, running), running);
  const [low, high] = bootstrap(metric, pairs, (sample) => worse(middles(sample)));
  const bad = countBeyond(pairs.map(over));
  const badCrossed = countBeyond(crossed);
  const interval: Pick<Compared, 'interval'> = isShare ? { interval: [shorten(low), shorten(high)] } : {};
  if (tidy(low) > limit && isBeyondChance(pairs.length, bad, badCrossed)) return { answer: 'beyond', ...interval };
  if (tidy(high) <= limit && isBeyondChance(pairs.length, pairs.length - bad, crossed.length - badCrossed)) return { answer: 'within', ...interval };
  return { answer: 'unclear', ...interval };
}

/** Sorted, so that the order in which the rounds were run changes nothing. */
function pairsOf({ candidate, running }: Rounds): Pair[] {
  const pairs = candidate.map((value, round) => ({ candidate: value, running: running[round] ?? NaN }));
  return pairs.sort((a, b) => a.candidate - b.candidate || a.running - b.running);
}

function middles(pairs: readonly Pair[]): Pair {
  return { candidate: middleOf(pairs.map(({ candidate }) => candidate)), running: middleOf(pairs.map(({ running }) => running)) };
}

function countBeyond(values: readonly number[]): number {
  return values.filter((value) => value > 0).length;
}

/** Beside a figure of nothing every growth is gross, and no growth is none. */
function grossly(crossed: readonly number[], far: number): Compared['answer'] {
  if (crossed.every((value) => value > far)) return 'beyond';
  return crossed.every((value) => value <= -far) ? 'within' : 'unclear';
}

/** Enough for a person, and short in the history. */
function shorten(value: number): number {
  return Number(value.toFixed(4));
}

/** How much worse the candidate is, in the metric's own unit; negative when it is better. */
function worseBy(metric: string, threshold: Threshold, { candidate, running }: Pair): number {
  return tidy(isMoreBetter(metric, threshold) ? running - candidate : candidate - running);
}

/** A share (or a plain number) is of the running release's figure; seconds and bytes are meant as they stand. */
function allowed({ regression = 0 }: Threshold, running: number): number {
  const { value, unit } = parseQuantity(regression);
  return tidy(unit === 'share' || unit === 'plain' ? Math.abs(running) * value : value);
}
