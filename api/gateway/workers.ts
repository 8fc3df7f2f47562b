// Does anybody listen for work? Temporal remembers who asked a task queue, and when.
import type { Client } from '@temporalio/client';
import { asking } from './temporal-faults';

const ANSWER_WITHIN_MS = 3000;
const LISTENS_FOR_MS = 90_000; // a worker asks again at least every minute
const ACTIVITIES = 2; // of Temporal's kinds of queue; every worker of ours asks for those

/** How many listened to that queue within the last minute and a half. Throws `unreachable`. */
export async function workersOn(client: Client, queue: string): Promise<number> {
  const { pollers } = await asking('Temporal', () => client.withDeadline(Date.now() + ANSWER_WITHIN_MS, () =>
    client.workflowService.describeTaskQueue({ namespace: client.options.namespace, taskQueue: { name: queue }, taskQueueType: ACTIVITIES })));
  return pollers.filter(({ lastAccessTime }) => Date.now() - Number(lastAccessTime?.seconds ?? 0) * 1000 < LISTENS_FOR_MS).length;
}
