// Which cell runs when? Side by side up to the slots, each when the chosen checks that it needs have passed.
import type { CellPlan } from '../src/contracts/plan';
import type { CellResult } from '../src/contracts/result';
import { Verdict } from '../src/domain/vocabulary';

export interface Stage { cells: readonly CellPlan[]; slots: number; run: (cell: CellPlan) => Promise<CellResult> }

/** The results by id; a cell whose needs did not pass has none. What is thrown is thrown when all others have ended. */
export async function runCells({ cells, slots, run }: Stage): Promise<Map<string, CellResult>> {
  const results = new Map<string, CellResult>();
  const running = new Map<string, Promise<void>>();
  const isReady = ({ id, needs }: CellPlan): boolean => !results.has(id) && !running.has(id)
    && cells.every((cell) => !needs.includes(cell.check) || results.get(cell.id)?.verdict === Verdict.Passed);
  try {
    for (;;) {
      for (const cell of cells.filter(isReady).slice(0, Math.max(0, slots - running.size))) {
        running.set(cell.id, run(cell).then((result) => {
          results.set(cell.id, result);
          running.delete(cell.id);
        }));
      }
      if (running.size === 0) return results;
      await Promise.race(running.values());
    }
  } finally {
    await Promise.allSettled(running.values());
  }
}
