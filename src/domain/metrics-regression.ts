// Is the candidate slower than the running release by more than is allowed? Yes, no, or hidden by the noise between rounds.
import type { Threshold } from '../contracts/check';
import { bootstrap, isBeyondChance, median } from './metrics-interval';
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
 * With fewer rounds only a gross difference is an answer; beside a figure of nothing every growth is gross, and no growth is within.
 */
export function compareRounds(metric: string, threshold: Threshold, rounds: Rounds): Compared {
  const isShare = rounds.running.every((value) => value > 0);
  const asShare = (amount: number, running: number): number => (isShare ? amount / running : amount);
  const sign = isMoreBetter(metric, threshold) ? -1 : 1;
  const worse = ({ candidate, running }: Pair): number => asShare(sign * (candidate - running), running);
  const limitBeside = (running: number): number => tidy(asShare(allowed(threshold, running), running));
  const isBeyond = (pair: Pair, by = 0): boolean => tidy(worse(pair)) > tidy(limitBeside(pair.running) + by);
  const pairs = pairsOf(rounds);
  const crossed = rounds.candidate.flatMap((candidate) => rounds.running.map((running) => ({ candidate, running })));
  if (pairs.length < FEWEST_ROUNDS) {
    const far = isShare ? GROSS : 0;
    if (crossed.every((pair) => isBeyond(pair, far))) return { answer: 'beyond' };
    return { answer: crossed.some((pair) => isBeyond(pair, -far)) ? 'unclear' : 'within' };
  }

  const [low, high] = bootstrap(metric, pairs, (sample) => worse(middles(sample)));
  const limit = limitBeside(middles(pairs).running);
  const [bad, badCrossed] = [pairs.filter((pair) => isBeyond(pair)).length, crossed.filter((pair) => isBeyond(pair)).length];
  const interval: Pick<Compared, 'interval'> = isShare ? { interval: [shorten(low), shorten(high)] } : {};
  if (low > limit && isBeyondChance(pairs.length, bad, badCrossed)) return { answer: 'beyond', ...interval };
  if (high <= limit && isBeyondChance(pairs.length, pairs.length - bad, crossed.length - badCrossed)) return { answer: 'within', ...interval };
  return { answer: 'unclear', ...interval };
}

/** Sorted, so that the order in which the rounds were run changes nothing. */
function pairsOf({ candidate, running }: Rounds): Pair[] {
  const pairs = candidate.map((value, round) => ({ candidate: value, running: running[round] ?? NaN }));
  return pairs.sort((a, b) => a.candidate - b.candidate || a.running - b.running);
}

function middles(pairs: readonly Pair[]): Pair {
  return { candidate: median(pairs.map(({ candidate }) => candidate)), running: median(pairs.map(({ running }) => running)) };
}

/** Enough for a person, and short in the history. */
function shorten(value: number): number {
  return Number(value.toFixed(4));
}

/** A share (or a plain number) is of the running release's figure; seconds and bytes are meant as they stand. */
function allowed({ regression = 0 }: Threshold, running: number): number {
  const { value, unit } = parseQuantity(regression);
  return unit === 'share' || unit === 'plain' ? Math.abs(running) * value : value;
}
