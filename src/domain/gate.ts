// What did a stage come to? The worst of its cells wins; whatever was not shown to be good is not passed.
import type { CellResult } from '../contracts/result';
import { VERDICTS, Verdict } from './vocabulary';

/** The worst of several; of none, `errored`: nothing was judged. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.length === 0) return Verdict.Errored;
  return verdicts.reduce((one, other) => (VERDICTS.indexOf(other) > VERDICTS.indexOf(one) ? other : one));
}

/**
 * The gate of one stage. No cells is errored, and so is a gate that would pass with fewer results than `planned` cells. Inconclusive
 * cells that a person let through (`accepted`, by id) count as passed, and the reason says how many they are.
 */
export function judgeStage(results: readonly CellResult[], planned = results.length, accepted: ReadonlySet<string> = new Set()): { verdict: Verdict; reason: string } {
  const verdictOf = ({ id, verdict }: CellResult): Verdict => (verdict === Verdict.Inconclusive && accepted.has(id) ? Verdict.Passed : verdict);
  const verdict = worst(results.map(verdictOf));
  if (results.length === 0) return { verdict, reason: 'no cell ran, so nothing was judged' };
  const missing = planned - results.length;
  if (missing > 0 && verdict === Verdict.Passed) return { verdict: Verdict.Errored, reason: `${missing} of ${planned} cells left no result` };
  if (verdict === Verdict.Passed) return { verdict, reason: passed(results, accepted) };
  const those = results.filter((result) => verdictOf(result) === verdict);
  return { verdict, reason: `${those.length} of ${planned} cells ${verdict}${missing > 0 ? `, ${missing} not run` : ''}, first ${those[0]?.id}: ${those[0]?.reason}` };
}

function passed(results: readonly CellResult[], accepted: ReadonlySet<string>): string {
  const through = results.filter(({ id, verdict }) => verdict !== Verdict.Passed && accepted.has(id)).length;
  if (through > 0) return `${results.length - through} of ${results.length} cells passed, ${through} let through by a person`;
  const reused = results.filter((result) => result.reused).length;
  const beside = reused > 0 ? `, ${reused} of them as in an earlier attempt` : '';
  return results.length === 1 ? `its cell passed${beside}: ${results[0]?.reason}` : `all ${results.length} cells passed${beside}`;
}
