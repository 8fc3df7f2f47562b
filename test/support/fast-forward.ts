// How does a test let days pass in a second? The real server puts the workflow's clock forward; every timer on the way fires in its order.
import { randomUUID } from 'node:crypto';
import { msToTs } from '@temporalio/common/lib/time';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { WorkflowHandle } from '@temporalio/client';

const MOST_SKIPS = 100_000; // one for each timer on the way
const COMPLETED = 2; // FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_COMPLETED; a poll that timed out is asked again

/** Resolves when the workflow has lived through so many seconds, or has ended on the way; its own work on the way is waited for. */
export async function fastForward(environment: TestWorkflowEnvironment, handle: Pick<WorkflowHandle, 'workflowId'>, seconds: number): Promise<void> {
  const { workflowService } = environment.connection;
  const namespace = environment.namespace ?? 'default';
  const workflowExecution = { workflowId: handle.workflowId };
  const id = randomUUID();
  await workflowService.updateWorkflowExecutionOptions({
    namespace, workflowExecution, updateMask: { paths: ['time_skipping_config'] },
    workflowExecutionOptions: { timeSkippingConfig: { enabled: true, maxSessionSkipCount: MOST_SKIPS, fastForwardConfig: { id, duration: msToTs(seconds * 1000) } } },
  });
  for (;;) {
    const { fastForwardPollingResult: result, failedReason } = await workflowService.pollWorkflowExecutionTimeSkipping({ namespace, workflowExecution, fastForwardId: id });
    if (Number(result) === COMPLETED) return;
    const { status } = await environment.client.workflow.getHandle(handle.workflowId).describe();
    if (status.name !== 'RUNNING') return;
    if (failedReason) throw new Error(`the clock could not be put forward: ${failedReason}`);
  }
}
