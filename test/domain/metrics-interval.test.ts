// The statistics beneath the judgement, against figures that can be counted by hand.
import { bootstrap, isBeyondChance, middleOf, rankChance, signChance } from '../../src/domain/metrics-interval';

test('three rounds against three that are all higher come about by chance in one of twenty orders', () => {
  expect(rankChance(3, 9)).toBe(1 / 20);
  expect(rankChance(3, 8)).toBe(2 / 20);
  expect(rankChance(3, 0)).toBe(1);
});

test.each([
  [2, 4, 1 / 6], [4, 16, 1 / 70], [4, 15, 2 / 70], [4, 14, 4 / 70], [5, 25, 1 / 252],
])('%d rounds with U of %d have the chance of the published tables', (rounds, crossed, chance) => {
  expect(rankChance(rounds, crossed)).toBeCloseTo(chance, 12);
});

test('as many as a check may have are counted exactly too', () => {
  expect(rankChance(20, 400)).toBeCloseTo(1 / 137_846_528_820, 20);
  expect(rankChance(20, 201)).toBeLessThan(0.5);
});

test('a coin that falls on one side five times of five does so once in thirty-two', () => {
  expect(signChance(5, 5)).toBeCloseTo(1 / 32, 12);
  expect(signChance(8, 7)).toBeCloseTo(9 / 256, 12);
  expect(signChance(3, 0)).toBeCloseTo(1, 12);
});

test('either test may say that it is no chance', () => {
  expect(isBeyondChance(3, 3, 9)).toBe(true);
  expect(isBeyondChance(3, 3, 8)).toBe(false);
  expect(isBeyondChance(5, 5, 13)).toBe(true); // the machine drifted: only side by side can it be seen
  expect(isBeyondChance(4, 4, 10)).toBe(false);
  expect(isBeyondChance(6, 4, 33)).toBe(true);
});

test('the interval is the same each time, and another name draws other samples of it', () => {
  const values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
  const mean = (sample: number[]): number => sample.reduce((one, other) => one + other, 0) / sample.length;
  expect(bootstrap('a', values, mean)).toEqual(bootstrap('a', values, mean));
  expect(bootstrap('a', values, mean)).not.toEqual(bootstrap('b', values, mean));
});

test('the interval of the mean is as wide as theory says', () => {
  const values = Array.from({ length: 40 }, (_, i) => i);
  const error = Math.sqrt((40 ** 2 - 1) / 12 / 40);
  const [low, high] = bootstrap('t', values, (sample) => sample.reduce((one, other) => one + other, 0) / sample.length);
  expect(low).toBeGreaterThan(19.5 - 1.96 * error * 1.15);
  expect(low).toBeLessThan(19.5 - 1.96 * error * 0.85);
  expect(high).toBeGreaterThan(19.5 + 1.96 * error * 0.85);
  expect(high).toBeLessThan(19.5 + 1.96 * error * 1.15);
});

test('the interval of three rounds reaches from the lowest to the highest', () => {
  expect(bootstrap('t', [0.1, 0.2, 0.4], middleOf)).toEqual([0.1, 0.4]);
});

test('the middle of an even number lies between two, without dust', () => {
  expect(middleOf([0.3, 0.1, 0.2, 0.4])).toBe(0.25);
  expect(middleOf([0.1, 0.2])).toBe(0.15);
});
