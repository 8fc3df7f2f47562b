// What does one cell look like in the tree? Its state with what is flaky, taken over or unclear, and what it found.
import type { Progress } from '../../src/contracts/http';
import type { StageView } from '../../src/contracts/incident';
import type { CellResult } from '../../src/contracts/result';
import { readMetric } from './figures';
import type { Row } from './row';
import { between, plural, span } from './text';

export type Cell = StageView['cells'][number];
export interface CellMoment { progress: Progress | undefined; now: number }

export function lastLine({ progress }: Pick<CellMoment, 'progress'>, row: string): Progress['running'][number] | undefined {
  return progress?.running.find(({ id }) => id === row || id.endsWith(`/${row}`) || id.endsWith(`:${row}`));
}

/** The check's name says nothing where a stage has only one check and the point tells its cells apart. */
export function nameOfCell(cell: Cell, stage: StageView): string {
  const point = Object.values(cell.point);
  const only = stage.cells.every(({ check }) => check === cell.check);
  return (only && point.length ? point : [cell.check, ...point]).join(' · ');
}

export function cellRow(cell: Cell, name: string, moment: CellMoment): Row {
  if (cell.state === 'running') return runningRow(cell, name, moment);
  if (!cell.result) return { state: 'todo', name, word: 'waiting' };
  const { verdict, seconds, reason, reused, flaky } = cell.result;
  return {
    state: verdict, name, word: flaky?.length ? 'flaky' : verdict === 'inconclusive' ? 'unclear' : reused ? 'reused' : verdict, time: reused ? '' : span(seconds * 1000),
    detail: resultDetail(cell.result), more: verdict === 'passed' ? undefined : reason,
  };
}

/** One that was handed out but reports nothing yet waits for a slot; when nothing was heard of anything, it is said to run. */
function runningRow(cell: Cell, name: string, moment: CellMoment): Row {
  const running = lastLine(moment, cell.id);
  if (running) return { state: 'running', name, time: between(running.since, undefined, moment.now), detail: running.last };
  return moment.progress ? { state: 'queued', name, detail: 'waits for a slot' } : { state: 'running', name };
}

function resultDetail(result: CellResult): string {
  const { tests, findings, metrics, reused, flaky } = result;
  const from = reused ? `, as in attempt ${reused.attempt}` : '';
  if (flaky?.length) return flaky.join(', ');
  if (tests) {
    const quarantined = tests.cases.filter((one) => one.quarantined && (one.flaky ?? one.status === 'failed')).length;
    const known = tests.known ? `, ${tests.known} in production too` : '';
    return `${tests.failed ? `${tests.failed} of ${tests.total} tests failed${known}` : plural(tests.passed, 'test')}${quarantined ? `, ${quarantined} in quarantine` : ''}${from}`;
  }
  if (findings) return `${[`${findings.freshCount ?? findings.fresh.length} new`, `${findings.known} known`, ...(findings.suppressed ? [`${findings.suppressed} suppressed`] : []), ...(findings.gone ? [`${findings.gone} gone`] : [])].join(', ')}${from}`;
  const metric = metrics?.find(({ ok }) => !ok) ?? metrics?.[0];
  return metric ? `${metric.metric} ${readMetric(metric.candidate, metric)} (${metric.limit})${metric.unclear ? ', noise hides the answer' : ''}${from}` : '';
}
