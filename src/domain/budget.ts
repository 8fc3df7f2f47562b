// How much of the error budget is left? By the share of bad events over the objective's window.
import type { Budget } from '../contracts/decision';
import type { Objective } from '../contracts/incident';
import type { FigureSeries } from '../contracts/result';
import type { Answer } from './burn';
import { tidy } from './quantity';
import { shorten } from './series';

export type Share = Answer & { at: string };

/** 1 is all of it, 0 none, negative is overspent; unknown stays unknown, and what is no share or leaves no budget is unknown too. */
export function budgetOf(share: Share, { target, windowSeconds }: Objective): Budget {
  const budget = { objective: target, windowSeconds, at: share.at };
  if (share.value === null) return { ...budget, left: null, reason: share.reason };
  const allowed = tidy(1 - target);
  if (!(allowed > 0)) return { ...budget, left: null, reason: 'an objective of 100 % leaves no budget' };
  if (!(share.value >= 0 && share.value <= 1)) return { ...budget, left: null, reason: `the query gives ${share.value}, which is no share: it must lie between 0 and 1` };
  return { ...budget, left: tidy(1 - share.value / allowed) };
}

/** How the budget went: of a series of shares of bad events what was left at each time. Undefined when none of it is known. */
export function burnOf(shares: FigureSeries, objective: Objective): FigureSeries | undefined {
  const values = shares.values.map((value) => {
    const { left } = budgetOf(value === null ? { value, reason: '', at: shares.from } : { value, at: shares.from }, objective);
    return left === null ? null : shorten(left);
  });
  return values.some((value) => value !== null) ? { ...shares, values } : undefined;
}
