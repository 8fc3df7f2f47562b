// The DevTester's part: one functional cell, a device in an environment.
import type { CellResult } from '../src/contracts/result';
import { failingWell } from './as-failure';
import { beating } from './heartbeat';
import { runCell, type CellOrder } from './run-cell';
import type { World } from './world';

export function createDevTesterActivities(world: World) {
  async function runFunctionalCell(order: CellOrder): Promise<CellResult> {
    return runCell(world, order, beating(order.cell.id));
  }

  return failingWell({ runFunctionalCell });
}
