// Does a JUnit file show what its suites count? A file that counts more than it shows lost a part of its evidence.
import type { JunitSuite } from './schema';
import { failuresOf } from './status';

interface Tally { cases: number; suites: number; skipped: number; failed: number }

function numberOf(text: string | undefined): number {
  const number = Number(text ?? 0);
  return Number.isFinite(number) ? number : 0;
}

/** `tests` may count nested suites (Node) and what was skipped without a case. */
function faultOfSuite(suite: JunitSuite, shown: Tally): string | undefined {
  if (shown.failed > 0) return undefined; // failed all the same
  const skipped = Math.max(0, numberOf(suite['@skipped']) + numberOf(suite['@disabled']) - shown.skipped);
  if (numberOf(suite['@tests']) <= shown.cases + shown.suites + skipped) return undefined;
  return `its suite “${(suite['@name'] ?? '').slice(0, 200)}” counts ${suite['@tests']} tests and shows ${shown.cases}`;
}

function tallyOf(suite: JunitSuite, faults: string[]): Tally {
  const inner = suite.testsuite.map((one) => tallyOf(one, faults));
  const sum = (key: keyof Tally): number => inner.reduce((total, one) => total + one[key], 0);
  const own = suite.testcase.filter((test) => failuresOf(test).length > 0).length + suite.error.length + suite.failure.length;
  const tally = {
    cases: suite.testcase.length + sum('cases'),
    suites: suite.testsuite.length + sum('suites'),
    skipped: suite.testcase.filter(({ skipped }) => skipped.length > 0).length + sum('skipped'),
    failed: own + sum('failed'),
  };
  const fault = faultOfSuite(suite, tally);
  if (fault) faults.push(fault);
  return tally;
}

function countsFailures(suite: JunitSuite): boolean {
  return numberOf(suite['@failures']) + numberOf(suite['@errors']) > 0 || suite.testsuite.some(countsFailures);
}

/** What is wrong with the counts, in words; undefined when they agree. `isFailed`: whether any case of the file failed. */
export function faultOfCounts(top: JunitSuite, isFailed: boolean): string | undefined {
  if (!isFailed && countsFailures(top)) return 'its suites count failures that no case shows';
  const faults: string[] = [];
  tallyOf(top, faults);
  return faults[0];
}
