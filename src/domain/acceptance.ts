// Are the criteria of each story achieved? Only what every test that a criterion names has shown, in every cell that it belongs to.
import type { AcceptanceView } from '../contracts/incident';
import type { Story } from '../contracts/pipeline-file';
import type { TestCase } from '../contracts/report';
import type { CellResult } from '../contracts/result';
import { isNamed } from './test-name';
import { Stage } from './vocabulary';

type Shown = { cells: string[] } | { lacks: string };

/**
 * One line per criterion, in the file's order. A test belongs to every cell of each functional or security check that reports
 * it in at least one cell; it must have run and passed in all of them. A test that ran nowhere achieves nothing.
 */
export function judgeAcceptance(stories: readonly Story[], results: readonly CellResult[]): AcceptanceView[] {
  const judged = results.filter(({ stage }) => stage === Stage.Functional || stage === Stage.Security);
  return stories.flatMap(({ id, story, criteria }) => criteria.map(({ text, tests }) => ({
    story: id, title: story, criterion: text, ...judgeCriterion(tests, judged),
  })));
}

function judgeCriterion(tests: readonly string[], results: readonly CellResult[]): Pick<AcceptanceView, 'achieved' | 'why'> {
  if (tests.length === 0) return { achieved: false, why: 'it names no test' };
  const shown = tests.map((test) => show(test, results));
  const lacking = shown.find((answer) => 'lacks' in answer);
  if (lacking && 'lacks' in lacking) return { achieved: false, why: lacking.lacks };
  const cells = new Set(shown.flatMap((answer) => ('cells' in answer ? answer.cells : [])));
  return { achieved: true, why: `passed in ${cells.size} of ${cells.size} cells` };
}

function show(test: string, results: readonly CellResult[]): Shown {
  const checks = new Set(results.filter((cell) => casesOf(test, cell).length > 0).map(checkOf));
  if (checks.size === 0) return { lacks: `“${test}” ran in no cell; compare its name with the reports` };
  const cells = results.filter((cell) => checks.has(checkOf(cell)));
  const lacking = cells.filter((cell) => stateIn(test, cell) !== 'passed');
  const first = lacking[0];
  if (!first) return { cells: cells.map(({ id }) => id) };
  return { lacks: `“${test}” passed in ${cells.length - lacking.length} of ${cells.length} cells; it ${WORDS[stateIn(test, first)]} in ${first.id}` };
}

const WORDS = { passed: 'passed', failed: 'failed', skipped: 'was skipped', absent: 'did not run' } as const;

/** The worst of the cases that bear the name. */
function stateIn(test: string, cell: CellResult): keyof typeof WORDS {
  const states = casesOf(test, cell).map(({ status }) => status);
  if (states.length === 0) return 'absent';
  return states.includes('failed') ? 'failed' : states.includes('skipped') ? 'skipped' : 'passed';
}

function casesOf(test: string, { tests }: CellResult): TestCase[] {
  return tests?.cases.filter(({ name }) => isNamed(name, test)) ?? [];
}

function checkOf({ stage, check }: CellResult): string {
  return `${stage}/${check}`;
}
