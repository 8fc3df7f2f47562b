// How long may each role take, and what is tried again? One proxy per kind of work, with the reason for each number.
import { ActivityCancellationType, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../activities';
import { TASK_QUEUE } from '../src/domain/ids';

// A killed worker is noticed by missed heartbeats; four seconds keep the way back under five.
const HEARTBEAT = '4s';

/** Reads and idempotent writes only: a killed worker runs every one since the last workflow task again. */
export const quick = proxyLocalActivities<Activities>({
  startToCloseTimeout: '30s', // the slowest is a git fetch
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '5s', maximumAttempts: 8 },
});

/** Builds, cells and the check after deployment. Cancelling waits until the processes have ended, so that the next attempt has the machine. */
export const runner = proxyActivities<Activities>({
  taskQueue: TASK_QUEUE.runner,
  startToCloseTimeout: '2h', // above every `timeout` of a pipeline file; the runner holds the check to its own
  heartbeatTimeout: HEARTBEAT,
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: { initialInterval: '100ms', backoffCoefficient: 2, maximumInterval: '10s', maximumAttempts: 10 }, // only broken machines come here
});

/** Touching production: repeated until it says yes or no, because `deploy` finishes what was interrupted. */
export const production = proxyActivities<Activities>({
  taskQueue: TASK_QUEUE.deploy,
  startToCloseTimeout: '30m',
  heartbeatTimeout: HEARTBEAT,
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: { initialInterval: '100ms', backoffCoefficient: 2, maximumInterval: '10s', maximumAttempts: 10 },
});

/** Telling people: a channel that is down for long is given up and said on the timeline. */
export const telling = proxyActivities<Activities>({
  startToCloseTimeout: '15s',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '1m', maximumAttempts: 8 },
});

/** The archive: the day does not close without it. */
export const archiving = proxyActivities<Activities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '1m' },
});

/** Programs that subscribed: one activity follows an incident to its end, on a queue of its own, and goes on elsewhere when its worker is gone. */
export const publishing = proxyActivities<Activities>({
  taskQueue: TASK_QUEUE.events,
  startToCloseTimeout: '30d', // longer than most incidents; after it, it is begun again where it was
  heartbeatTimeout: HEARTBEAT,
  retry: { initialInterval: '100ms', backoffCoefficient: 2, maximumInterval: '10s' },
});
