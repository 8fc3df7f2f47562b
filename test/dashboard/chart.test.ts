// Is a series drawn as it was measured? Gaps stay gaps, tops are round, ticks are times that people say, labels keep apart.
import { heightOf, placeOf, roundTop, rowsFor, runsOf, ticksBetween } from '../../dashboard/src/chart';

const FRAME = { left: 40, right: 640, top: 10, bottom: 110 };
const at = (time: string) => Date.parse(`2026-03-02T${time}:00Z`);

describe('a series', () => {
  it('falls into runs of what is known and what is not', () => {
    expect(runsOf([1, 0, null, null, 4])).toEqual([{ from: 0, to: 1, known: true }, { from: 2, to: 3, known: false }, { from: 4, to: 4, known: true }]);
    expect(runsOf([])).toEqual([]);
    expect(runsOf([null])).toEqual([{ from: 0, to: 0, known: false }]);
  });

  it('zero is known: it is drawn at the bottom, and only unknown is a gap', () => {
    expect(runsOf([0, 0, null])).toHaveLength(2);
    expect(heightOf(0, 1, FRAME)).toBe(FRAME.bottom);
  });

  it('stays inside its frame, whatever was measured', () => {
    expect([heightOf(7, 5, FRAME), heightOf(-3, 5, FRAME), heightOf(5, 5, FRAME)]).toEqual([FRAME.top, FRAME.bottom, FRAME.top]);
  });
});

describe('the top', () => {
  it.each([[[0.314], 0.01, 0.4], [[1284, null], 1, 2000], [[402], 1, 500], [[5], 1, 5], [[0.9], 0.01, 1], [[8.1], 1, 10]])('of %j is a round number not below it', (values, least, top) => {
    expect(roundTop(values, least)).toBeCloseTo(top, 9);
  });

  it('of nothing but zeros, and of no data, is the least one', () => {
    expect(roundTop([0, 0], 1)).toBe(1);
    expect(roundTop([null, null], 0.01)).toBeCloseTo(0.01, 9);
    expect(roundTop([Number.NaN, 3], 1)).toBe(3);
  });
});

describe('the clock', () => {
  it('ticks at round times, no more than there is room for', () => {
    expect(ticksBetween(at('09:33'), at('10:12'), 8)).toEqual(['09:35', '09:40', '09:45', '09:50', '09:55', '10:00', '10:05', '10:10'].map(at));
    expect(ticksBetween(at('09:33'), at('10:12'), 3)).toEqual(['09:45', '10:00'].map(at));
  });

  it('ticks never when there is no time or no room', () => {
    expect(ticksBetween(at('09:33'), at('09:33'), 8)).toEqual([]);
    expect(ticksBetween(at('09:33'), at('10:33'), 0)).toEqual([]);
  });

  it('places an instant within its span, and nowhere outside', () => {
    const place = (time: string) => placeOf(at(time), at('09:00'), at('10:00'), FRAME);
    expect([place('09:00'), place('09:30'), place('10:00'), place('08:59'), place('10:01')]).toEqual([40, 340, 640, undefined, undefined]);
    expect(placeOf(at('09:00'), at('09:00'), at('09:00'), FRAME)).toBe(340);
  });
});

describe('labels', () => {
  it('take the first row in which they touch no other; the last one finds none', () => {
    expect(rowsFor([{ x: 0, width: 50 }, { x: 20, width: 50 }, { x: 40, width: 50 }, { x: 60, width: 20 }], 3)).toEqual([0, 1, 2, 0]);
    expect(rowsFor([{ x: 0, width: 50 }, { x: 10, width: 50 }], 1)).toEqual([0, undefined]);
    expect(rowsFor([{ x: 90, width: 10 }, { x: 0, width: 10 }], 1)).toEqual([0, 0]);
    expect(rowsFor([{ x: 0, width: 1 }], 0)).toEqual([undefined]);
  });
});
