// What did one cell come to? Its reports, of the candidate and of the running release, judged by the cell's own rules.
import type { CellPlan } from '../contracts/plan';
import type { FindingsReport, MetricsReport, Report } from '../contracts/report';
import type { CellResult, FindingList } from '../contracts/result';
import { judgeStress } from './metrics-stress';
import { judgeFindings } from './verdict-findings';
import { judgeMetrics } from './verdict-metrics';
import { judgeTests } from './verdict-tests';
import { Verdict } from './vocabulary';

/**
 * What was measured, in the order in which it was. Tests: the first run and its repeats; of the running release the one that
 * was asked after a failure. Metrics: one report for each round. Findings: one. `running` is empty when there is nothing to compare with.
 */
export interface Measured {
  candidate: Report[];
  running: Report[];
  levels?: { level: number; report: MetricsReport }[]; // of a stress profile, rising; then `candidate` is empty
}
/** What the judgement needs beside the reports: tests that acceptance asks after, and the day of the plan. */
export interface Asked { wanted: string[]; day: string }

export type Judged = Pick<CellResult, 'verdict' | 'reason' | 'tests' | 'flaky' | 'metrics' | 'findings'> & { list?: FindingList };

function only<K extends Report['kind']>(reports: readonly Report[], kind: K): Extract<Report, { kind: K }>[] {
  return reports.filter((report): report is Extract<Report, { kind: K }> => report.kind === kind);
}

/** Fails closed: no report at all is errored. */
export function judgeReports(cell: CellPlan, measured: Measured, { wanted, day }: Asked): Judged {
  if (cell.profile.kind === 'stress') return judgeStress(cell, measured.levels ?? []);
  const first = measured.candidate[0];
  if (!first) return { verdict: Verdict.Errored, reason: 'The check left no report.' };
  if (first.kind === 'tests') return judgeTests(cell, { runs: only(measured.candidate, 'tests'), running: only(measured.running, 'tests')[0], wanted });
  if (first.kind === 'metrics') return judgeMetrics(cell, only(measured.candidate, 'metrics'), only(measured.running, 'metrics'));
  return judgeFindings(cell, first satisfies FindingsReport, only(measured.running, 'findings')[0], day);
}
