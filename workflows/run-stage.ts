// Does this row of the pipeline pass? Its cells side by side, each by the role whose row it is; then the gate, and what it says to the developer.
import type { Plan, StagePlan } from '../src/contracts/plan';
import type { CellResult } from '../src/contracts/result';
import { judgeStage } from '../src/domain/gate';
import { Verdict } from '../src/domain/vocabulary';
import { answerGate } from './answer-gate';
import type { Day } from './day';
import { judgeInconclusive } from './judge-gate';
import { runCell, type Built } from './run-cell';

export interface Row extends StagePlan { plan: Plan; built: Built }
type Gate = { verdict: Verdict; reason: string };
type Results = Map<string, CellResult>; // by the cell's id

/** Ends when every cell has ended that can run: a failed cell does not hide the others. An inconclusive gate asks a person first. */
export async function runStage(day: Day, row: Row): Promise<Gate> {
  const { stage } = row;
  day.record({ kind: 'stageStarted', stage, role: row.role });
  const results: Results = new Map();
  const accepted = new Set<string>(); // inconclusive cells that somebody let through
  for (;;) {
    await runCells(day, row, results, accepted);
    const gate = judgeStage([...results.values()], row.cells.length, accepted);
    if (gate.verdict !== Verdict.Inconclusive) return close(day, row, results, gate);
    const open = [...results.values()].filter(({ id, verdict }) => verdict === Verdict.Inconclusive && !accepted.has(id));
    const decision = await judgeInconclusive(day, row, open);
    if (decision === 'send-back') return close(day, row, results, gate);
    for (const { id } of open) if (decision === 'run-again') results.delete(id); else accepted.add(id);
  }
}

/** Runs the cells that have no result, each when the checks that it needs are good; what can never run is left without one. */
async function runCells(day: Day, row: Row, results: Results, accepted: ReadonlySet<string>): Promise<void> {
  const running = new Map<string, Promise<void>>();
  const isGood = (id: string): boolean => results.get(id)?.verdict === Verdict.Passed || (results.has(id) && accepted.has(id));
  const isReady = ({ id, needs }: Row['cells'][number]): boolean =>
    !results.has(id) && !running.has(id) && row.cells.every((cell) => !needs.includes(cell.check) || isGood(cell.id));
  try {
    for (;;) {
      for (const cell of row.cells.filter(isReady)) {
        running.set(cell.id, runCell(day, row, cell).then((result) => {
          results.set(cell.id, result);
          running.delete(cell.id);
        }));
      }
      if (running.size === 0) return;
      await Promise.race(running.values());
    }
  } finally {
    await Promise.allSettled(running.values()); // cancelled cells give the machine back before the next attempt
  }
}

async function close(day: Day, row: Row, results: Results, gate: Gate): Promise<Gate> {
  day.record({ kind: 'gateJudged', stage: row.stage, ...gate });
  if (gate.verdict !== Verdict.Passed) await answerGate(day, row, [...results.values()]);
  return gate;
}
