// However samples come: nothing is kept that was not shown healthy, and one bad sample rolls nothing back.
import fc from 'fast-check';
import { judgeRelease } from '../../src/domain/release-health';
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
