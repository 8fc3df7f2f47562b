// Are the criteria of each story achieved? Only what every test that belongs to one has shown, in every cell that it must hold in.
import type { AcceptanceView } from '../contracts/incident';
import type { Criterion, Story } from '../contracts/pipeline-file';
import type { TestCase } from '../contracts/report';
import type { CellResult } from '../contracts/result';
import { isAt, writeAxes } from './point';
import { isNamed } from './test-name';
import { Stage, Verdict } from './vocabulary';

type Shown = { cells: string[] } | { lacks: string };
/** One test of a criterion: by the name in the pipeline file, or by its own word for the criterion's id. */
interface Asked { test: string; is(name: string): boolean }

/**
 * One line per criterion, in the file's order. Its tests are those that it names and those whose reports name its `id`. Each must
 * have run and passed in every cell of the checks that report it in at least one cell; with `in`, in every such cell at one of
 * those points, and each point must have a cell. Flaky, quarantined, skipped, absent, or a cell that is errored: not achieved,
 * and why. Performance checks show nothing here.
 */
export function judgeAcceptance(stories: readonly Story[], results: readonly CellResult[]): AcceptanceView[] {
  const judged = results.filter(({ stage }) => stage !== Stage.Performance);
  return stories.flatMap(({ id, story, criteria }) => criteria.map((criterion) => ({
    story: id, title: story, criterion: criterion.text, ...judgeCriterion(criterion, judged),
  })));
}

function judgeCriterion(criterion: Criterion, results: readonly CellResult[]): Pick<AcceptanceView, 'achieved' | 'why'> {
  const asked = testsOf(criterion, results);
  if (asked.length === 0) return { achieved: false, why: criterion.id === undefined ? 'it names no test, and has no id that a test could name' : `no test that ran names its id “${criterion.id}”` };
  const shown = asked.map((one) => show(one, criterion.in, results));
  const lacking = shown.find((answer) => 'lacks' in answer);
  if (lacking && 'lacks' in lacking) return { achieved: false, why: lacking.lacks };
  const cells = new Set(shown.flatMap((answer) => ('cells' in answer ? answer.cells : [])));
  return { achieved: true, why: `passed in ${cells.size} of ${cells.size} cells` };
}

function testsOf({ id, tests }: Criterion, results: readonly CellResult[]): Asked[] {
  const claiming = results.flatMap((cell) => (cell.tests?.cases ?? []).filter(({ criteria }) => id !== undefined && criteria?.includes(id)));
  const own = [...new Set(claiming.map(({ name }) => name))].filter((name) => !tests.some((test) => isNamed(name, test)));
  return [...tests.map((test) => ({ test, is: (name: string) => isNamed(name, test) })), ...own.map((test) => ({ test, is: (name: string) => name === test }))];
}

function show(asked: Asked, points: Criterion['in'], results: readonly CellResult[]): Shown {
  const { test } = asked;
  const checks = new Set(results.filter((cell) => casesOf(asked, cell).length > 0).map(checkOf));
  if (checks.size === 0) return { lacks: `“${test}” ran in no cell; compare its name with the reports` };
  const theirs = results.filter((cell) => checks.has(checkOf(cell)));
  const empty = points.find((at) => !theirs.some(({ point }) => isAt(point, at)));
  if (empty) return { lacks: `“${test}” has no cell at ${readPoint(empty)}` };
  const cells = points.length === 0 ? theirs : theirs.filter(({ point }) => points.some((at) => isAt(point, at)));
  const lacking = cells.filter((cell) => stateIn(asked, cell) !== 'passed');
  const first = lacking[0];
  if (!first) return { cells: cells.map(({ id }) => id) };
  return { lacks: `“${test}” passed in ${cells.length - lacking.length} of ${cells.length} cells; it ${WORDS[stateIn(asked, first)]} ${first.id}` };
}

const WORDS = {
  passed: 'passed in', failed: 'failed in', quarantined: 'is quarantined in', flaky: 'is flaky in', skipped: 'was skipped in', absent: 'did not run in', errored: 'is not judged in the errored',
} as const;
type State = keyof typeof WORDS;
const WORST_FIRST: readonly State[] = ['failed', 'quarantined', 'flaky', 'skipped', 'passed'];

/** The worst of the cases that bear the name. A failure in quarantine holds no gate, and still achieves nothing. */
function stateIn(asked: Asked, cell: CellResult): State {
  const states = casesOf(asked, cell).map(stateOf);
  if (states.length === 0) return 'absent';
  if (cell.verdict === Verdict.Errored) return 'errored';
  return WORST_FIRST.find((state) => states.includes(state)) ?? 'absent';
}

function stateOf({ status, quarantined, flaky }: TestCase): State {
  if (quarantined) return 'quarantined';
  return flaky && status === 'passed' ? 'flaky' : status;
}

function casesOf({ is }: Asked, { tests }: CellResult): TestCase[] {
  return tests?.cases.filter(({ name }) => is(name)) ?? [];
}

function checkOf({ stage, check }: CellResult): string {
  return `${stage}/${check}`;
}

function readPoint(at: Record<string, string>): string {
  return writeAxes(at).join(', ') || 'any point';
}
