// The developer's part that dayshift does: freeze what the attempt is judged by, and build the commit once.
import type { BuildResult } from '../src/contracts/result';
import { failingWell } from './as-failure';
import { buildCommit, type BuildOrder } from './build';
import { freezePlan, type PlanOrder } from './freeze-plan';
import { whileBeating } from './heartbeat';
import { whoWroteIt, type WhoWroteOrder } from './who-wrote';
import type { World } from './world';

export function createDeveloperActivities(world: World) {
  /** Builds once; a failing command is a `failed` result, not an error. */
  async function buildArtifact(order: BuildOrder): Promise<BuildResult> {
    return whileBeating('build', (control) => buildCommit(world, order, control));
  }

  return failingWell({ freezePlan: (order: PlanOrder) => freezePlan(world, order), buildArtifact, whoWroteIt: (order: WhoWroteOrder) => whoWroteIt(world, order) });
}
