// What holds for the drawing of any series?
import fc from 'fast-check';
import { heightOf, placeOf, roundTop, rowsFor, runsOf, ticksBetween } from '../../dashboard/src/chart';

const value = fc.option(fc.double({ min: 0, max: 1e12, noNaN: true }), { nil: null });
const values = fc.array(value, { maxLength: 120 });
const FRAME = { left: 40, right: 640, top: 10, bottom: 110 };

test('runs cover every value once, in order, and never mix what is known with what is not', () => {
  fc.assert(fc.property(values, (series) => {
    const runs = runsOf(series);
    expect(runs.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, index) => from + index))).toEqual(series.map((_, index) => index));
    for (const { from, to, known } of runs) expect(series.slice(from, to + 1).every((one) => (one !== null) === known)).toBe(true);
    for (const [index, run] of runs.entries()) expect(run.known).not.toBe(runs[index + 1]?.known);
  }));
});

test('the top is never below a value, at most two times the highest, and at least what is asked', () => {
  fc.assert(fc.property(values, fc.constantFrom(0.01, 1), (series, least) => {
    const top = roundTop(series, least);
    const highest = Math.max(least, ...series.map((one) => one ?? 0));
    expect(top).toBeGreaterThanOrEqual(highest * 0.999);
    expect(top).toBeLessThanOrEqual(highest * 2.001);
    for (const one of series) expect(heightOf(one ?? 0, top, FRAME)).toBeGreaterThanOrEqual(FRAME.top);
  }));
});

test('ticks lie within the span, evenly, and are not more than there is room for and one', () => {
  const instant = fc.integer({ min: Date.parse('2025-01-01T00:00:00Z'), max: Date.parse('2027-01-01T00:00:00Z') });
  fc.assert(fc.property(instant, fc.integer({ min: 0, max: 90 * 86_400_000 }), fc.integer({ min: 1, max: 20 }), (from, span, most) => {
    const ticks = ticksBetween(from, from + span, most);
    expect(ticks.length).toBeLessThanOrEqual(most + 1);
    const steps = new Set(ticks.slice(1).map((tick, index) => tick - (ticks[index] ?? 0)));
    expect(steps.size).toBeLessThanOrEqual(1);
    for (const tick of ticks) expect(placeOf(tick, from, from + span, FRAME)).toBeDefined();
  }));
});

test('no two labels of one row touch, whatever their order', () => {
  const label = fc.record({ x: fc.integer({ min: 0, max: 600 }), width: fc.integer({ min: 1, max: 200 }) });
  fc.assert(fc.property(fc.array(label, { maxLength: 30 }), fc.integer({ min: 0, max: 4 }), (labels, rows) => {
    const placed = rowsFor(labels, rows);
    expect(placed).toHaveLength(labels.length);
    for (let row = 0; row < rows; row += 1) {
      const inRow = labels.filter((_, index) => placed[index] === row).sort((a, b) => a.x - b.x);
      const touches = inRow.filter(({ x }, index) => x < (inRow[index - 1]?.x ?? -1e6) + (inRow[index - 1]?.width ?? 0));
      expect(touches).toEqual([]);
    }
    expect(placed.includes(0)).toBe(rows > 0 && labels.length > 0);
  }));
});
