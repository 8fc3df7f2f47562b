// How much of the error budget is left? A small bar with its words; unknown is a dashed outline, overspent is full and red.
import type { Budget } from '../../../src/contracts/decision';
import { budgetLeft, objectiveInWords } from '../budget';

export function BudgetBar({ budget }: { budget: Budget }) {
  const { text, tone, share } = budgetLeft(budget);
  return (
    <span class={`budget ${tone}`}>
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="8" class="track" /><rect width={share * 100} height="8" class="left" /></svg>
      <span><b>{tone === 'bad' ? '✕ ' : tone === 'wait' ? '▲ ' : ''}{text}</b> <small class="soft">{objectiveInWords(budget)}</small></span>
    </span>
  );
}
