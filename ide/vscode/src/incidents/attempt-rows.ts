// What stands below an incident? Its attempts, the newest first; below each its build, its stages and their cells, each with its state and time.
import { nameOfCell } from '../../../../client/progress';
import type { AttemptView, StageView } from '../../../../src/contracts/incident';
import { spanOf } from './moment';
import type { Node } from './node';
import { escaped, lookOf, type Row } from './row';

type CellView = StageView['cells'][number];
export interface Known { node: Node; row: Row }

export function attemptRows(incident: string, attempts: readonly AttemptView[], now: number): Known[] {
  return [...attempts].reverse().map((attempt, at) => {
    const { number, commit, by, verdict, reason, change } = attempt;
    const took = tookOf(attempt, now);
    return rowOf({ kind: 'attempt', incident, attempt: number }, {
      label: `Attempt ${number}`, description: [commit.slice(0, 8), verdict === 'running' ? '' : verdict, took].filter(Boolean).join(' · '), verdict, words: ['attempt'], isOpenable: true, isOpen: at === 0,
      tooltip: [`**Attempt ${number}**: ${escaped(verdict)}`, ...(reason ? [escaped(reason)] : []), `${escaped(commit.slice(0, 12))} by ${escaped(by)}${change?.subject ? `: ${escaped(change.subject)}` : ''}`].join('\n\n'),
    });
  });
}

export function stageRows(incident: string, attempt: AttemptView): Known[] {
  return [buildRow(incident, attempt), ...attempt.stages.map((stage) => {
    const { verdict, cells, answer } = stage;
    const done = cells.filter(({ state }) => state === 'done').length;
    const bad = cells.filter(({ result }) => result !== undefined && result.verdict !== 'passed').length;
    return rowOf({ kind: 'stage', incident, attempt: attempt.number, stage: stage.stage }, {
      label: stage.stage, description: [`${done}/${cells.length}`, bad > 0 ? `${bad} not passed` : '', verdict === 'running' || verdict === 'passed' ? '' : verdict].filter(Boolean).join(' · '),
      verdict, words: ['stage'], isOpenable: cells.length > 0, isOpen: verdict === 'running' || (verdict !== 'waiting' && verdict !== 'passed'),
      tooltip: [`**${escaped(stage.stage)}**: ${escaped(verdict)}`, ...(answer?.faults ?? []).slice(0, 3).map(({ cell, what }) => escaped(`${cell}: ${what}`)), ...(answer?.differs ?? []).map(escaped)].join('\n\n'),
    });
  })];
}

export function cellRows(incident: string, attempt: number, stage: StageView): Known[] {
  return stage.cells.map((cell) => cellRow(incident, attempt, stage.stage, cell));
}

function buildRow(incident: string, { number, build, buildLog, verdict }: AttemptView): Known {
  const state = build?.verdict ?? (verdict === 'running' ? 'running' : 'cancelled');
  return rowOf({ kind: 'build', incident, attempt: number, log: buildLog, title: `build (attempt ${number})` }, {
    label: 'build', description: build ? spanOf(build.seconds) : '', verdict: state, words: buildLog ? ['logged'] : [], isOpenable: false,
    tooltip: [`**build**: ${escaped(state)}`, ...(build?.reason ? [escaped(build.reason)] : [])].join('\n\n'),
  });
}

function cellRow(incident: string, attempt: number, stage: string, cell: CellView): Known {
  const { id, check, point, state, log, result } = cell;
  const verdict = result ? (result.flaky?.length ? 'flaky' : result.verdict) : state;
  const name = nameOfCell(cell);
  const took = result ? (result.reused ? `as in attempt ${result.reused.attempt}` : spanOf(result.seconds)) : '';
  const why = result && result.verdict !== 'passed' ? result.reason : '';
  return rowOf({ kind: 'cell', incident, attempt, stage, cell: id, check, point, log, title: `${name} (attempt ${attempt})` }, {
    label: name, description: [took, why].filter(Boolean).join(' · '), verdict, isOpenable: false,
    words: ['cell', ...(log && state !== 'waiting' && !result?.reused ? ['logged'] : [])],
    tooltip: [`**${escaped(name)}**: ${escaped(verdict)}`, ...(result?.reason ? [escaped(result.reason)] : []), ...(result?.tests ? [`${result.tests.passed} of ${result.tests.total} tests passed`] : [])].join('\n\n'),
  });
}

function rowOf(node: Node, { verdict, ...rest }: Omit<Row, 'icon' | 'color' | 'spoken'> & { verdict: string }): Known {
  const { said, ...look } = lookOf(verdict);
  return { node, row: { ...rest, ...look, spoken: [rest.label, said, rest.description].filter(Boolean).join(', ') } };
}

function tookOf({ startedAt, endedAt }: AttemptView, now: number): string {
  const until = endedAt ? Date.parse(endedAt) : now;
  return spanOf(Math.max(0, until - Date.parse(startedAt)) / 1000);
}
