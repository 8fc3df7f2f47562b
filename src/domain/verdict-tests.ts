// Does a check of tests let the candidate through? Test by test over all runs; a pass after a failure asks a person.
import type { CellPlan } from '../contracts/plan';
import type { TestCase, TestReport } from '../contracts/report';
import type { CellResult } from '../contracts/result';
import { settle, type Settled } from './flaky';
import { firstLine, isNamed } from './test-name';
import { Verdict } from './vocabulary';

/** `runs`: the first run and its repeats on the same bytes. `running`: the same check on the running release; absent: not asked. `wanted`: tests that acceptance asks after. */
export interface TestRuns { runs: readonly TestReport[]; running?: TestReport; wanted: readonly string[] }

type Judged = Pick<CellResult, 'verdict' | 'reason' | 'tests' | 'flaky'>;
type Judging = Pick<CellPlan, 'check' | 'quarantine'>;

const MOST_CASES = 50;
const LONGEST_MESSAGE = 300; // characters; the whole is in the report, which is evidence

/**
 * Passed only when at least one test ran and none holds the gate. A test that failed in every run: failed, also when the running
 * release fails it too. One that failed and is gone when run again: errored. One that failed and passed: inconclusive. Those in
 * quarantine hold nothing and are told. At most 50 cases are kept, so that each failure is: new ones, known ones, flaky,
 * quarantined, then the worst of each name or criterion that acceptance asks after, then others.
 */
export function judgeTests(cell: Judging, { runs, running, wanted }: TestRuns): Judged {
  const settled = withKnown(settle(cell, runs), running);
  const count = (status: TestCase['status']): number => settled.filter((test) => test.status === status).length;
  const total = settled.length;
  const tests: NonNullable<CellResult['tests']> = {
    total, passed: count('passed'), failed: count('failed'), skipped: count('skipped'),
    ...(running ? { known: settled.filter(({ known }) => known).length } : {}), cases: keptCases(settled, wanted),
  };
  if (!runs[0]?.cases.length) return { verdict: Verdict.Errored, reason: `${cell.check} ran no test: let the command select at least one`, tests };
  if (tests.skipped === total) return { verdict: Verdict.Errored, reason: `${cell.check} skipped all of its ${total} tests: let at least one run`, tests };
  const flakes = settled.filter(({ flaky, quarantined }) => flaky && !quarantined);
  const flaky = flakes.length ? { flaky: [...new Set(flakes.map(({ name }) => name))] } : {};
  const judged = judgeSettled(settled, flakes, runs) ?? { verdict: Verdict.Passed, reason: `${tests.passed} of ${total} tests passed${tests.skipped ? `, ${tests.skipped} skipped` : ''}` };
  return { verdict: judged.verdict, reason: `${judged.reason}${exempted(cell, settled)}`, tests, ...flaky };
}

/** The worst that holds the gate; undefined: nothing does. */
function judgeSettled(settled: readonly Settled[], flakes: readonly Settled[], runs: readonly TestReport[]): Pick<Judged, 'verdict' | 'reason'> | undefined {
  const total = settled.length;
  const holding = settled.filter(({ status, quarantined }) => status === 'failed' && !quarantined);
  const failed = holding.filter(({ gone }) => !gone);
  const first = failed.find(({ known }) => !known) ?? failed[0];
  if (first) return { verdict: Verdict.Failed, reason: `${failed.length} of ${total} tests failed${ofThose(failed)}, first “${first.name}”${said(first)}` };
  const [gone] = holding;
  if (gone) return { verdict: Verdict.Errored, reason: `“${gone.name}” failed, and was not there when it was run again: let the command run the same tests each time${said(gone)}` };
  const [flake] = flakes;
  if (!flake) return undefined;
  return { verdict: Verdict.Inconclusive, reason: `${flakes.length} of ${total} tests ${flakes.length > 1 ? 'are' : 'is'} flaky: ${howFlaky(flakes, runs)}, first “${flake.name}”${said(flake)}` };
}

/** How often a name fails on the running release, so many of its failures are known: the rest is new. */
function withKnown(settled: Settled[], running: TestReport | undefined): Settled[] {
  const left = new Map<string, number>();
  for (const { name, status } of running?.cases ?? []) if (status === 'failed') left.set(name, (left.get(name) ?? 0) + 1);
  return settled.map((test) => {
    const known = left.get(test.name) ?? 0;
    if (test.status !== 'failed' || known === 0) return test;
    left.set(test.name, known - 1);
    return { ...test, known: true };
  });
}

function ofThose(failed: readonly TestCase[]): string {
  const known = failed.filter((test) => test.known).length;
  const fresh = failed.length - known;
  return known ? ` (${fresh ? `${fresh} new, ` : ''}${known} ${known > 1 ? 'fail' : 'fails'} in production too)` : '';
}

/** One that passed at first and failed later did not pass again. */
function howFlaky(flakes: readonly TestCase[], runs: readonly TestReport[]): string {
  const failedAtLast = new Set(runs.at(-1)?.cases.filter(({ status }) => status === 'failed').map(({ name }) => name));
  return flakes.some(({ name }) => failedAtLast.has(name)) ? 'passed and failed of the same bytes' : 'passed when it was run again';
}

/** What the quarantine lets through, with who answers for it. */
function exempted({ quarantine }: Judging, settled: readonly TestCase[]): string {
  const exempt = settled.filter(({ quarantined }) => quarantined);
  const [first] = exempt;
  if (!first) return '';
  const entry = quarantine.find(({ test }) => isNamed(first.name, test));
  const whose = entry ? ` (${entry.owner}, until ${entry.review})` : '';
  const more = exempt.length > 1 ? ` and ${exempt.length - 1} more` : '';
  return `; quarantined: “${first.name}” ${first.status === 'failed' ? 'failed' : 'is flaky'}${whose}${more}`;
}

function said({ message }: TestCase): string {
  const line = firstLine(message);
  return line ? `: ${line.slice(0, LONGEST_MESSAGE)}` : '';
}

/**
 * Half of the places at most are held for what acceptance asks after: the worst of each wanted name, then the tests that name a
 * criterion themselves. So neither crowds the other out.
 */
function keptCases(settled: readonly Settled[], wanted: readonly string[]): TestCase[] {
  const ranked = [...settled].sort((a, b) => rank(b) - rank(a));
  const answers = [...new Set(wanted)].flatMap((name) => ranked.find((test) => isNamed(test.name, name)) ?? []);
  const asked = new Set([...answers, ...ranked.filter(({ criteria }) => criteria?.length), ...ranked.filter(({ name }) => wanted.some((each) => isNamed(name, each)))]);
  const first = [...asked].sort((a, b) => rank(b) - rank(a)).slice(0, MOST_CASES / 2);
  const kept = [...new Set([...first, ...ranked.filter((test) => rank(test) >= RANK.quarantined), ...asked, ...ranked])].slice(0, MOST_CASES);
  const place = (test: Settled): number => (rank(test) >= RANK.quarantined ? rank(test) * 2 : rank(test) / 2 + (asked.has(test) ? 1 : 0));
  return kept.sort((a, b) => place(b) - place(a)).map(shortened);
}

const RANK = { fresh: 5, known: 4, flaky: 3, quarantined: 2, skipped: 1, passed: 0 } as const;

function rank({ status, known, flaky, quarantined }: TestCase): number {
  if (quarantined) return RANK.quarantined;
  if (status === 'failed') return known ? RANK.known : RANK.fresh;
  return flaky ? RANK.flaky : RANK[status];
}

function shortened({ gone: _, ...test }: Settled): TestCase {
  return test.message === undefined ? test : { ...test, message: test.message.slice(0, LONGEST_MESSAGE) };
}
