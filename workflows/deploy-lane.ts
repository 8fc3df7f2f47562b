// Whose turn is it to deploy here? One holder at a time, by lease; it outlives those who ask, and remembers what held here.
import { ApplicationFailure, condition, continueAsNew, getExternalWorkflowHandle, log, setCurrentDetails, setHandler, workflowInfo } from '@temporalio/workflow';
import type { SignalDefinition } from '@temporalio/common';
import { parseIncidentId } from '../src/domain/ids';
import { expireLease, freeLane, grant, isLaneRequest, isTooLate, join, laneDetails, leave, open, refuseOpen, remembers, standOf, type Lane } from '../src/domain/lane';
import { Through } from '../src/domain/vocabulary';
import { laneGrantedSignal, laneLostSignal, laneMovedSignal, laneQuery, noteSignal, openLaneSignal, openLaneUpdate, releaseLaneSignal, requestLaneSignal } from './messages';

const IDLE_SECONDS = 600; // an empty lane that has nothing to remember closes, and is opened again by the next request

/**
 * One per service and environment, opened by the signal `requestLane` (signal-with-start). Grants are numbered from the second
 * in which it was opened, so that a lane that was terminated and opened anew never repeats a number. It runs for ever once a
 * release was verified or barred. @param told where each one stands that waits, as it was told last.
 */
export async function deployLane(carried?: Lane, told: Record<string, string> = {}): Promise<void> {
  let lane = carried ?? freeLane(Math.floor(Date.now() / 1000));
  let heard = 0; // messages
  const outbox: (() => Promise<unknown>)[] = []; // answers to what was heard
  const { workflowId } = workflowInfo();
  const now = (): string => new Date().toISOString();

  function hear(next: Lane): void {
    lane = next;
    heard += 1;
  }
  function takeOpen(word: { by: string; reason: string }): string {
    const incident = lane.blocked?.incident ?? '';
    const text = `The lane is open again (${workflowId}): ${word.reason}`;
    outbox.push(() => tell(parseIncidentId(incident)?.workflowId ?? incident, noteSignal, { by: word.by, text, through: Through.Signal }));
    hear(open(lane, word, now()));
    return lane.queue[0] ? `Opened; the next is ${lane.queue[0].incident}.` : 'Opened; nobody waits.';
  }

  setHandler(laneQuery, () => lane);
  setHandler(requestLaneSignal, (request) => {
    if (!isLaneRequest(request)) return log.warn('a request for the lane was not understood', { request });
    if (isTooLate(lane, request)) outbox.push(() => tell(request.holder, laneLostSignal, { lane: workflowId, grant: request.grant, why: 'its lease had run out before it was renewed' }));
    hear(join(lane, request, now()));
  });
  setHandler(releaseLaneSignal, (word) => hear(leave(lane, Object(word) as typeof word, now())));
  setHandler(openLaneUpdate, takeOpen, {
    validator: (word) => {
      const refusal = refuseOpen(lane, word);
      if (refusal) throw ApplicationFailure.create({ type: 'refused', message: refusal.reason, details: [refusal], nonRetryable: true });
    },
  });
  setHandler(openLaneSignal, (word) => {
    const refusal = refuseOpen(lane, word);
    if (refusal) return log.warn('the lane was not opened', { reason: refusal.reason });
    takeOpen(word);
  });

  /** Ends leases, grants, and tells those who wait, until nothing is to be told any more. */
  async function settle(): Promise<void> {
    await Promise.all(outbox.splice(0).map((send) => send()));
    const { holder: former } = lane;
    lane = expireLease(lane, now());
    if (former && !lane.holder) {
      log.warn('a lease ran out', { holder: former.holder });
      await tell(former.holder, laneLostSignal, { lane: workflowId, grant: former.grant, why: 'its lease ran out' });
    }
    await grantNext();
    await Promise.all(lane.queue.map(({ holder }) => tellMoved(holder)));
  }

  /** A grant that cannot be delivered passes on. */
  async function grantNext(): Promise<void> {
    const { grants, verified, barred } = lane;
    lane = grant(lane, now());
    const { holder } = lane;
    if (!holder || lane.grants === grants) return;
    if (await tell(holder.holder, laneGrantedSignal, { lane: workflowId, grant: holder.grant, verified, barred })) return;
    lane = leave(lane, { holder: holder.holder, grant: holder.grant }, now());
    return grantNext();
  }

  async function tellMoved(holder: string): Promise<void> {
    const stand = standOf(lane, holder);
    const text = JSON.stringify(stand);
    if (!stand || told[holder] === text) return;
    told[holder] = text;
    if (!await tell(holder, laneMovedSignal, stand)) hear(leave(lane, { holder, grant: 0 }, now()));
  }

  for (let settled = -1; ;) {
    while (settled !== heard || outbox.length > 0) {
      settled = heard;
      await settle();
    }
    told = Object.fromEntries(Object.entries(told).filter(([holder]) => lane.queue.some((one) => one.holder === holder)));
    setCurrentDetails(laneDetails(lane));
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof deployLane>(lane, told);
    const { holder } = lane;
    const mayClose = !holder && lane.queue.length === 0 && !remembers(lane);
    const isHeard = (): boolean => settled !== heard;
    if (!holder && !mayClose) await condition(isHeard);
    else if (!await condition(isHeard, holder ? Math.max(1, Date.parse(holder.until) - Date.now()) : IDLE_SECONDS * 1000)) {
      if (mayClose) return;
      settled = -1; // the lease may be over
    }
  }
}

/** False when that workflow is gone. */
async function tell<Args extends [unknown]>(to: string, signal: SignalDefinition<Args>, ...args: Args): Promise<boolean> {
  try {
    await getExternalWorkflowHandle(to).signal(signal, ...args);
    return true;
  } catch (error) {
    log.info('one that was to be told is gone', { to, what: signal.name, reason: String(error) });
    return false;
  }
}
