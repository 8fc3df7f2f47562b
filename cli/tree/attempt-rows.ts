// What does an attempt look like in the tree? Its build, its stages, and the cells that are worth a row.
import type { Progress } from '../../src/contracts/http';
import type { AttemptView, StageView } from '../../src/contracts/incident';
import type { CellResult } from '../../src/contracts/result';
import { readMetric } from './figures';
import type { Row, State } from './row';
import { between, plural, shortId, span } from './text';

/** How much is shown when the terminal is small: every cell, those that run or failed, those that failed, or not even reasons. */
export type Detail = 'all' | 'notable' | 'none' | 'terse';
type Cell = StageView['cells'][number];
interface Moment { progress: Progress; now: number; detail: Detail }

export function attemptRow(attempt: AttemptView, moment: Moment, isLast: boolean): Row {
  const state = attemptState(attempt);
  const subject = attempt.change ? `“${attempt.change.subject}”` : '';
  const failed = state === 'failed' || state === 'errored' || state === 'inconclusive';
  return {
    state,
    name: `Attempt ${attempt.number}`,
    word: failed ? 'sent back' : attempt.verdict === 'superseded' ? 'replaced' : attempt.verdict,
    time: between(attempt.startedAt, attempt.endedAt, moment.now),
    detail: `${shortId(attempt.commit)} ${subject}`,
    more: moment.detail !== 'terse' && ((failed && !isLast) || attempt.verdict === 'superseded') ? attempt.reason : undefined,
    children: isLast || state === 'running' ? [buildRow(attempt, moment), ...attempt.stages.map((stage) => stageRow(stage, moment))] : [],
  };
}

function attemptState(attempt: AttemptView): State {
  if (attempt.verdict === 'running' || attempt.verdict === 'passed') return attempt.verdict;
  if (attempt.verdict === 'superseded') return 'cancelled';
  if (attempt.verdict.endsWith('-errored')) return 'errored';
  return attempt.verdict.endsWith('-inconclusive') ? 'inconclusive' : 'failed';
}

function lastLine({ progress }: Moment, row: string): Progress['running'][number] | undefined {
  return progress.running.find(({ id }) => id === row || id.endsWith(`/${row}`) || id.endsWith(`:${row}`));
}

function buildRow(attempt: AttemptView, moment: Moment): Row {
  const { build } = attempt;
  if (build) {
    const detail = build.artifact ? `artifact ${shortId(build.artifact.digest)}` : '';
    return { state: build.verdict, name: 'Build', word: build.verdict, time: span(build.seconds * 1000), detail, more: build.verdict === 'passed' ? undefined : build.reason };
  }
  if (attempt.verdict !== 'running') return { state: 'cancelled', name: 'Build' };
  const running = lastLine(moment, 'build');
  return { state: 'running', name: 'Build', time: between(running?.since ?? attempt.startedAt, undefined, moment.now), detail: running?.last };
}

function stageRow(stage: StageView, moment: Moment): Row {
  const state: State = stage.verdict === 'waiting' ? 'todo' : stage.verdict;
  const done = stage.cells.filter((cell) => cell.state === 'done').length;
  const name = stage.stage[0]?.toUpperCase() + stage.stage.slice(1);
  if (state === 'todo') return { state, name, detail: plural(stage.cells.length, 'cell') };
  const settled = state === 'passed' || state === 'cancelled';
  return {
    state, name, word: stage.verdict,
    time: between(stage.startedAt, stage.endedAt, moment.now),
    detail: done < stage.cells.length ? `${done} of ${plural(stage.cells.length, 'cell')}` : settled ? stageDetail(stage) : plural(done, 'cell'),
    children: settled ? [] : stage.cells.filter((cell) => isShown(cell, moment.detail)).map((cell) => cellRow(cell, nameOfCell(cell, stage), moment)),
  };
}

function isShown(cell: Cell, detail: Detail): boolean {
  if (detail === 'all') return true;
  const bad = cell.result !== undefined && cell.result.verdict !== 'passed';
  return bad || (detail === 'notable' && cell.state === 'running');
}

function stageDetail(stage: StageView): string {
  const results = stage.cells.flatMap((cell) => cell.result ?? []);
  const tests = results.reduce((sum, result) => sum + (result.tests?.passed ?? 0), 0);
  const findings = results.filter((result) => result.findings);
  const parts = [plural(stage.cells.length, 'cell')];
  if (tests) parts.push(plural(tests, 'test'));
  if (findings.length) parts.push(`${findings.reduce((sum, result) => sum + (result.findings?.fresh.length ?? 0), 0)} new findings`);
  const metric = results.flatMap((result) => result.metrics ?? [])[0];
  if (metric) parts.push(`${metric.metric} ${readMetric(metric.candidate, metric)}`);
  return parts.join(', ');
}

/** The check's name says nothing where a stage has only one check and the point tells its cells apart. */
function nameOfCell(cell: Cell, stage: StageView): string {
  const point = Object.values(cell.point);
  const only = stage.cells.every(({ check }) => check === cell.check);
  return (only && point.length ? point : [cell.check, ...point]).join(' · ');
}

function cellRow(cell: Cell, name: string, moment: Moment): Row {
  if (cell.result) {
    const { verdict, seconds, reason } = cell.result;
    return { state: verdict, name, word: verdict, time: span(seconds * 1000), detail: resultDetail(cell.result), more: verdict === 'passed' ? undefined : reason };
  }
  if (cell.state !== 'running') return { state: 'todo', name, word: 'waiting' };
  const running = lastLine(moment, cell.id);
  return { state: 'running', name, time: running ? between(running.since, undefined, moment.now) : '', detail: running?.last };
}

function resultDetail(result: CellResult): string {
  if (result.tests) return result.tests.failed ? `${result.tests.failed} of ${result.tests.total} tests failed` : plural(result.tests.passed, 'test');
  if (result.findings) return `${result.findings.fresh.length} new, ${result.findings.known} known`;
  const metric = result.metrics?.find(({ ok }) => !ok) ?? result.metrics?.[0];
  return metric ? `${metric.metric} ${readMetric(metric.candidate, metric)} (${metric.limit})` : '';
}
