// Whatever the rounds are: no order and no unit of measure changes the verdict, and noise is rarely taken for a regression or hides one.
import fc from 'fast-check';
import { judgeStress, nextLevel } from '../../src/domain/metrics-stress';
import { judgeMetrics, needsMoreRounds } from '../../src/domain/verdict-metrics';
import { Verdict } from '../../src/domain/vocabulary';
import { aLoad, aLoadCell } from '../support/builders';

type Loads = ReturnType<typeof aLoad>[];
type Pairs = [number, number][];
const ALLOWED = aLoadCell({ t: { regression: '20%' } });
const loads = (values: readonly number[]): Loads => values.map((t) => aLoad({ t }));
const sides = (pairs: Pairs): [Loads, Loads] => [loads(pairs.map(([one]) => one)), loads(pairs.map(([, other]) => other))];
const seconds = fc.integer({ min: 1, max: 5000 }).map((ms) => ms / 1000);
const pairs = fc.array(fc.tuple(seconds, seconds), { minLength: 1, maxLength: 8 });
const few = { numRuns: 40 }; // each judgement draws thousands of samples

test('the order in which the rounds were run changes nothing', () => {
  fc.assert(fc.property(pairs.chain((each) => fc.tuple(fc.constant(each), fc.shuffledSubarray(each, { minLength: each.length }))), ([one, other]) => {
    const [first, second] = [judgeMetrics(ALLOWED, ...sides(one)), judgeMetrics(ALLOWED, ...sides(other))];
    expect(second).toMatchObject({ verdict: first.verdict, reason: first.reason });
    expect(second.metrics?.map(({ interval }) => interval)).toEqual(first.metrics?.map(({ interval }) => interval));
  }), few);
});

test('the same is measured on a machine that is so many times faster: nothing changes', () => {
  fc.assert(fc.property(pairs, fc.constantFrom(1 / 1024, 1 / 2, 2, 1024), (each, factor) => {
    const scaled = each.map(([one, other]): [number, number] => [one * factor, other * factor]);
    expect(judgeMetrics(ALLOWED, ...sides(scaled)).verdict).toBe(judgeMetrics(ALLOWED, ...sides(each)).verdict);
    expect(needsMoreRounds(ALLOWED, ...sides(scaled))).toBe(needsMoreRounds(ALLOWED, ...sides(each)));
  }), few);
});

test('sides that are the same never fail, and from three rounds on pass unless they scatter', () => {
  fc.assert(fc.property(fc.array(seconds, { minLength: 1, maxLength: 8 }), (each) => {
    const { verdict } = judgeMetrics(ALLOWED, loads(each), loads(each));
    expect(verdict).not.toBe(Verdict.Failed);
    const isSteady = Math.max(...each) <= 1.2 * Math.min(...each);
    expect(verdict === Verdict.Passed || !(isSteady && each.length >= 3)).toBe(true);
  }), few);
});

test('twice as slow in every round never passes a fifth, and a better candidate never fails', () => {
  fc.assert(fc.property(fc.array(seconds, { minLength: 1, maxLength: 8 }), fc.double({ min: 2, max: 50, noNaN: true }), (each, factor) => {
    expect(judgeMetrics(ALLOWED, loads(each.map((value) => value * factor)), loads(each)).verdict).not.toBe(Verdict.Passed);
    expect(judgeMetrics(ALLOWED, loads(each.map((value) => value / factor)), loads(each)).verdict).not.toBe(Verdict.Failed);
  }), few);
});

test('of two releases not each is slower than the other', () => {
  const slower = fc.array(fc.tuple(fc.integer({ min: 900, max: 5000 }), fc.integer({ min: 1, max: 1000 })), { minLength: 1, maxLength: 8 });
  fc.assert(fc.property(slower, (each) => {
    const none = aLoadCell({ t: { regression: '0%' } });
    const swapped = each.map(([one, other]): [number, number] => [other, one]);
    fc.pre(judgeMetrics(none, ...sides(each)).verdict === Verdict.Failed);
    expect(judgeMetrics(none, ...sides(swapped)).verdict).not.toBe(Verdict.Failed);
  }), few);
});

test('rounds are asked for only within the limit, and only where the answer is inconclusive or lies at a limit', () => {
  fc.assert(fc.property(pairs, fc.integer({ min: 1, max: 8 }), (each, maxRounds) => {
    const cell = { ...ALLOWED, maxRounds };
    const asks = needsMoreRounds(cell, ...sides(each));
    expect(asks).toBe(each.length < maxRounds && judgeMetrics(cell, ...sides(each)).verdict === Verdict.Inconclusive);
  }), few);
});

test('an interval has its ends in order, with the ratio of the medians between them', () => {
  fc.assert(fc.property(fc.array(fc.tuple(seconds, seconds), { minLength: 3, maxLength: 7 }).filter(({ length }) => length % 2 === 1), (each) => {
    const [result] = judgeMetrics(ALLOWED, ...sides(each)).metrics ?? [];
    const [low, high] = result?.interval ?? [NaN, NaN];
    const worse = (result?.candidate ?? NaN) / (result?.running ?? NaN) - 1;
    expect(low).toBeLessThanOrEqual(worse + 1e-3);
    expect(high).toBeGreaterThanOrEqual(worse - 1e-3);
  }), few);
});

test('a stress that climbs as it is told ends, with the highest level below the first that broke', () => {
  const levels = fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 12 });
  fc.assert(fc.property(levels, fc.integer({ min: 1, max: 1100 }), fc.nat(11), (each, breaksAt, place) => {
    const holds = each[place % each.length] ?? NaN;
    const cell = aLoadCell({ t: { max: 1 } }, { compare: false, profile: { kind: 'stress', levels: each, holds } });
    const done: { level: number; report: Loads[number] }[] = [];
    for (let level = nextLevel(cell, done); level !== undefined; level = nextLevel(cell, done)) done.push({ level, report: aLoad({ t: level >= breaksAt ? 2 : 0.5 }) });
    expect(done.length).toBeLessThanOrEqual(each.length);
    expect(judgeStress(cell, done).verdict).toBe(holds < breaksAt ? Verdict.Passed : Verdict.Failed);
  }));
});

/** Numbers from 0 to 1 by a seed: Park and Miller's generator, so that the runs are the same each time and not the judgement's own. */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

interface Machine { noise: number; drift: number }
/** How often each verdict comes, when both sides are loaded by turns until there is an answer. */
function play(slower: number, { noise, drift }: Machine, days: number): Record<string, number> {
  const chance = chanceOf(20_261_125);
  const normal = (): number => Math.sqrt(-2 * Math.log(chance())) * Math.cos(2 * Math.PI * chance());
  const shares: Record<string, number> = { passed: 0, failed: 0, inconclusive: 0, errored: 0 };
  for (let day = 0; day < days; day += 1) {
    let slope = 0;
    const measure = (value: number): Loads[number] => {
      slope += drift * normal();
      return aLoad({ t: value * Math.exp(slope + noise * normal()) });
    };
    const [candidate, running]: [Loads, Loads] = [[], []];
    do {
      candidate.push(measure(0.1 * slower));
      running.push(measure(0.1));
    } while (candidate.length < ALLOWED.rounds || needsMoreRounds(ALLOWED, candidate, running));
    const { verdict } = judgeMetrics(ALLOWED, candidate, running);
    shares[verdict] = (shares[verdict] ?? 0) + 1 / days;
  }
  return shares;
}

describe('on a noisy machine, over many days', () => {
  const days = 40;

  test.each([
    { noise: 0.05, drift: 0 }, { noise: 0.2, drift: 0 }, { noise: 0.05, drift: 0.1 },
  ])('the same release is hardly ever called slower ($noise noise, $drift drift)', (machine) => {
    expect(play(1, machine, days)['failed']).toBeLessThanOrEqual(0.05);
  });

  test('the same release is mostly passed when the noise is a tenth', () => {
    expect(play(1, { noise: 0.1, drift: 0 }, days)['passed']).toBeGreaterThanOrEqual(0.7);
  });

  test.each([
    { noise: 0.1, drift: 0 }, { noise: 0.2, drift: 0 }, { noise: 0.05, drift: 0.1 },
  ])('twice as slow is found, and never passed ($noise noise, $drift drift)', (machine) => {
    const { failed, passed } = play(2, machine, days);
    expect(passed).toBe(0);
    expect(failed).toBeGreaterThanOrEqual(0.9);
  });

  test('exactly at what is allowed, neither answer comes more often than looking several times explains', () => {
    const { failed, passed } = play(1.2, { noise: 0.1, drift: 0 }, days);
    expect(failed).toBeLessThanOrEqual(0.2);
    expect(passed).toBeLessThanOrEqual(0.25);
  });
});
