// The operations engineer's part: the lane, the deployment and its undoing, the check by the symptom, the samples of the watch.
import { failingWell } from './as-failure';
import { createCurrentRelease } from './current-release';
import { createDeployment } from './deployment';
import { createLaneActivities } from './lane';
import { createObserve } from './observe';
import { createReadBudget } from './read-budget';
import { createTellWatchers } from './tell-watchers';
import { createVerify } from './verify';
import type { World } from './world';

export function createOperationsEngineerActivities(world: World) {
  return failingWell({
    ...createLaneActivities(),
    ...createDeployment(world),
    currentRelease: createCurrentRelease(world),
    verify: createVerify(world),
    observe: createObserve(world),
    readBudget: createReadBudget(world),
    tellWatchers: createTellWatchers(),
  });
}
