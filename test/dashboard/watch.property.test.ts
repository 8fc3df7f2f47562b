// Is nothing drawn that was not measured? Samples in any order with holes, and burn rows with any windows.
import fc from 'fast-check';
import { burnRows, stateOf, stretchesOf } from '../../dashboard/src/watch';
import type { Stretch } from '../../dashboard/src/watch';
import type { WatchSample } from '../../src/contracts/live-release';

const START = Date.parse('2026-03-02T10:00:00Z');
const share = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null });
const samples = fc.array(fc.record({ after: fc.integer({ min: 1, max: 120 }), bad: share }), { maxLength: 60 }).map((steps) => {
  let at = START;
  return steps.map(({ after, bad }): WatchSample => ({ at: new Date(at += after * 1000).toISOString(), bad }));
});

const endOf = (stretch: Stretch) => (stretch.known ? stretch.samples.at(-1)?.at ?? Number.NaN : stretch.to);
const beginningOf = (stretch: Stretch) => (stretch.known ? stretch.samples[0]?.at ?? Number.NaN : stretch.from);

test('every known sample is drawn once, in its time, and no other', () => {
  fc.assert(fc.property(samples, fc.option(fc.integer({ min: 5, max: 60 }), { nil: undefined }), (all, every) => {
    const drawn = stretchesOf(all, every).flatMap((stretch) => (stretch.known ? stretch.samples : []));
    expect(drawn).toEqual(all.flatMap(({ at, bad }) => (bad === null ? [] : [{ at: Date.parse(at), bad }])));
  }));
});

test('known and unknown stretches take turns, and meet', () => {
  fc.assert(fc.property(samples, (all) => {
    const stretches = stretchesOf(all, 15);
    stretches.forEach((stretch, index) => {
      const next = stretches[index + 1] ?? (stretch.known ? { known: false, from: endOf(stretch), to: endOf(stretch) } : { known: true, samples: [{ at: stretch.to, bad: 0 }] });
      expect(next.known).toBe(!stretch.known);
      expect(beginningOf(next)).toBe(endOf(stretch));
    });
  }));
});

test('a line never crosses a time in which nobody looked', () => {
  fc.assert(fc.property(samples, fc.integer({ min: 5, max: 60 }), (all, every) => {
    for (const stretch of stretchesOf(all, every)) {
      if (!stretch.known) continue;
      stretch.samples.slice(1).forEach(({ at }, index) => { expect(at - (stretch.samples[index]?.at ?? at)).toBeLessThanOrEqual(every * 2500); });
    }
  }));
});

test('the order in which samples come makes no difference', () => {
  fc.assert(fc.property(samples, (all) => { expect(stretchesOf([...all].reverse(), 15)).toEqual(stretchesOf(all, 15)); }));
});

test('a row burns only when both windows are over, and is unknown only when data could change that', () => {
  const value = fc.option(fc.double({ min: 0, max: 40, noNaN: true }), { nil: null });
  fc.assert(fc.property(fc.double({ min: 0.5, max: 20, noNaN: true }), value, value, (rate, long, short) => {
    const [row] = burnRows({ at: '', bad: 0, burns: [{ rate, long, short }] });
    const isOver = (one: number | null) => one !== null && one >= rate;
    const could = (one: number | null) => one === null || one >= rate;
    expect(row?.state).toBe(isOver(long) && isOver(short) ? 'burns' : could(long) && could(short) ? 'unknown' : 'calm');
  }));
});

test('a sample is as it says; without a word the objective decides, and no data is not good', () => {
  fc.assert(fc.property(share, fc.double({ min: 0.5, max: 0.999, noNaN: true }), (bad, objective) => {
    const state = stateOf({ at: '', bad }, objective);
    expect(state === 'unknown').toBe(bad === null);
    expect(bad !== null && bad <= (1 - objective) * 0.999 && state !== 'good').toBe(false);
    expect(bad !== null && bad > (1 - objective) * 1.001 && state !== 'bad').toBe(false);
    expect(stateOf({ at: '', bad, state: 'bad' }, objective)).toBe('bad');
  }));
});
