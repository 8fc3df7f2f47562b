// What did a stage come to? The worst of its cells wins; whatever was not shown to be good is not passed.
import type { CellResult } from '../contracts/result';
import { VERDICTS, Verdict } from './vocabulary';

/** The worst of several; of none, `errored`: nothing was judged. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.length === 0) return Verdict.Errored;
  return verdicts.reduce((one, other) => (VERDICTS.indexOf(other) > VERDICTS.indexOf(one) ? other : one));
}

/** The gate of one stage. No cells is errored, and so are fewer results than `planned` cells. */
export function judgeStage(results: readonly CellResult[], planned = results.length): { verdict: Verdict; reason: string } {
  const verdict = worst(results.map((result) => result.verdict));
  if (results.length === 0) return { verdict, reason: 'no cell ran, so nothing was judged' };
  const missing = planned - results.length;
  if (missing > 0 && verdict !== Verdict.Failed) return { verdict: Verdict.Errored, reason: `${missing} of ${planned} cells left no result` };
  if (verdict === Verdict.Passed) return { verdict, reason: results.length === 1 ? `its cell passed: ${results[0]?.reason}` : `all ${results.length} cells passed` };
  const those = results.filter((result) => result.verdict === verdict);
  return { verdict, reason: `${those.length} of ${planned} cells ${verdict}, first ${those[0]?.id}: ${those[0]?.reason}` };
}
