// Must a cell run again? Not when the bytes under test, the check's definition and the files that it depends on stand as they stood.
import type { CellPlan, Plan } from '../contracts/plan';
import type { CellResult } from '../contracts/result';
import { shortHash } from './ids';
import { Verdict } from './vocabulary';

export interface Passed { attempt: number; result: CellResult }

/** What a cell's verdict depends on, as one key; undefined when the service does not ask for reuse. `running`: digest of the release that it is compared with. */
export function reuseKey(plan: Pick<Plan, 'reuse'>, cell: CellPlan, digest: string, running: string | undefined): string | undefined {
  if (!plan.reuse) return undefined;
  return `${digest}/${shortHash(JSON.stringify([cell, plan.reuse.tree, running ?? null]))}`;
}

/** How many of the results were taken over, and from where; undefined when none was. */
export function takenOverIn(results: readonly CellResult[]): { count: number; from: string } | undefined {
  const attempts = results.flatMap(({ reused: taken }) => taken?.attempt ?? []);
  return attempts.length > 0 ? { count: attempts.length, from: `taken over from attempt ${[...new Set(attempts)].sort((a, b) => a - b).join(', ')}` } : undefined;
}

/** The earlier result, marked as taken over; only a clean pass is. */
export function reused(earlier: Passed | undefined): CellResult | undefined {
  if (!earlier || earlier.result.verdict !== Verdict.Passed || earlier.result.flaky?.length) return undefined;
  return { ...earlier.result, reused: { attempt: earlier.attempt } };
}
