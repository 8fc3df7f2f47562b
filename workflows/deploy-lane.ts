// Whose turn is it to deploy here? One holder at a time, first come first served, by lease; it outlives those who ask.
import { condition, continueAsNew, getExternalWorkflowHandle, log, setHandler, workflowInfo } from '@temporalio/workflow';
import { freeLane, grant, holds, join, leave, type Lane } from '../src/domain/lane';
import { laneGrantedSignal, laneQuery, releaseLaneSignal, requestLaneSignal } from './messages';

const IDLE_SECONDS = 600; // nobody asked for this long: the lane closes and is opened again by the next request

/** One per service and environment. Asking again renews the lease; a holder that is gone is passed over. */
export async function deployLane(carried?: Lane): Promise<void> {
  let lane = carried ?? freeLane();
  const now = (): string => new Date().toISOString();
  setHandler(laneQuery, () => ({ holder: lane.holder, queue: lane.queue }));
  setHandler(requestLaneSignal, (request) => { lane = join(lane, request, now()); });
  setHandler(releaseLaneSignal, ({ holder }) => { lane = leave(lane, holder); });

  for (;;) {
    if (lane.holder) {
      const { holder, until } = lane.holder;
      const left = await condition(() => !holds(lane, holder) || lane.holder?.until !== until, Math.max(1, Date.parse(until) - Date.now()));
      if (!left) {
        log.warn('a lease ran out', { holder });
        lane = leave(lane, holder);
      }
      continue;
    }
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof deployLane>(lane);
    const asked = await condition(() => lane.queue.length > 0, IDLE_SECONDS * 1000);
    if (!asked) return;
    lane = grant(lane, now());
    const granted = lane.holder;
    if (!granted) continue;
    await getExternalWorkflowHandle(granted.holder).signal(laneGrantedSignal, { lane: workflowInfo().workflowId }).catch(() => {
      log.warn('the first in the queue is gone', { holder: granted.holder });
      lane = leave(lane, granted.holder);
    });
  }
}
