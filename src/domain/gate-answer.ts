// What does a gate that did not pass say to the developer? Each fault once: what, where, how it is repeated, and what shows it.
import type { CellPlan } from '../contracts/plan';
import type { MetricResult, TestCase } from '../contracts/report';
import type { CellResult, GateAnswer, GateFault } from '../contracts/result';
import { deviceDifferences } from './device-differences';
import { faultEvidence } from './gate-evidence';
import { readBroken, readUnclear } from './metrics-reason';
import { writeAxes } from './point';
import { parseQuantity, writeQuantity } from './quantity';
import { shellWord } from './shell-word';
import { firstLine } from './test-name';
import { Verdict } from './vocabulary';

/** A fault before it is known who wrote the line. */
export type PlainFault = Omit<GateFault, 'wrote'>;
type Finding = NonNullable<CellResult['findings']>['fresh'][number];
type Found = Omit<PlainFault, 'cell' | 'command' | 'log' | 'evidence'> & { cells: CellResult[]; test?: TestCase };

const MOST_FAULTS = 10;
const MOST_POINTS = 3;
const LONGEST_WHAT = 500; // characters; the whole is evidence

/** The ten faults that say most, how many more there are, and what differs between the cells. Who wrote each line and what changed since is asked elsewhere. */
export function answerOf(cells: readonly CellPlan[], results: readonly CellResult[]): Pick<GateAnswer, 'more' | 'differs'> & { faults: PlainFault[] } {
  const all = found(cells, results);
  const faults = mostTelling(all).map(toFault);
  return { faults, more: all.length - faults.length, differs: deviceDifferences(results) };
}

/** Every fault of a stage's cells, new ones first. Each cell that did not pass is told of by one at least. */
export function faultsOf(cells: readonly CellPlan[], results: readonly CellResult[]): PlainFault[] {
  return found(cells, results).map(toFault);
}

/** One command that repeats a check at a point in a clone. */
export function repeatCommand({ check, point }: Pick<CellResult, 'check' | 'point'>): string {
  return ['dayshift pipeline run', '--check', shellWord(check), ...writeAxes(point).flatMap((axis) => ['--at', shellWord(axis)])].join(' ');
}

function found(cells: readonly CellPlan[], results: readonly CellResult[]): Found[] {
  const broken = results.filter(({ verdict }) => verdict !== Verdict.Passed);
  const planned = new Map(cells.map((cell) => [cell.id, cell]));
  const tests = testFaults(broken, results);
  const others = broken.flatMap((result) => [
    ...(result.metrics ?? []).filter(({ ok }) => !ok).map((metric) => metricFault(result, metric, planned.get(result.id))),
    ...(result.findings?.fresh ?? []).map((finding) => findingFault(result, finding, planned.get(result.id))),
  ]);
  const untold = broken.filter((result) => result.verdict === Verdict.Errored || ![...tests, ...others].some((fault) => fault.cells.includes(result)));
  const all = [...tests, ...others, ...untold.map((result): Found => ({ cells: [result], what: `${result.check} ${result.verdict}: ${result.reason}` }))];
  return [...(all.length ? all : missing(cells, results))].sort((a, b) => age(a) - age(b));
}

/** A gate may be held by nothing but a cell that never came to a result. */
function missing(cells: readonly CellPlan[], results: readonly CellResult[]): Found[] {
  return cells.filter(({ id }) => !results.some((result) => result.id === id)).map((cell): Found => ({
    what: `${cell.check} left no result: run it again`,
    cells: [{ id: cell.id, stage: cell.stage, check: cell.check, point: cell.point, verdict: Verdict.Errored, reason: '', seconds: 0, evidence: [], log: '', box: '' }],
  }));
}

/** Each test of each check once, with the cells that it failed or flaked in. */
function testFaults(broken: readonly CellResult[], results: readonly CellResult[]): Found[] {
  const faults = new Map<string, { test: TestCase; cells: CellResult[]; isNew: (boolean | undefined)[] }>();
  for (const result of broken) {
    for (const test of result.tests?.cases ?? []) {
      if (test.quarantined || (test.status !== 'failed' && !test.flaky)) continue;
      const key = JSON.stringify([result.check, test.status, test.name]);
      const fault = faults.get(key) ?? { test, cells: [], isNew: [] };
      if (!fault.cells.includes(result)) fault.cells.push(result);
      fault.isNew.push(test.status !== 'failed' || result.tests?.known === undefined ? undefined : !test.known);
      faults.set(key, fault);
    }
  }
  return [...faults.values()].map(({ test, cells, isNew }): Found => ({
    cells, test, what: `${test.name}: ${howItFailed(test)}${whereOf(cells, results)}`, file: test.file, line: test.line,
    isNew: isNew.includes(true) ? true : isNew.includes(undefined) ? undefined : false,
  }));
}

function howItFailed({ status, message }: TestCase): string {
  const line = firstLine(message);
  if (status === 'failed') return line ?? 'failed';
  return `failed, and passed of the same bytes${line ? ` (${line})` : ''}`;
}

function whereOf(cells: readonly CellResult[], results: readonly CellResult[]): string {
  const all = results.filter(({ check, stage }) => check === cells[0]?.check && stage === cells[0].stage).length;
  if (all < 2) return '';
  if (cells.length === all) return ` (in all ${all} cells)`;
  const points = cells.slice(0, MOST_POINTS).map(({ point }) => writeAxes(point).join(', '));
  const more = cells.length > MOST_POINTS ? ` and ${cells.length - MOST_POINTS} more` : '';
  return ` (in ${cells.length} of ${all} cells: ${points.join('; ')}${more})`;
}

function metricFault(result: CellResult, metric: MetricResult, cell: CellPlan | undefined): Found {
  const threshold = cell?.thresholds[metric.metric];
  if (metric.unclear) return { cells: [result], what: `noise hides the answer: ${readUnclear(metric, threshold)}` };
  return { cells: [result], what: `${readBroken(metric, threshold)}${beyond(metric)}`, isNew: isNewly(metric) };
}

/** By how much, as a share of the limit or of the running release's figure. */
function beyond({ candidate, running, limit }: MetricResult): string {
  const { kind, value } = readLimit(limit);
  const from = kind === 'regression' ? running : value;
  if (!from) return '';
  const share = writeQuantity(Math.abs(candidate / from - 1), 'share');
  if (kind === 'regression') return `: ${share} ${candidate > from ? 'higher' : 'lower'} than in production`;
  return `: ${share} too ${kind === 'max' ? 'high' : 'low'}`;
}

/** A limit that the running release breaks too is not this change's doing. */
function isNewly({ running, limit }: MetricResult): boolean | undefined {
  const { kind, value } = readLimit(limit);
  if (kind === 'regression') return true;
  if (running === undefined || value === undefined) return undefined;
  return kind === 'max' ? running <= value : running >= value;
}

function readLimit(limit: string): { kind: string; value?: number } {
  const [kind = '', ...written] = limit.split(' ');
  if (kind !== 'max' && kind !== 'min') return { kind };
  const text = written.join(' ');
  return { kind, value: parseQuantity(text).value };
}

function findingFault(result: CellResult, finding: Finding, cell: CellPlan | undefined): Found {
  const [related] = finding.related ?? [];
  const beside = related ? ` (see ${related.file}:${related.line}${related.message ? `, ${related.message}` : ''})` : '';
  return { cells: [result], what: `${finding.rule}: ${finding.message}${beside}`, isNew: cell?.ratchet === 'new' ? true : undefined, file: finding.file, line: finding.line };
}

/** Ten of them: first those that tell of a cell that is told of nowhere before, then as they come; in the order that they had. */
function mostTelling(all: readonly Found[]): Found[] {
  const told = new Set<CellResult>();
  const first = all.filter(({ cells }) => {
    const isFirst = cells.some((cell) => !told.has(cell));
    for (const cell of cells) told.add(cell);
    return isFirst;
  });
  const chosen = new Set([...new Set([...first, ...all])].slice(0, MOST_FAULTS));
  return all.filter((fault) => chosen.has(fault));
}

function age({ isNew }: Found): number {
  return isNew === true ? 0 : isNew === undefined ? 1 : 2;
}

function toFault({ cells, test, what, isNew, file, line }: Found): PlainFault {
  const cell = cells[0] as CellResult;
  return {
    cell: cell.id, what: what.slice(0, LONGEST_WHAT), ...(isNew === undefined ? {} : { isNew }), ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }),
    command: repeatCommand(cell), evidence: faultEvidence(cell, test), log: cell.log,
  };
}
