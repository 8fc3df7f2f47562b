// How much may still go wrong? Told from a share, or said to be unknown.
import { Budget } from '../../src/contracts/decision';
import { budgetOf } from '../../src/domain/budget';
import { at } from '../support/builders';

const objective = { target: 0.995, query: 'bad', windowSeconds: 2_592_000 };
const left = (value: number, target = 0.995) => budgetOf({ value, at: at(0) }, { ...objective, target });

test.each([[0, 1], [0.0025, 0.5], [0.005, 0], [0.01, -1], [1, -199]])('with a share of %s bad, %s of the budget is left', (share, expected) => {
  expect(left(share)).toEqual({ objective: 0.995, windowSeconds: 2_592_000, left: expected, at: at(0) });
});

test('the figure is not blurred by the arithmetic of a machine', () => {
  expect(left(0.0001, 0.999).left).toBe(0.9);
  expect(left(0.001, 0.999).left).toBe(0);
});

test('what monitoring does not know is unknown, with its reason, and never a full budget', () => {
  expect(budgetOf({ value: null, reason: 'the query found no data', at: at(0) }, objective)).toMatchObject({ left: null, reason: 'the query found no data' });
});

test.each([[-0.1, 0.995, 'no share'], [1.5, 0.995, 'no share'], [NaN, 0.995, 'no share'], [Infinity, 0.995, 'no share'], [0, 1, 'no budget'], [0.1, 1.2, 'no budget']])('a share of %s for an objective of %s is unknown: %s', (share, target, why) => {
  expect(Budget.parse(left(share, target))).toMatchObject({ left: null, reason: expect.stringContaining(why) as string });
});
