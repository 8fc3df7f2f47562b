// How much of the error budget is left? By the share of bad events over the objective's window.
import type { Budget } from '../contracts/decision';
import type { Objective } from '../contracts/incident';

export type Share = { value: number; at: string } | { value: null; reason: string; at: string };

/** 1 is all of it, 0 none, negative is overspent; unknown stays unknown. */
export function budgetOf(share: Share, { target, windowSeconds }: Objective): Budget {
  const budget = { objective: target, windowSeconds, at: share.at };
  if (share.value === null) return { ...budget, left: null, reason: share.reason };
  return { ...budget, left: 1 - share.value / (1 - target) };
}
