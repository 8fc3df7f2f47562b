// What did a cell come to? Whatever was not shown to be good is not passed.
import type { CellPlan } from '../contracts/plan';
import type { TestCase, TestReport } from '../contracts/report';
import type { CellResult } from '../contracts/result';
import { isNamed } from './test-name';
import { Verdict } from './vocabulary';

export { judgeLoad } from './verdict-load';
export { judgeFindings } from './verdict-findings';

/** What a judgement adds to a cell's result. */
export type CellVerdict = Pick<CellResult, 'verdict' | 'reason' | 'tests' | 'metrics' | 'findings'>;

const MOST_CASES = 50;
const LONGEST_MESSAGE = 300; // characters; the whole is in the report, which is evidence

/**
 * Passed only when at least one test ran and none failed. `wanted` are the tests that acceptance asks after: their cases are
 * kept beside the failures, at most 50 in all.
 */
export function judgeTests(cell: CellPlan, report: TestReport, wanted: string[]): CellVerdict {
  const { cases } = report;
  const count = (status: TestCase['status']): number => cases.filter((test) => test.status === status).length;
  const tests = { total: cases.length, passed: count('passed'), failed: count('failed'), skipped: count('skipped'), cases: keptCases(cases, wanted) };
  if (tests.total === 0) return { verdict: Verdict.Errored, reason: `${cell.check} ran no test: let the command select at least one`, tests };
  if (tests.skipped === tests.total) return { verdict: Verdict.Errored, reason: `${cell.check} skipped all of its ${tests.total} tests: let at least one run`, tests };
  const failure = cases.find(({ status }) => status === 'failed');
  if (failure) return { verdict: Verdict.Failed, reason: `${tests.failed} of ${tests.total} tests failed, first “${failure.name}”${said(failure)}`, tests };
  const skipped = tests.skipped ? `, ${tests.skipped} skipped` : '';
  return { verdict: Verdict.Passed, reason: `${tests.passed} of ${tests.total} tests passed${skipped}`, tests };
}

function said({ message }: TestCase): string {
  const line = message?.split('\n').find((text) => text.trim() !== '')?.trim();
  return line ? `: ${line.slice(0, LONGEST_MESSAGE)}` : '';
}

/** One case for each wanted name, the worst; then failures; then what else was wanted. Failures are put first. */
function keptCases(cases: readonly TestCase[], wanted: readonly string[]): TestCase[] {
  const ranked = [...cases].sort((a, b) => rank(b) - rank(a));
  const answers = [...new Set(wanted)].flatMap((name) => ranked.find((test) => isNamed(test.name, name)) ?? []);
  const others = ranked.filter((test) => test.status === 'failed' || wanted.some((name) => isNamed(test.name, name)));
  return [...new Set([...answers, ...others])].slice(0, MOST_CASES).sort((a, b) => rank(b) - rank(a)).map(shortened);
}

function rank({ status }: TestCase): number {
  return status === 'failed' ? 2 : status === 'skipped' ? 1 : 0;
}

function shortened(test: TestCase): TestCase {
  return test.message === undefined ? test : { ...test, message: test.message.slice(0, LONGEST_MESSAGE) };
}
