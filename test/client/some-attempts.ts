// Attempts of a whole incident for tests of what a client makes of them.
import type { AttemptView, IncidentView, StageView } from '../../src/contracts/incident';
import type { BuildResult, CellResult } from '../../src/contracts/result';
import { anIncident } from '../support/an-incident';

type Plain = Partial<Omit<AttemptView, 'build'>> & { build?: BuildResult['verdict'] | undefined };

/** An attempt that was built, unless it says otherwise. */
export function aRun(change: Plain): Plain {
  return { build: 'passed', verdict: 'running', stages: [], ...change };
}

export function ofAttempts(...runs: Plain[]): IncidentView {
  const attempts = runs.map(({ build, ...run }, index): AttemptView => ({
    number: index + 1, commit: String(index + 1).repeat(40), by: 'maya', verdict: 'running', reason: '', startedAt: '2026-01-05T09:50:00.000Z', touchesPipeline: false, buildLog: `log/${index + 1}/build`, stages: [],
    ...(run.verdict && run.verdict !== 'running' ? { endedAt: '2026-01-05T09:59:00.000Z' } : {}), ...run,
    ...(build ? { build: { verdict: build, reason: build === 'passed' ? 'built' : 'exit code 2', seconds: 3, evidence: [], log: `log/${index + 1}/build` } } : {}),
  }));
  return { ...anIncident(), attempts };
}

export function aCell(change: Partial<CellResult>): CellResult {
  return { id: 'functional/login', stage: 'functional', check: 'login', point: {}, verdict: 'passed', reason: '', seconds: 1, evidence: [], log: 'log/login', box: 'none', ...change };
}

/** Cells by their results; one that is named alone still waits. */
export function stageOf(stage: string, verdict: StageView['verdict'], ...cells: (CellResult | { id: string })[]): StageView {
  return {
    stage, verdict,
    cells: cells.map((cell) => ('verdict' in cell ? { id: cell.id, check: cell.check, point: cell.point, state: 'done', log: cell.log, result: cell } : { id: cell.id, check: 'login', point: {}, state: 'waiting', log: '' })),
  };
}
