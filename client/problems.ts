// What stands at a line of code, as an incident's pipeline sees it? Each thing once, whatever number of cells found it.
import type { AttemptView, IncidentView } from '../src/contracts/incident';
import type { FindingList, GateFault } from '../src/contracts/result';
import { evidenceOf, MOST_EVIDENCE, type CodeProblem } from './problem';
import { answeredCells, builtLast } from './problem-cells';
import { listOf, problemsOfCell } from './problem-drafts';
import { placeOfKey, PIPELINE_FILE, type Places } from './problem-places';

/** The whole lists of findings, by the digest of the evidence that they were read from. */
export type FindingLists = ReadonlyMap<string, FindingList>;
/** `attempt`: of this one alone, as it ended. `lists`: absent, a cell tells of its first twenty findings only. */
export interface ProblemOptions { attempt?: number; lists?: FindingLists; places?: Places }

const SEVERITIES = ['error', 'warning', 'note'];

/**
 * Every problem that stands: those that hold a gate first, then the most severe, then by place. Without an attempt, each cell speaks by
 * its newest answer: what an attempt found stays while a newer one runs, until the same cell was answered, and goes when it is green.
 */
export function problemsOf(view: IncidentView, { attempt, lists = new Map(), places = {} }: ProblemOptions = {}): CodeProblem[] {
  const cells = answeredCells(view, attempt);
  const found = merged(cells.flatMap((answered) => {
    const list = listOf(answered.result);
    return problemsOfCell(answered, list && lists.get(list.digest), places);
  }));
  const answers = new Set(cells.map(({ stage }) => stage.answer));
  const told = withFaults(found, [...answers].flatMap((answer) => answer?.faults ?? []));
  const newest = attempt === undefined ? view.attempts.at(-1) : view.attempts.find(({ number }) => number === attempt);
  const all = [...told, ...buildProblem(builtLast(view, attempt), places), ...(newest ? weakenings(newest, places) : [])];
  return [...all, ...(newest && !all.some((problem) => problem.blocks && problem.attempt === newest.number) ? attemptProblem(newest, places) : [])].sort(byWeight);
}

/** The same thing at the same place is one problem, with every cell that found it. */
function merged(problems: readonly CodeProblem[]): CodeProblem[] {
  const kept = new Map<string, CodeProblem>();
  for (const problem of problems) {
    const before = kept.get(problem.id);
    kept.set(problem.id, before ? joined(before, problem) : problem);
  }
  return [...kept.values()];
}

function joined(one: CodeProblem, other: CodeProblem): CodeProblem {
  const worse = other.blocks && !one.blocks ? other : one;
  const isNew = [one.isNew, other.isNew].includes(true) ? true : [one.isNew, other.isNew].includes(undefined) ? undefined : false;
  const cells = [...one.cells, ...other.cells.filter(({ id }) => !one.cells.some((cell) => cell.id === id))];
  const evidence = [...one.evidence, ...other.evidence.filter(({ link }) => !one.evidence.some((kept) => kept.link === link))].slice(0, MOST_EVIDENCE);
  const severity = SEVERITIES.indexOf(one.severity) <= SEVERITIES.indexOf(other.severity) ? one.severity : other.severity;
  return { ...worse, cells, evidence, severity, isNew, blocks: one.blocks || other.blocks, attempt: Math.max(one.attempt, other.attempt), commit: one.attempt >= other.attempt ? one.commit : other.commit };
}

/** The gate's answer knows more: who wrote the line, what shows it best, and a figure in its unit. */
function withFaults(problems: readonly CodeProblem[], faults: readonly GateFault[]): CodeProblem[] {
  return problems.map((problem) => {
    const fault = faults.find((one) => isOf(one, problem));
    if (!fault) return problem;
    const message = problem.kind === 'metric' ? fault.what : problem.message;
    return { ...problem, message, command: fault.command, wrote: fault.wrote, isNew: problem.isNew ?? fault.isNew, evidence: fault.evidence.length > 0 ? fault.evidence.map(evidenceOf) : problem.evidence };
  });
}

function isOf({ cell, what, file, line }: GateFault, { kind, cells, rule, name, ...place }: CodeProblem): boolean {
  if (!cells.some(({ id }) => id === cell)) return false;
  if (kind === 'metric') return name !== undefined && file === undefined && what.includes(`${name} is `);
  if (kind === 'test') return name !== undefined && what.startsWith(`${name}: `);
  return kind === 'finding' && what.startsWith(`${rule}: `) && file === place.file && line === place.line;
}

type Plain = Pick<CodeProblem, 'kind' | 'rule' | 'message' | 'severity' | 'blocks'> & { source: string };

function ofAttempt({ number, commit }: AttemptView, plain: Plain, places: Places, key: string): CodeProblem {
  return { ...plain, ...placeOfKey(places, key), id: [plain.rule, PIPELINE_FILE, plain.message].join(' · '), related: [], cells: [], evidence: [], attempt: number, commit };
}

function buildProblem(attempt: AttemptView | undefined, places: Places): CodeProblem[] {
  const { build } = attempt ?? {};
  if (!attempt || !build || build.verdict === 'passed') return [];
  const told = ofAttempt(attempt, { kind: 'build', rule: `build-${build.verdict}`, source: 'dayshift build', message: `the build ${build.verdict}: ${build.reason}`, severity: 'error', blocks: true }, places, 'build');
  return [{ ...told, cells: [{ id: 'build', at: {}, log: build.log }], evidence: build.evidence.slice(0, MOST_EVIDENCE).map(evidenceOf) }];
}

/** One that ended otherwise than by a cell or its build: a criterion that was not achieved, a pipeline file that cannot be read. */
function attemptProblem(attempt: AttemptView, places: Places): CodeProblem[] {
  if (!attempt.endedAt || attempt.verdict === 'passed' || attempt.verdict === 'superseded') return [];
  const isBuild = attempt.verdict.startsWith('build-');
  return [ofAttempt(attempt, { kind: 'attempt', rule: attempt.verdict, source: 'dayshift', message: attempt.reason, severity: 'error', blocks: true }, places, isBuild ? 'build' : 'stories')];
}

/** The attempt is judged by the protected file all the same; the people who sign are told. */
function weakenings(attempt: AttemptView, places: Places): CodeProblem[] {
  return (attempt.weakens ?? []).map((said) => ofAttempt(attempt, { kind: 'pipeline-file', rule: 'asks-less', source: 'dayshift pipeline file', message: `this fix's own pipeline file asks less: ${said}`, severity: 'warning', blocks: false }, places, 'stages'));
}

function byWeight(one: CodeProblem, other: CodeProblem): number {
  return Number(other.blocks) - Number(one.blocks) || SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity)
    || order(one.file, other.file) || one.line - other.line || order(one.id, other.id);
}

function order(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
