// Who has an environment's lane, and how is one opened that waits for a person? Asked of its workflow; an answer means that it has happened.
import type { Client } from '@temporalio/client';
import type { LaneState } from '../../src/contracts/http';
import type { OpenLane } from '../../src/contracts/people';
import { laneWorkflowId } from '../../src/domain/ids';
import type { Lane } from '../../src/domain/lane';
import { DayshiftError } from '../../src/errors';
import { laneQuery, openLaneUpdate } from '../../workflows/messages';
import type { Runs } from './runs';
import { asking, isNotFound, refusal } from './temporal-faults';

const STATE_WITHIN_MS = 2000;
const ANSWER_WITHIN_MS = 15_000;

/** Both reject with DayshiftError `unreachable` while Temporal, or the worker that must answer, is silent. */
export interface Lanes {
  /** Undefined when no lane workflow runs: nobody ever asked for it, or it had nothing to remember. */
  of(service: string, environment: string): Promise<LaneState | undefined>;
  /** Lets the next one deploy. With a key, the same key again is answered as the first time. Throws `refused`. */
  open(service: string, environment: string, word: OpenLane, key?: string): Promise<string>;
}

export function createLanes(client: Client, runs: Pick<Runs, 'describe'>): Lanes {
  async function of(service: string, environment: string): Promise<LaneState | undefined> {
    const workflowId = laneWorkflowId(service, environment);
    const description = await runs.describe(workflowId);
    if (description?.status.name !== 'RUNNING') return undefined;
    return asking('the worker', () => client.withDeadline(Date.now() + STATE_WITHIN_MS, async () => laneState(await client.workflow.getHandle(workflowId).query(laneQuery))));
  }

  async function open(service: string, environment: string, word: OpenLane, key?: string): Promise<string> {
    const handle = client.workflow.getHandle(laneWorkflowId(service, environment)); // without a run: it continues as new
    const options = { args: [word] as [OpenLane], ...(key ? { updateId: key } : {}) };
    try {
      return await asking('the worker', () => client.withDeadline(Date.now() + ANSWER_WITHIN_MS, () => handle.executeUpdate(openLaneUpdate, options)));
    } catch (error) {
      if (isNotFound(error)) throw new DayshiftError('refused', { reason: `Nothing waits for the lane to ${environment}`, advice: 'Only a lane that waits for a person can be opened.' }, { cause: error });
      throw refusal(error, 'See who holds the lane and what it waits for.') ?? error;
    }
  }

  return { of, open };
}

/** Incidents by id; what holders need to know stays inside. */
function laneState({ holder, queue, blocked }: Lane): LaneState {
  return {
    ...(holder ? { holder: holder.incident } : {}), queue: queue.map(({ incident }) => incident),
    ...(blocked ? { blocked: { why: blocked.why, at: blocked.at, incident: blocked.incident } } : {}),
  };
}
