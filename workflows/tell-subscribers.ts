// Who tells programs of an incident? A child of its own that outlives it, so that telling costs the incident's history one start.
import { CancellationScope, ChildWorkflowCancellationType, log, ParentClosePolicy, startChild } from '@temporalio/workflow';
import type { Followed } from '../activities/subscribers';
import { subscribersWorkflowId, TASK_QUEUE } from '../src/domain/ids';
import { publishing } from './activity-proxies';
import type { Day } from './day';

/** Ends when the incident has ended and every subscriber has heard everything. */
export async function tellSubscribers(followed: Followed): Promise<void> {
  await publishing.deliverEvents.executeWithOptions({ summary: `Events of ${followed.incident}` }, [followed]);
}

/** Starts the one follower of this incident, when somebody subscribed. It never throws: the day goes on without it. */
export async function startSubscribers(day: Day): Promise<void> {
  if (!day.input.isPublished) return;
  const { id: incident, workflowId, runId } = day.view;
  try {
    await CancellationScope.nonCancellable(() => startChild(tellSubscribers, {
      workflowId: subscribersWorkflowId(incident), taskQueue: TASK_QUEUE.decisions,
      parentClosePolicy: ParentClosePolicy.ABANDON, cancellationType: ChildWorkflowCancellationType.ABANDON,
      staticSummary: `Events of ${incident}`, args: [{ incident, workflowId, runId }],
    }));
  } catch (error) {
    log.warn('nobody tells the subscribers', { incident, error });
  }
}
