// What did each test come to, when the same bytes were tested more than once? A pass after a failure is a label, not a pass.
import type { CellPlan } from '../contracts/plan';
import type { TestCase, TestReport } from '../contracts/report';
import type { CellResult } from '../contracts/result';
import { isNamed } from './test-name';

type Quarantines = Pick<CellPlan, 'quarantine'>;

/** A test over all runs. `flaky`: it failed and passed; then `status` is `passed`, and the message is the failure's. `gone`: it failed once, and the runs after that do not have it. */
export type Settled = TestCase & { gone?: true };

/**
 * One case for each test of any run, in the order of the first run. Failed in every run in which it ran: failed. Failed in
 * some and passed in others, or flaky by the tool's own word: flaky. Cases of one name are told apart by their order; where
 * each run has a failure of that name, none of them counts as flaky, because the order may have changed. A test that was
 * skipped in one run is what the others say. `quarantined` is marked only where it matters: on failed and flaky ones.
 */
export function settle({ quarantine }: Quarantines, runs: readonly TestReport[]): Settled[] {
  const lists = runs.map(({ cases }) => numbered(cases));
  const keys = new Set(lists.flatMap((list) => [...list.keys()]));
  const stubborn = namesThatFailIn(runs);
  return [...keys].map((key) => {
    const test = settleOne(lists.map((list) => list.get(key)), stubborn);
    return holds(test) && quarantine.some((entry) => isNamed(test.name, entry.test)) ? { ...test, quarantined: true } : test;
  });
}

/** The cell is run again on the same bytes: its last run has failures that are in no quarantine, and it may be tried once more. */
export function mustRunAgain({ quarantine, retries }: Quarantines & Pick<CellPlan, 'retries'>, runs: readonly TestReport[]): boolean {
  const failures = runs.at(-1)?.cases.filter(({ status }) => status === 'failed') ?? [];
  return runs.length <= retries && failures.some(({ name }) => !quarantine.some((entry) => isNamed(name, entry.test)));
}

/** The running release is asked whether it has these failures too: something fails after every repeat, and the check wants to know. */
export function wantsBaseline(cell: Quarantines & Pick<CellPlan, 'baseline'>, runs: readonly TestReport[]): boolean {
  return cell.baseline === 'running' && settle(cell, runs).some(({ status, quarantined }) => status === 'failed' && !quarantined);
}

/** Cases by name and by which of that name it is. */
function numbered(cases: readonly TestCase[]): Map<string, TestCase> {
  const seen = new Map<string, number>();
  return new Map(cases.map((test) => {
    const nth = (seen.get(test.name) ?? 0) + 1;
    seen.set(test.name, nth);
    return [`${nth} ${test.name}`, test];
  }));
}

/** Names that fail in each run that has them; with one run there is nothing to tell apart. */
function namesThatFailIn(runs: readonly TestReport[]): ReadonlySet<string> {
  const failing = runs.map(({ cases }) => new Set(cases.filter(({ status }) => status === 'failed').map(({ name }) => name)));
  const having = runs.map(({ cases }) => new Set(cases.filter(({ status }) => status !== 'skipped').map(({ name }) => name)));
  const names = new Set(failing.flatMap((set) => [...set]));
  return new Set([...names].filter((name) => having.every((set, run) => !set.has(name) || failing[run]?.has(name))));
}

/** `cases` has one place for each run; absent in a run that does not have the test. */
function settleOne(cases: readonly (TestCase | undefined)[], stubborn: ReadonlySet<string>): Settled {
  const had = cases.filter((test) => test !== undefined);
  const failures = had.filter(({ status }) => status === 'failed');
  const passes = had.filter(({ status }) => status === 'passed');
  const [failure] = failures;
  const [pass] = passes;
  if (failure && (!pass || stubborn.has(failure.name))) {
    const isGone = had.length === 1 && cases.indexOf(failure) < cases.length - 1;
    const { flaky: _, ...failed } = failure;
    return isGone ? { ...failed, gone: true } : failed;
  }
  if (failure) return { ...failure, status: 'passed', flaky: true };
  const flaky = passes.find((test) => test.flaky);
  return flaky ?? pass ?? had[0] as TestCase;
}

/** The names of the tests that were flaky, in quarantine or not, each once. */
export function flakyIn(results: readonly CellResult[]): string[] {
  return [...new Set(results.flatMap(({ flaky = [], tests }) => [...flaky, ...(tests?.cases.filter((test) => test.flaky).map(({ name }) => name) ?? [])]))];
}

function holds({ status, flaky }: TestCase): boolean {
  return status === 'failed' || flaky === true;
}
