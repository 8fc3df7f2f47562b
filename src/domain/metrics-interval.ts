// Between which two figures does the truth lie, and would chance alone give what was seen? Rounds are the observations; pure and repeatable.
// The one file of the domain that uses a package: workflows must not reach it.
import { binomialDistribution, median, quantile, sampleWithReplacement } from 'simple-statistics';
import { tidy } from './quantity';

/** In each tail; 95 % lie between. */
const TAIL = 0.025;
/** The chance that may be taken for more than chance. Three rounds on each side reach it exactly: one in twenty. */
const SIGNIFICANT = 0.05;
const RESAMPLES = 2000; // so that a tail holds fifty

/** As the library has it, for statistics that are asked thousands of times. */
export { median };

/** The median, without the dust of binary fractions. Throws for no value. */
export function middleOf(values: readonly number[]): number {
  return tidy(median(values));
}

/**
 * The percentile bootstrap: the statistic of samples that are drawn from the observations with replacement. The same
 * observations give the same interval, since the seed is made of `name` and their number.
 */
export function bootstrap<T>(name: string, observations: readonly T[], statistic: (sample: T[]) => number): [number, number] {
  const random = seeded(`${name}/${observations.length}`);
  const pool = [...observations];
  const drawn = Array.from({ length: RESAMPLES }, () => statistic(sampleWithReplacement(pool, pool.length, random)));
  return [tidy(quantile(drawn, TAIL)), tidy(quantile(drawn, 1 - TAIL))];
}

/**
 * Is it beyond chance that so many were on this side? `pairs` of `rounds` rounds, each beside its own sister, or `crossed` of
 * all `rounds` squared, each beside every round of the other side (Mann and Whitney's U). Either test may say so: the first
 * holds while the machine drifts, the second answers with fewer rounds.
 */
export function isBeyondChance(rounds: number, pairs: number, crossed: number): boolean {
  return Math.min(signChance(rounds, pairs), rankChance(rounds, crossed)) <= SIGNIFICANT;
}

/** How likely a coin falls on one side at least so often. */
export function signChance(rounds: number, pairs: number): number {
  return sum((binomialDistribution(rounds, 0.5) ?? []).slice(pairs));
}

/** How likely U is at least so high when the order of all values is chance; exact, since few rounds make a normal curve wrong. */
export function rankChance(rounds: number, crossed: number): number {
  const ways = orderings(rounds);
  return sum(ways.slice(Math.ceil(crossed))) / sum(ways);
}

/** In how many orders of `rounds` and `rounds` values U is 0, 1, 2 and so on: the coefficients of the Gaussian binomial. */
function orderings(rounds: number): number[] {
  const ways = [1, ...Array.from({ length: rounds * rounds }, () => 0)];
  const at = (place: number): number => ways[place] ?? 0;
  for (let factor = 1; factor <= rounds; factor += 1) {
    for (let u = ways.length - 1; u >= 0; u -= 1) ways[u] = at(u) - at(u - rounds - factor);
    for (let u = 0; u < ways.length; u += 1) ways[u] = at(u) + at(u - factor);
  }
  return ways;
}

function sum(values: readonly number[]): number {
  return values.reduce((one, other) => one + other, 0);
}

/** Numbers from 0 to 1 that only look random: FNV-1a of the text, then mulberry32. */
function seeded(text: string): () => number {
  let state = [...text].reduce((hash, sign) => Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 16_777_619), 2_166_136_261);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), state | 1);
    const further = mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61));
    return ((further ^ (further >>> 14)) >>> 0) / 2 ** 32;
  };
}
