// The performance engineer's part: candidate and running release loaded by turns.
import type { CellResult } from '../src/contracts/result';
import { failingWell } from './as-failure';
import { whileBeating } from './heartbeat';
import { runCell, type CellOrder } from './run-cell';
import type { World } from './world';

export function createPerformanceEngineerActivities(world: World) {
  async function runLoadCell(order: CellOrder): Promise<CellResult> {
    return whileBeating(order.cell.id, (control) => runCell(world, order, control));
  }

  return failingWell({ runLoadCell });
}
