// Does a figure's course say what was measured, and nothing where nothing was?
import { courseOf, MOST_VALUES, placeSamples, shorten, spanOf } from '../../src/domain/series';
import { at, T0 } from '../support/builders';

test('the course reaches back to a quarter of an hour before the trouble began, and ends now', () => {
  const span = spanOf(at(1800), at(600));
  expect(span).toEqual({ from: at(1800 - 117 * 18), to: at(1800), stepSeconds: 18 }); // 35 minutes in at most 119 steps
  expect(Date.parse(span.from)).toBeLessThanOrEqual(Date.parse(at(600 - 900)));
});

test.each([[null], ['at some time']])('when nobody knows since when (%s), it is the last hour', (began) => {
  const span = spanOf(at(3600), began);
  expect(span.stepSeconds).toBe(31);
  expect(Date.parse(span.from)).toBeLessThanOrEqual(Date.parse(T0));
  expect(Date.parse(span.from)).toBeGreaterThan(Date.parse(at(-31)));
});

test('a beginning that is still to come, by a clock that is ahead, is taken for now', () => {
  expect(spanOf(at(0), at(60))).toEqual(spanOf(at(0), at(0)));
});

test('a gap is null, never zero; what is no number is a gap; what lies outside is left out', () => {
  const span = { from: at(0), to: at(40), stepSeconds: 10 };
  const samples = [{ at: at(-10), value: 9 }, { at: at(0), value: 0 }, { at: at(20), value: 0.31416 }, { at: at(30), value: NaN }, { at: at(50), value: 9 }];
  expect(placeSamples(samples, span)).toEqual({ from: at(0), stepSeconds: 10, values: [0, null, 0.3142, null, null] });
});

test('of two samples in one place the newer one stays', () => {
  const span = { from: at(0), to: at(10), stepSeconds: 10 };
  expect(placeSamples([{ at: at(9), value: 2 }, { at: at(6), value: 1 }], span).values).toEqual([null, 2]);
});

test.each([[1 / 3, 0.3333], [123_456, 123_500], [0, 0], [-2.00049, -2], [1e-9 / 3, 3.333e-10]])('%s is kept as %s', (value, kept) => {
  expect(shorten(value)).toBe(kept);
});

test('the course of a series is its first, highest and last known value with their times', () => {
  expect(courseOf({ from: T0, stepSeconds: 60, values: [null, 0.01, 0.3, null, 0.3, 0.02, null] })).toEqual({
    first: { at: at(60), value: 0.01 }, peak: { at: at(120), value: 0.3 }, last: { at: at(300), value: 0.02 },
  });
});

test('a series in which nothing is known has no course', () => {
  expect(courseOf({ from: T0, stepSeconds: 60, values: Array.from({ length: MOST_VALUES }, () => null) })).toBeUndefined();
  expect(courseOf({ from: T0, stepSeconds: 60, values: [] })).toBeUndefined();
});
