// How does an incident speak to a lane? By messages that may be sent twice; what the lane answers comes as signals.
import { getClient } from '@temporalio/activity';
import type { LaneRequest, LaneWord } from '../src/domain/lane';
import { laneWorkflowId, TASK_QUEUE } from '../src/domain/ids';

interface Place { service: string; environment: string }
export type LaneOrder = Place & LaneRequest;
export type LeaveOrder = Place & LaneWord;

/** Whoever speaks first opens the lane. */
async function tellLane({ service, environment }: Place, signal: 'requestLane' | 'releaseLane', said: LaneRequest | LaneWord): Promise<void> {
  await getClient().workflow.signalWithStart('deployLane', {
    workflowId: laneWorkflowId(service, environment), taskQueue: TASK_QUEUE.decisions, args: [],
    signal, signalArgs: [said],
    staticSummary: `Deployments of ${service} to ${environment}`,
  });
}

export function createLaneActivities() {
  /** Asks for the lane; with the number of a grant, renews its lease. Asking again does not queue twice. */
  async function joinLane({ service, environment, ...request }: LaneOrder): Promise<void> {
    await tellLane({ service, environment }, 'requestLane', request);
  }

  /** Leaves the lane or its queue, and says what is to be remembered. Leaving twice changes nothing. */
  async function leaveLane({ service, environment, ...word }: LeaveOrder): Promise<void> {
    await tellLane({ service, environment }, 'releaseLane', word);
  }

  return { joinLane, leaveLane };
}
