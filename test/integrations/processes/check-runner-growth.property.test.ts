// Is the growth of memory the slope of what was measured, whatever was measured?
import fc from 'fast-check';
import { growthPerHour, type Sample } from '../../../integrations/processes/check-runner-growth';

const MEBIBYTE = 1024 * 1024;

function aLine(count: number, first: number, perHour: number): Sample[] {
  return Array.from({ length: count }, (_, n) => ({ seconds: n / 4, bytes: first + (perHour * n) / 4 / 3600 }));
}

test('a straight line has its own slope, up or down', () => {
  fc.assert(fc.property(fc.integer({ min: 20, max: 400 }), fc.integer({ min: 0, max: 1e10 }), fc.integer({ min: -1e9, max: 1e9 }), (count, first, perHour) => {
    expect(Math.abs((growthPerHour(aLine(count, first, perHour)) ?? NaN) - perHour)).toBeLessThan(1 + Math.abs(first) * 1e-6);
  }));
});

test('what a program takes while it starts does not count', () => {
  fc.assert(fc.property(fc.integer({ min: 40, max: 400 }), fc.integer({ min: 1, max: 1000 }), (count, factor) => {
    const flat = aLine(count, 100 * MEBIBYTE, 0);
    const started = flat.map((sample, n) => (n < count / 2 - 1 ? { ...sample, bytes: sample.bytes / factor } : sample));
    expect(Math.abs(growthPerHour(started) ?? NaN)).toBeLessThan(1);
  }));
});

test('more memory moves the line and not its slope', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 4000 }), { minLength: 20, maxLength: 100 }), fc.integer({ min: 0, max: 4000 }), (sizes, more) => {
    const samples = sizes.map((size, n) => ({ seconds: n / 4, bytes: size * MEBIBYTE }));
    const moved = samples.map(({ seconds, bytes }) => ({ seconds, bytes: bytes + more * MEBIBYTE }));
    expect(Math.abs((growthPerHour(moved) ?? NaN) - (growthPerHour(samples) ?? NaN))).toBeLessThan(MEBIBYTE);
  }));
});

test('too few samples tell nothing, and samples of one moment neither', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 19 }), (count) => { expect(growthPerHour(aLine(count, 1, 1))).toBeUndefined(); }));
  expect(growthPerHour(Array.from({ length: 30 }, () => ({ seconds: 1, bytes: 1 })))).toBeUndefined();
});
