// Whatever the share and the objective: the budget shrinks as more goes wrong, and is gone exactly when the objective is missed.
import fc from 'fast-check';
import { budgetOf } from '../../src/domain/budget';
import { at } from '../support/builders';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const target = fc.integer({ min: 0, max: 99_999 }).map((thousandths) => thousandths / 100_000);
const leftOf = (value: number, goal: number): number => budgetOf({ value, at: at(0) }, { target: goal, query: 'q', windowSeconds: 1 }).left ?? NaN;

test('it is whole when nothing is bad, and overspent when more is bad than the objective allows', () => {
  fc.assert(fc.property(share, target, (bad, goal) => {
    const missed = bad / (1 - goal);
    fc.pre(Math.abs(missed - 1) > 1e-9);
    expect(leftOf(0, goal)).toBe(1);
    expect(Math.sign(leftOf(bad, goal))).toBe(missed > 1 ? -1 : 1);
  }));
});

test('more that is bad never leaves more', () => {
  fc.assert(fc.property(share, share, target, (one, other, goal) => {
    expect(leftOf(Math.max(one, other), goal)).toBeLessThanOrEqual(leftOf(Math.min(one, other), goal));
  }));
});
