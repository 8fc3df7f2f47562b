// How does a cell come to its result? As in an earlier attempt when nothing could have changed, else by its role's activity; a broken tool twice.
import { CancellationScope, isCancellation } from '@temporalio/workflow';
import type { CellPlan, Plan } from '../src/contracts/plan';
import type { CellResult } from '../src/contracts/result';
import { quarantinesOf } from '../src/domain/gate-card';
import { fairnessKey, logId, runnerQueue } from '../src/domain/ids';
import { isAt } from '../src/domain/point';
import { reused, reuseKey } from '../src/domain/reuse';
import { Role, Verdict } from '../src/domain/vocabulary';
import { runner } from './activity-proxies';
import type { Day } from './day';
import { reasonOf } from './reason';
import type { Row } from './run-stage';

export interface Built { incident: string; attempt: number; service: string; repository: string; commit: string; digest: string; checkout: Plan['checkout'] }

/** The activity of the role whose row it is; a role without one of its own acts as a DevTester. */
const BY_ROLE: Partial<Record<Role, typeof runner.runFunctionalCell>> = { [Role.PerformanceEngineer]: runner.runLoadCell, [Role.SecurityTester]: runner.runSecurityCell };

/** A tool that broke is run once more; its second word counts. */
export async function runCell(day: Day, row: Row, planned: CellPlan): Promise<CellResult> {
  const { stage, plan, built } = row;
  const cell = withQuarantines(day, planned);
  const key = reuseKey(plan, cell, built.digest, day.view.running?.digest);
  const earlier = key === undefined ? undefined : reused(day.passedCells.get(key));
  day.record({ kind: 'cellStarted', stage, id: cell.id });
  const result = earlier ?? await runTwiceIfBroken(day, row, cell);
  if (key !== undefined && !earlier) day.passedCells.set(key, { attempt: built.attempt, result });
  day.record({ kind: 'cellFinished', stage, result });
  return result;
}

async function runTwiceIfBroken(day: Day, row: Row, cell: CellPlan): Promise<CellResult> {
  const first = await tryCell(day, row, cell);
  return first.verdict === Verdict.Errored ? tryCell(day, row, cell) : first;
}

/** What people put into quarantine earlier on this day counts as if it stood in the file. */
function withQuarantines(day: Day, cell: CellPlan): CellPlan {
  const given = quarantinesOf(day.view.attempts).filter(({ check, at }) => check === cell.check && at.some((point) => isAt(cell.point, point)));
  return given.length > 0 ? { ...cell, quarantine: [...cell.quarantine, ...given] } : cell;
}

async function tryCell(day: Day, { stage, role, plan, built }: Row, cell: CellPlan): Promise<CellResult> {
  const log = logId(built.incident, built.attempt, cell.id);
  const wanted = plan.stories.flatMap(({ criteria }) => criteria.flatMap(({ tests }) => tests));
  const point = Object.values(cell.point).join(', ');
  const turn = (day.turns.get(log) ?? 0) + 1;
  day.turns.set(log, turn);
  const run = BY_ROLE[role] ?? runner.runFunctionalCell;
  try {
    return await run.executeWithOptions(
      { summary: point ? `${cell.check}: ${point}` : cell.check, taskQueue: runnerQueue(cell.runner), priority: { fairnessKey: fairnessKey(built.incident) } },
      [{ ...built, cell, cache: plan.build.cache, running: day.view.running, wanted, day: plan.day, turn, log }],
    );
  } catch (error) {
    if (isCancellation(error) && CancellationScope.current().consideredCancelled) throw error;
    const { id, check } = cell;
    return { id, stage, check, point: cell.point, verdict: Verdict.Errored, reason: reasonOf(error), seconds: 0, evidence: [], log, box: 'not reached' };
  }
}
