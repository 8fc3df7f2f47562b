// How does the page read a load's figures: numbers by their unit, limits on the same scale, the difference in words?
import { comparisonInWords, intervalInWords, kindOf, limitOf, readLimit, readMetric } from '../../dashboard/src/comparison';
import type { MetricResult } from '../../src/contracts/report';

const one = (more: Partial<MetricResult>): MetricResult => ({ metric: 'latency p97.5', candidate: 0.13, running: 0.1, limit: 'regression 20%', ok: true, ...more });

describe('a figure', () => {
  it.each([
    [0.118, 'latency p97.5', '118 ms'], [0.01, 'errors rate', '1.0 %'], [0.034, 'http_req_failed rate', '3.4 %'], [212.44, 'requests rate', '212.4'],
    [118_000_000, 'memory peak', '118.0 MB'], [2_400_000_000, 'memory peak', '2.40 GB'], [900, 'memory growthPerHour', '1 kB'], [0.97, 'score performance', '0.97'], [0, 'timeouts rate', '0.0 %'], [18, 'timeouts total', '18'], [240_000, 'throughput rate', '240 kB'],
  ])('%d of %s is read as %s', (value, metric, words) => {
    expect(readMetric(value, metric)).toBe(words);
  });

  it('is told apart by its name', () => {
    expect(['latency p50', 'errors rate', 'memory peak', 'requests rate', 'score seo'].map((name) => kindOf(name))).toEqual(['time', 'share', 'bytes', 'number', 'number']);
  });
});

describe('a limit', () => {
  it.each([
    ['max 250ms', 0.25], ['min 50', 50], ['max 1%', 0.01], ['max 256MB', 256e6], ['max 1.5 GiB', 1.5 * 1024 ** 3], ['max 5 parsecs', undefined], ['nonsense', undefined],
  ])('%s lies at %p', (limit, place) => {
    expect(limitOf({ metric: 'x', limit, running: 1 })).toBe(place);
  });

  it('of a regression lies above what runs, below it where more is better, and nowhere when nothing runs', () => {
    expect(limitOf({ metric: 'latency p97.5', limit: 'regression 20%', running: 0.1 })).toBeCloseTo(0.12);
    expect(limitOf({ metric: 'requests rate', limit: 'regression 25%', running: 100 })).toBeCloseTo(75);
    expect(limitOf({ metric: 'latency p97.5', limit: 'regression 20%' })).toBeUndefined();
  });

  it('is read in words', () => {
    expect(['max 250ms', 'min 50', 'regression 20%', 'max 256MB', 'max 1%'].map(readLimit)).toEqual(['at most 250 ms', 'at least 50', 'at most 20 % worse', 'at most 256 MB', 'at most 1 %']);
  });
});

describe('the difference', () => {
  it.each([
    [[0.08, 0.14], 'latency p97.5', '8 % to 14 % slower'], [[-0.2, -0.1], 'latency p97.5', '10 % to 20 % faster'], [[-0.04, 0.03], 'latency p97.5', 'between 4 % faster and 3 % slower'],
    [[-0.06, 0.02], 'requests rate', 'between 6 % more and 2 % less'], [[0.1, 0.3], 'memory peak', '10 % to 30 % more'], [[0, 0], 'latency p97.5', 'as before'],
    [[0.012, 0.034], 'latency p97.5', '1.2 % to 3.4 % slower'], [[0, 0.1], 'score seo', '0 % to 10 % worse'],
  ] as const)('%j of %s is said as “%s”', (interval, metric, words) => {
    expect(intervalInWords(interval, metric)).toBe(words);
  });

  it('says what is allowed, and that noise hides the answer', () => {
    expect(comparisonInWords([one({ limit: 'max 250ms' }), one({ interval: [0.08, 0.14] })])).toBe('8 % to 14 % slower, allowed 20 %');
    expect(comparisonInWords([one({ interval: [0.1, 0.3], unclear: true })])).toBe('noise hides the answer: 10 % to 30 % slower, allowed 20 %');
  });

  it('without an interval is a plain change, and none without a running release', () => {
    expect(comparisonInWords([one({})])).toBe('+30.0 %');
    expect(comparisonInWords([one({ candidate: 0.05 })])).toBe('−50.0 %');
    expect(comparisonInWords([one({ running: undefined })])).toBeUndefined();
    expect(comparisonInWords([one({ running: 0 })])).toBeUndefined();
  });
});
