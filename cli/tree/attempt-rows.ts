// What does an attempt look like in the tree? Its build, its stages, and the cells that are worth a row.
import type { AttemptView, IncidentView, StageView } from '../../src/contracts/incident';
import { cellRow, lastLine, nameOfCell } from './cell-rows';
import type { Cell, CellMoment } from './cell-rows';
import { readMetric } from './figures';
import { answerRows, gateRows, isHeld } from './gate-rows';
import type { Row, State } from './row';
import { between, nameOf, plural, shortId, span } from './text';

/** How much is shown when the terminal is small: every cell, those that run or failed, those that failed, or not even reasons. */
export type Detail = 'all' | 'notable' | 'none' | 'terse';
interface Moment extends CellMoment { team: IncidentView['team']; detail: Detail }

/** `shown`: whole, as what its gate answered to the developer whose turn it is, or only as the reason why it was sent back. */
export function attemptRow(attempt: AttemptView, moment: Moment, shown: 'whole' | 'answer' | 'reason'): Row {
  const state = attemptState(attempt);
  const subject = attempt.change ? `“${attempt.change.subject}”` : '';
  const failed = state === 'failed' || state === 'errored' || state === 'inconclusive';
  return {
    state,
    name: `Attempt ${attempt.number}`,
    word: failed ? 'sent back' : attempt.verdict === 'superseded' ? 'replaced' : attempt.verdict,
    time: between(attempt.startedAt, attempt.endedAt, moment.now),
    detail: `${shortId(attempt.commit)} ${subject}`,
    more: moment.detail !== 'terse' && ((failed && shown !== 'whole') || attempt.verdict === 'superseded') ? attempt.reason : undefined,
    children: childrenOf(attempt, moment, state === 'running' ? 'whole' : shown),
  };
}

function childrenOf(attempt: AttemptView, moment: Moment, shown: 'whole' | 'answer' | 'reason'): Row[] {
  if (shown === 'whole') return [buildRow(attempt, moment), ...attempt.stages.map((stage) => stageRow(stage, moment))];
  const answer = shown === 'answer' ? attempt.stages.flatMap((stage) => (stage.verdict === 'passed' ? [] : stage.answer ?? [])).at(-1) : undefined;
  return answer ? answerRows(answer, moment) : [];
}

function attemptState(attempt: AttemptView): State {
  if (attempt.verdict === 'running' || attempt.verdict === 'passed') return attempt.verdict;
  if (attempt.verdict === 'superseded') return 'cancelled';
  if (attempt.verdict.endsWith('-errored')) return 'errored';
  return attempt.verdict.endsWith('-inconclusive') ? 'inconclusive' : 'failed';
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
  const held = isHeld(stage);
  const state: State = stage.verdict === 'waiting' ? 'todo' : held ? 'inconclusive' : stage.verdict;
  const done = stage.cells.filter((cell) => cell.state === 'done').length;
  const name = stage.stage[0]?.toUpperCase() + stage.stage.slice(1).replace(/-/g, ' ');
  if (state === 'todo') return { state, name, detail: plural(stage.cells.length, 'cell') };
  const settled = state === 'passed' || state === 'cancelled';
  return {
    state, name, word: held ? 'held' : state === 'inconclusive' ? 'unclear' : stage.verdict,
    time: between(stage.startedAt, stage.endedAt, moment.now),
    detail: done < stage.cells.length ? `${done} of ${plural(stage.cells.length, 'cell')}` : settled ? stageDetail(stage, moment) : plural(done, 'cell'),
    children: settled ? [] : [...gateRows(stage, moment), ...stage.cells.filter((cell) => isShown(cell, moment.detail, held)).map((cell) => cellRow(cell, nameOfCell(cell, stage), moment))],
  };
}

/** Of a stage that is held only what holds it; in a small terminal the question is enough. */
function isShown(cell: Cell, detail: Detail, held: boolean): boolean {
  if (detail === 'all' && !held) return true;
  const bad = cell.result !== undefined && cell.result.verdict !== 'passed';
  return held ? bad && (detail === 'all' || detail === 'notable') : bad || (detail === 'notable' && cell.state === 'running');
}

function stageDetail(stage: StageView, moment: Moment): string {
  const results = stage.cells.flatMap((cell) => cell.result ?? []);
  const tests = results.reduce((sum, result) => sum + (result.tests?.passed ?? 0), 0);
  const findings = results.filter((result) => result.findings);
  const parts = [plural(stage.cells.length, 'cell')];
  const reused = results.filter((result) => result.reused).length;
  if (reused) parts.push(reused === results.length ? 'all reused' : `${reused} reused`);
  if (tests) parts.push(plural(tests, 'test'));
  if (findings.length) parts.push(`${findings.reduce((sum, result) => sum + (result.findings?.freshCount ?? result.findings?.fresh.length ?? 0), 0)} new findings`);
  const metric = results.flatMap((result) => result.metrics ?? [])[0];
  if (metric) parts.push(`${metric.metric} ${readMetric(metric.candidate, metric)}`);
  if (stage.card?.given) parts.push(`${stage.card.given.decision === 'quarantine' ? 'quarantined' : stage.card.given.decision === 'accept' ? 'accepted' : 'decided'} by ${nameOf(moment.team, stage.card.given.by)}`);
  return parts.join(', ');
}
