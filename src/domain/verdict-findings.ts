// Does a security check let the candidate through? A ratchet: what the running release does not have blocks, what it has is shown.
import type { CellPlan } from '../contracts/plan';
import type { Finding, FindingsReport } from '../contracts/report';
import type { CellResult, FindingList } from '../contracts/result';
import { matchFindings, mostSevereFirst } from './findings-match';
import { suppressionOf } from './findings-suppress';
import { FINDING_LEVELS, Verdict } from './vocabulary';

type Listed = FindingList['findings'][number];
type Judged = Pick<CellResult, 'verdict' | 'reason' | 'findings'> & { list: FindingList };

const MOST_FINDINGS = 20;
const STATES: readonly Listed['state'][] = ['fresh', 'known', 'suppressed', 'gone'];

/**
 * Judges the findings at or above the cell's `from` as of `day`. Ratchet `new`: each blocks unless the running release has it;
 * without a running release all count as new. Ratchet `all`: each blocks. One that is suppressed does not block; one whose
 * suppression has ended does, whoever has it. Only the running release counts: what was gone from it and returns is new.
 * The list holds all of them, those below the level too; the numbers but `levels` are of those that could block.
 */
export function judgeFindings(cell: CellPlan, candidate: FindingsReport, running: FindingsReport | undefined, day: string): Judged {
  const baseline = cell.ratchet === 'new' ? running : undefined;
  const listed = statesOf(cell, candidate.findings, baseline?.findings ?? [], day);
  const counted = listed.filter((finding) => counts(finding, cell));
  const count = (state: Listed['state']): number => counted.filter((finding) => finding.state === state).length;
  const blocks = (finding: Listed): boolean => finding.state === 'fresh' && counts(finding, cell);
  const fresh = listed.filter(blocks);
  const findings = {
    fresh: fresh.slice(0, MOST_FINDINGS).map(withoutState), known: count('known'), suppressed: count('suppressed'),
    ...(fresh.length > MOST_FINDINGS && { freshCount: fresh.length }),
    ...(baseline && { gone: count('gone') }),
    levels: levelsOf(candidate.findings),
  };
  const list: FindingList = { tool: candidate.tool, findings: [...fresh, ...listed.filter((finding) => !blocks(finding))] };
  const beside = `${told(findings.known, 'known')}${told(findings.suppressed, 'suppressed')}${told(count('gone'), 'gone')}`;
  const unheld = cell.ratchet === 'new' && !running ? ' (no running release to compare with: all count as new)' : '';
  const first = fresh[0];
  if (!first) return { verdict: Verdict.Passed, reason: `no ${word(cell)}finding of ${candidate.tool} at or above ${cell.from}${beside}${unheld}`, findings, list };
  const number = `${fresh.length} ${word(cell)}finding${fresh.length > 1 ? 's' : ''} of ${candidate.tool}`;
  return { verdict: Verdict.Failed, reason: `${number}${beside}, first ${first.rule}${where(first)}: ${first.message}${ended(fresh)}${unheld}`, findings, list };
}

/** Each with its state: the fresh ones first, in each state the most severe first. */
function statesOf({ suppressions }: CellPlan, candidate: readonly Finding[], running: readonly Finding[], day: string): Listed[] {
  const { fresh, known, gone } = matchFindings(candidate, running);
  const judged = (finding: Finding, state: Listed['state']): Listed => {
    const suppression = suppressionOf(finding, suppressions, day);
    if (!suppression) return { ...finding, state };
    return { ...finding, state: suppression.ended ? 'fresh' : 'suppressed', suppression };
  };
  const all = [
    ...fresh.map((finding) => judged(finding, 'fresh')),
    ...known.map((finding) => judged(finding, 'known')),
    ...gone.map((finding): Listed => ({ ...finding, state: 'gone' })),
  ];
  return STATES.flatMap((state) => mostSevereFirst(all.filter((finding) => finding.state === state)));
}

function counts({ level }: Finding, { from }: CellPlan): boolean {
  return FINDING_LEVELS.indexOf(level) >= FINDING_LEVELS.indexOf(from);
}

function levelsOf(findings: readonly Finding[]): Record<Finding['level'], number> {
  const count = (level: Finding['level']): number => findings.filter((finding) => finding.level === level).length;
  return { error: count('error'), warning: count('warning'), note: count('note') };
}

function withoutState({ state: _state, suppression: _suppression, ...finding }: Listed): Finding {
  return finding;
}

function word({ ratchet }: CellPlan): string {
  return ratchet === 'new' ? 'new ' : '';
}

function told(number: number, state: string): string {
  return number > 0 ? `, ${number} ${state}` : '';
}

function where({ file, line }: Finding): string {
  if (file === '') return '';
  return line > 0 ? ` in ${file}:${line}` : ` in ${file}`;
}

/** Why a finding blocks that the running release may have too. */
function ended(fresh: readonly Listed[]): string {
  const freed = fresh.flatMap(({ suppression }) => (suppression?.ended ? [suppression] : []));
  const first = freed[0];
  return first ? ` (${freed.length} no longer suppressed, first by ${first.owner}, whose suppression ended on ${first.until})` : '';
}
