// Texts of the files become numbers in base units, and back for people.
import { parseDuration, parseQuantity, tidy, writeQuantity } from '../../src/domain/quantity';

test.each([
  ['500ms', 0.5], ['90s', 90], ['10m', 600], ['1h', 3600], ['0s', 0],
])('the duration %s is %d seconds', (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds);
});

test.each([
  ['250ms', { value: 0.25, unit: 'seconds' }],
  ['1.5 s', { value: 1.5, unit: 'seconds' }],
  ['20%', { value: 0.2, unit: 'share' }],
  ['99.9%', { value: 0.999, unit: 'share' }],
  ['40MB', { value: 40_000_000, unit: 'bytes' }],
  ['2KiB', { value: 2048, unit: 'bytes' }],
  ['3MB/s', { value: 3_000_000, unit: 'bytes' }],
  ['10MB/h', { value: 10_000_000, unit: 'bytes' }],
  ['100 req/s', { value: 100, unit: 'plain' }],
  ['-3', { value: -3, unit: 'plain' }],
  [1.5, { value: 1.5, unit: 'plain' }],
])('the quantity %s is read in base units', (written, amount) => {
  expect(parseQuantity(written)).toEqual(amount);
});

test.each(['', 'fast', '10 parsecs', '1.2.3', '5%s'])('“%s” is no quantity', (text) => {
  expect(() => parseQuantity(text)).toThrow(RangeError);
});

test.each(['10', '20%', '5MB', '-1s'])('“%s” is no duration', (text) => {
  expect(() => parseDuration(text)).toThrow(RangeError);
});

test.each([
  [0.25, 'seconds', '250ms'], [2.5, 'seconds', '2.5s'], [0.2, 'share', '20%'], [1_500, 'bytes', '1.5kB'], [40_000_000, 'bytes', '40MB'], [12.3456, 'plain', '12.3'],
] as const)('%d %s is written as %s', (value, unit, text) => {
  expect(writeQuantity(value, unit)).toBe(text);
});

test('shares lose the dust of binary fractions', () => {
  expect(tidy(1 - 0.999)).toBe(0.001);
});
