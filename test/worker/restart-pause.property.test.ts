// Is a release that dies started at once, and one that dies again and again ever more seldom?
import fc from 'fast-check';
import { pauseBeforeMs, type Starts } from '../../worker/restart-pause';

const starts = fc.record({ count: fc.integer({ min: 1, max: 100 }), lastMs: fc.integer({ min: 0, max: 10_000_000 }) });

it('is started at once when it was never started again, or ran steadily since', () => {
  expect(pauseBeforeMs(undefined, 5)).toBe(0);
  fc.assert(fc.property(starts, (one) => pauseBeforeMs(one, one.lastMs + 60_000) === 'forget'));
});

it('waits longer after every start that did not last, and never more than half a minute', () => {
  const after = (one: Starts): number => Number(pauseBeforeMs(one, one.lastMs));
  fc.assert(fc.property(starts, (one) => {
    expect(after(one)).toBeGreaterThan(0);
    expect(after(one)).toBeLessThanOrEqual(30_000);
    expect(after({ ...one, count: one.count + 1 })).toBeGreaterThanOrEqual(after(one));
  }));
});

it('is started when the pause is over, whatever the clock began with', () => {
  fc.assert(fc.property(starts, (one) => pauseBeforeMs(one, one.lastMs + Number(pauseBeforeMs(one, one.lastMs))) === 0));
});
