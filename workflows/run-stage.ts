// Does this row of the pipeline pass? All its cells side by side, each by the role whose row it is; then the gate.
import { CancellationScope, isCancellation } from '@temporalio/workflow';
import type { CellPlan, Plan } from '../src/contracts/plan';
import type { CellResult } from '../src/contracts/result';
import { logId, runnerQueue } from '../src/domain/ids';
import { judgeStage } from '../src/domain/gate';
import { Role, Verdict } from '../src/domain/vocabulary';
import { runner } from './activity-proxies';
import type { Day } from './day';
import { reasonOf } from './reason';

export interface Built { incident: string; attempt: number; service: string; repository: string; commit: string; digest: string }
interface Row { stage: string; role: Role; cells: CellPlan[]; plan: Plan; built: Built }

const FOR_ROLE = { [Role.PerformanceEngineer]: runner.runLoadCell, [Role.SecurityTester]: runner.runSecurityCell } as const;

/** The activity of the role whose row it is; a role without one of its own acts as a DevTester. */
function activityFor(role: Role) {
  return role === Role.PerformanceEngineer || role === Role.SecurityTester ? FOR_ROLE[role] : runner.runFunctionalCell;
}

/** Ends when every cell has ended: a failed cell does not hide the others. */
export async function runStage(day: Day, row: Row): Promise<{ verdict: Verdict; reason: string }> {
  const { stage, cells } = row;
  day.record({ kind: 'stageStarted', stage, role: row.role });
  const results = await Promise.all(cells.map((cell) => runCell(day, row, cell)));
  const gate = judgeStage(results, cells.length);
  day.record({ kind: 'gateJudged', stage, ...gate });
  return gate;
}

/** A tool that broke is run once more; its second word counts. */
async function runCell(day: Day, row: Row, cell: CellPlan): Promise<CellResult> {
  day.record({ kind: 'cellStarted', stage: row.stage, id: cell.id });
  const first = await tryCell(day, row, cell);
  const result = first.verdict === Verdict.Errored ? await tryCell(day, row, cell) : first;
  day.record({ kind: 'cellFinished', stage: row.stage, result });
  return result;
}

async function tryCell(day: Day, { stage, role, plan, built }: Row, cell: CellPlan): Promise<CellResult> {
  const log = logId(built.incident, built.attempt, cell.id);
  const wanted = plan.stories.flatMap(({ criteria }) => criteria.flatMap(({ tests }) => tests));
  const point = Object.values(cell.point).join(', ');
  try {
    return await activityFor(role).executeWithOptions(
      { summary: point ? `${cell.check}: ${point}` : cell.check, taskQueue: runnerQueue(cell.runner) },
      [{ ...built, cell, cache: plan.build.cache, running: day.view.running, wanted, day: plan.day, log }],
    );
  } catch (error) {
    if (isCancellation(error) && CancellationScope.current().consideredCancelled) throw error;
    const { id, check } = cell;
    return { id, stage, check, point: cell.point, verdict: Verdict.Errored, reason: reasonOf(error), seconds: 0, evidence: [], log, box: 'not reached' };
  }
}
