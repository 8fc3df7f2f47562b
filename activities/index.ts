// Every role's activities by name, made from one world; the workflow knows this type and nothing of the code.
import { createDeveloperActivities } from './developer';
import { createDevTesterActivities } from './devtester';
import { createEveryoneActivities } from './everyone';
import { createOperationsEngineerActivities } from './operations-engineer';
import { createPerformanceEngineerActivities } from './performance-engineer';
import { createProductOwnerActivities } from './product-owner';
import { createSecurityTesterActivities } from './security-tester';
import { createSubscriberActivities } from './subscribers';
import type { World } from './world';

export function createActivities(world: World) {
  return {
    ...createProductOwnerActivities(world),
    ...createDeveloperActivities(world),
    ...createDevTesterActivities(world),
    ...createPerformanceEngineerActivities(world),
    ...createSecurityTesterActivities(world),
    ...createOperationsEngineerActivities(world),
    ...createEveryoneActivities(world),
    ...createSubscriberActivities(world),
  };
}
export type Activities = ReturnType<typeof createActivities>;
export type { World } from './world';
