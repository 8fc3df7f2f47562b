// The security tester's part: one scan or test, against what the running release already has.
import type { CellResult } from '../src/contracts/result';
import { failingWell } from './as-failure';
import { whileBeating } from './heartbeat';
import { runCell, type CellOrder } from './run-cell';
import type { World } from './world';

export function createSecurityTesterActivities(world: World) {
  async function runSecurityCell(order: CellOrder): Promise<CellResult> {
    return whileBeating(order.cell.id, (control) => runCell(world, order, control));
  }

  return failingWell({ runSecurityCell });
}
