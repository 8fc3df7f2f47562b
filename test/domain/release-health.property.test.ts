// However samples come: nothing is kept that was not shown healthy, and one bad sample rolls nothing back.
import fc from 'fast-check';
import { judgeRelease, nextLook, tallyOf } from '../../src/domain/release-health';
import { at, aWatch, samplesOf, T0 } from '../support/builders';

const share = fc.constantFrom(null, 0, 0.005, 0.02, 1);
const shares = fc.array(share, { maxLength: 20 });
const rule = fc.record({ badSamples: fc.integer({ min: 1, max: 4 }), onBurn: fc.constantFrom('rollback' as const, 'ask' as const, 'observe' as const) }).map((about) => aWatch(about));
const now = fc.integer({ min: 0, max: 200 });
const isBad = (bad: number | null): boolean => bad !== null && bad > 0.01;

test('kept means: at its end, the last sample good, and at least half of those expected', () => {
  fc.assert(fc.property(shares, rule, now, (values, watch, seconds) => {
    const { verdict } = judgeRelease(samplesOf(...values), watch, T0, at(seconds));
    const good = values.filter((bad) => bad !== null && !isBad(bad)).length;
    const last = values.at(-1);
    const healthy = seconds >= 100 && last !== undefined && last !== null && !isBad(last) && good >= 5;
    expect(verdict === 'kept' && !healthy).toBe(false);
  }));
});

test('with fewer than two bad samples nothing is rolled back', () => {
  fc.assert(fc.property(shares, rule, now, (values, watch, seconds) => {
    fc.pre(values.filter(isBad).length < 2);
    expect(judgeRelease(samplesOf(...values), watch, T0, at(seconds)).verdict).not.toBe('rolled-back');
  }));
});

test('the verdict follows the policy: only `rollback` rolls back, `observe` never acts before the end', () => {
  fc.assert(fc.property(shares, rule, now, (values, watch, seconds) => {
    const { verdict } = judgeRelease(samplesOf(...values), watch, T0, at(seconds));
    expect(verdict === 'rolled-back' && watch.onBurn !== 'rollback').toBe(false);
    expect(watch.onBurn === 'observe' && seconds < 100 && verdict !== 'observing').toBe(false);
  }));
});

test('samples that come in another order are judged by their times', () => {
  fc.assert(fc.property(shares.chain((values) => fc.tuple(fc.constant(samplesOf(...values)), fc.shuffledSubarray(samplesOf(...values), { minLength: values.length }))), rule, now, ([inOrder, shuffled], watch, seconds) => {
    expect(judgeRelease(shuffled, watch, T0, at(seconds))).toEqual(judgeRelease(inOrder, watch, T0, at(seconds)));
  }));
});

test('no data more never makes a release healthier', () => {
  fc.assert(fc.property(shares, rule, now, (values, watch, seconds) => {
    const before = judgeRelease(samplesOf(...values), watch, T0, at(seconds)).verdict;
    const after = judgeRelease(samplesOf(...values, null), watch, T0, at(seconds)).verdict;
    expect(after === 'kept' && before !== 'kept').toBe(false);
    expect(before === 'rolled-back' ? after : 'rolled-back').toBe('rolled-back');
  }));
});

const HEALTH = { 'rolled-back': 0, ask: 1, observing: 2, kept: 3 };

test('one bad sample more, wherever it is, never makes a release healthier', () => {
  fc.assert(fc.property(shares, rule, now, fc.nat(20), (values, watch, seconds, place) => {
    const with_ = [...values.slice(0, place), 1, ...values.slice(place)];
    const [before, after] = [values, with_].map((given) => judgeRelease(samplesOf(...given), watch, T0, at(seconds)).verdict);
    expect(HEALTH[after ?? 'kept']).toBeLessThanOrEqual(HEALTH[before ?? 'rolled-back']);
  }));
});

test('an alert that counts against it never makes a release healthier', () => {
  fc.assert(fc.property(shares, rule, now, (values, watch, seconds) => {
    const samples = samplesOf(...values);
    const before = judgeRelease(samples, watch, T0, at(seconds)).verdict;
    const after = judgeRelease(samples, watch, T0, at(seconds), [{ name: 'LoginSlow', at: T0 }]).verdict;
    expect(HEALTH[after]).toBeLessThanOrEqual(HEALTH[before]);
    expect(after).toBe(watch.onBurn === 'rollback' ? 'rolled-back' : watch.onBurn === 'ask' ? 'ask' : before);
  }));
});

test('without any data nothing is kept', () => {
  fc.assert(fc.property(fc.nat(20), rule, now, (length, watch, seconds) => {
    expect(judgeRelease(samplesOf(...Array.from({ length }, () => null)), watch, T0, at(seconds)).verdict).not.toBe('kept');
  }));
});

test('what is counted and dropped is judged like what is kept', () => {
  fc.assert(fc.property(shares, rule, now, fc.nat(20), (values, watch, seconds, place) => {
    const samples = samplesOf(...values);
    const whole = judgeRelease(samples, watch, T0, at(seconds));
    const parted = judgeRelease(samples.slice(place), watch, T0, at(seconds), [], tallyOf(samples.slice(0, place), watch));
    expect({ verdict: parted.verdict, kind: parted.kind }).toEqual({ verdict: whole.verdict, kind: whole.kind });
  }));
});

test('the next sample is later than now, by one step at most, and on a step or at the end', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 500 }), (seconds, everySeconds, forSeconds) => {
    const next = (Date.parse(nextLook(at(seconds), { everySeconds, forSeconds }, T0)) - Date.parse(T0)) / 1000;
    expect(next).toBeGreaterThan(seconds);
    expect(next - seconds).toBeLessThanOrEqual(everySeconds);
    expect(next % everySeconds === 0 || next === forSeconds).toBe(true);
  }));
});
