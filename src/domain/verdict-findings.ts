// Does a security check let the candidate through? A ratchet: what the running release does not have blocks, what it has is shown.
import type { CellPlan } from '../contracts/plan';
import type { Finding, FindingsReport } from '../contracts/report';
import type { CellResult } from '../contracts/result';
import { Verdict } from './vocabulary';

const LEVELS: readonly Finding['level'][] = ['note', 'warning', 'error'];
const MOST_FINDINGS = 20;

/**
 * Judges the findings at or above the cell's `from`. Ratchet `new`: each blocks unless the running release has the same
 * identity at least as often; without a running release all count as new. Ratchet `all`: each blocks.
 */
export function judgeFindings(cell: CellPlan, candidate: FindingsReport, running: FindingsReport | undefined): Pick<CellResult, 'verdict' | 'reason' | 'findings'> {
  const baseline = cell.ratchet === 'new' ? running : undefined;
  const fresh = beyond(candidate.findings, baseline?.findings ?? []).filter((finding) => counts(finding, cell));
  const known = candidate.findings.filter((finding) => counts(finding, cell)).length - fresh.length;
  const findings = { fresh: mostSevereFirst(fresh).slice(0, MOST_FINDINGS), known };
  const beside = known ? `, ${known} known` : '';
  const unheld = cell.ratchet === 'new' && !running ? ' (no running release to compare with: all count as new)' : '';
  const first = findings.fresh[0];
  if (!first) return { verdict: Verdict.Passed, reason: `no ${word(cell)}finding of ${candidate.tool} at or above ${cell.from}${beside}${unheld}`, findings };
  const where = `${first.rule} in ${first.file}:${first.line}`;
  return { verdict: Verdict.Failed, reason: `${fresh.length} ${word(cell)}finding${fresh.length > 1 ? 's' : ''} of ${candidate.tool}${beside}, first ${where}: ${first.message}${unheld}`, findings };
}

function word({ ratchet }: CellPlan): string {
  return ratchet === 'new' ? 'new ' : '';
}

function counts({ level }: Finding, { from }: CellPlan): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(from);
}

/** What the candidate has more often than the baseline; of the same identity the milder are taken for the known ones. */
function beyond(candidate: readonly Finding[], baseline: readonly Finding[]): Finding[] {
  const left = new Map<string, number>();
  for (const { identity } of baseline) left.set(identity, (left.get(identity) ?? 0) + 1);
  return [...candidate].sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level)).filter(({ identity }) => {
    const known = left.get(identity) ?? 0;
    left.set(identity, known - 1);
    return known <= 0;
  });
}

function mostSevereFirst(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level) || compare(a.file, b.file) || a.line - b.line);
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
