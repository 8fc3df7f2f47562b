// However long the trouble and however the samples lie: the course stays small, evenly spaced, and invents nothing.
import fc from 'fast-check';
import { courseOf, MOST_VALUES, placeSamples, shorten, spanOf } from '../../src/domain/series';
import { at } from '../support/builders';

const seconds = fc.integer({ min: -400_000, max: 400_000 });
const value = fc.double({ noDefaultInfinity: true, noNaN: true });
const began = fc.option(seconds.map((one) => at(one)));
const samples = fc.array(fc.record({ at: seconds.map((one) => at(one)), value }), { maxLength: 300 });
const secondsFrom = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 1000;

test('a span covers the trouble and the quarter of an hour before it, in at most 120 values, the last of them now', () => {
  fc.assert(fc.property(seconds, began, (now, since) => {
    const { from, to, stepSeconds } = spanOf(at(now), since);
    expect(to).toBe(at(now));
    expect(Number.isInteger(stepSeconds) && stepSeconds >= 1).toBe(true);
    expect(secondsFrom(from, to) % stepSeconds).toBe(0);
    expect(secondsFrom(from, to) / stepSeconds).toBeLessThan(MOST_VALUES);
    const wanted = since === null ? secondsFrom(at(0), at(3600)) : Math.max(0, secondsFrom(since, at(now))) + 900;
    expect(secondsFrom(from, to)).toBeGreaterThanOrEqual(wanted);
    expect(secondsFrom(from, to)).toBeLessThan(wanted + stepSeconds);
  }));
});

test('every value of a course was measured within half a step of its place, whatever the order of the samples', () => {
  fc.assert(fc.property(seconds, began, samples, (now, since, measured) => {
    const span = spanOf(at(now), since);
    const series = placeSamples(measured, span);
    expect(series.values).toHaveLength(secondsFrom(span.from, span.to) / span.stepSeconds + 1);
    series.values.forEach((kept, place) => {
      if (kept === null) return;
      const time = Date.parse(span.from) / 1000 + place * span.stepSeconds;
      const near = measured.filter((sample) => Math.abs(Date.parse(sample.at) / 1000 - time) <= span.stepSeconds / 2);
      expect(near.map((sample) => shorten(sample.value))).toContain(kept);
    });
  }));
});

test('a sample that lies exactly on a place is found there again', () => {
  fc.assert(fc.property(seconds, began, fc.array(value, { minLength: 1, maxLength: MOST_VALUES }), (now, since, values) => {
    const span = spanOf(at(now), since);
    const places = secondsFrom(span.from, span.to) / span.stepSeconds + 1;
    const measured = values.slice(0, places).map((one, place) => ({ at: new Date(Date.parse(span.from) + place * span.stepSeconds * 1000).toISOString(), value: one }));
    const expected = Array.from({ length: places }, (_, place) => { const one = measured[place]; return one ? shorten(one.value) : null; });
    expect(placeSamples(measured, span).values).toEqual(expected);
  }));
});

test('shortening keeps the sign and a thousandth', () => {
  fc.assert(fc.property(fc.double({ noDefaultInfinity: true, noNaN: true, min: -1e300, max: 1e300 }), (one) => {
    expect(Math.abs(shorten(one) - one)).toBeLessThanOrEqual(Math.abs(one) / 1000);
  }));
});

test('the peak is nowhere exceeded, and the course lies within the series', () => {
  fc.assert(fc.property(fc.array(fc.option(value), { maxLength: MOST_VALUES }), (values) => {
    const course = courseOf({ from: at(0), stepSeconds: 30, values });
    const known = values.filter((one) => one !== null);
    expect(course === undefined).toBe(known.length === 0);
    expect(known.every((one) => one <= (course?.peak.value ?? -Infinity))).toBe(true);
    expect([course?.first.value, course?.last.value]).toEqual([known[0], known.at(-1)]);
  }));
});
