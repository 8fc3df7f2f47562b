// The DevTester's part: one functional cell, a device in an environment.
import type { CellResult } from '../src/contracts/result';
import { failingWell } from './as-failure';
import { whileBeating } from './heartbeat';
import { runCell, type CellOrder } from './run-cell';
import type { World } from './world';

export function createDevTesterActivities(world: World) {
  async function runFunctionalCell(order: CellOrder): Promise<CellResult> {
    return whileBeating(order.cell.id, (control) => runCell(world, order, control));
  }

  return failingWell({ runFunctionalCell });
}
