// What did one cell come to? Its reports, of the candidate and of the running release, judged by the cell's own rules.
import type { CellPlan } from '../contracts/plan';
import type { FindingsReport, MetricsReport, Report, TestReport } from '../contracts/report';
import type { CellResult } from '../contracts/result';
import { judgeFindings, judgeLoad, judgeTests } from './verdict';
import { Verdict } from './vocabulary';

/** One report for each run, in the order of the runs; `running` is empty when nothing runs to compare with. */
export interface Measured { candidate: Report[]; running: Report[] }

export type Judged = Pick<CellResult, 'verdict' | 'reason' | 'tests' | 'metrics' | 'findings'>;

function only<K extends Report['kind']>(reports: readonly Report[], kind: K): Extract<Report, { kind: K }>[] {
  return reports.filter((report): report is Extract<Report, { kind: K }> => report.kind === kind);
}

/** Fails closed: no report at all is errored. */
export function judgeReports(cell: CellPlan, measured: Measured, wanted: string[]): Judged {
  const first = measured.candidate[0];
  if (!first) return { verdict: Verdict.Errored, reason: 'The check left no report.' };
  if (first.kind === 'tests') return judgeTests(cell, first satisfies TestReport, wanted);
  if (first.kind === 'metrics') return judgeLoad(cell, only(measured.candidate, 'metrics') satisfies MetricsReport[], only(measured.running, 'metrics'));
  return judgeFindings(cell, first satisfies FindingsReport, only(measured.running, 'findings')[0]);
}
