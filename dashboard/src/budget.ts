// What is left of the error budget, in words and as the length of a bar? Unknown is said, and overspent is more than empty.
import type { Budget } from '../../src/contracts/decision';
import { percent, readLength } from './text';

export interface BudgetLeft { text: string; tone: 'ok' | 'wait' | 'bad' | 'none'; share: number }

const LITTLE = 0.25;

/** `share`: of the bar that is filled, 0 to 1; what is overspent fills it, in another tone. */
export function budgetLeft({ left, reason }: Pick<Budget, 'left' | 'reason'>): BudgetLeft {
  if (left === null) return { text: `unknown: ${reason ?? 'monitoring gave no reason'}`, tone: 'none', share: 0 };
  if (left < 0) return { text: `overspent by ${percent(-left)}`, tone: 'bad', share: 1 };
  const share = Math.min(1, left);
  return { text: share === 0 ? 'used up' : `${percent(share)} left`, tone: share === 0 ? 'bad' : share < LITTLE ? 'wait' : 'ok', share };
}

/** `99.5 % good over 30 days`. */
export function objectiveInWords({ objective, windowSeconds }: Pick<Budget, 'objective' | 'windowSeconds'>): string {
  return `${percent(objective)} good over ${readLength(windowSeconds)}`;
}
