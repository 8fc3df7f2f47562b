// How do programs hear of an incident without costing it a single event? One activity follows its query and posts what is new to each subscriber.
import { setTimeout as delay } from 'node:timers/promises';
import { ApplicationFailure, Context, getClient } from '@temporalio/activity';
import { ApplicationFailureCategory } from '@temporalio/common';
import type { EventDelivery } from '../src/contracts/http';
import type { IncidentView } from '../src/contracts/incident';
import { deliveriesLogId } from '../src/domain/ids';
import { mask } from '../src/errors';
import { failingWell } from './as-failure';
import { deliverInOrder, type Cursor } from './event-delivery';
import { createEventFeed, type EventFeed } from './event-feed';
import type { World } from './world';

export interface Followed { incident: string; workflowId: string; runId: string }

/** What another worker needs to go on. */
interface Progress { began: number; cursors: Record<string, Cursor> }

const ASK_WITHIN_MS = 5000;
const SOONEST_MS = 250;
const LATEST_MS = 2000;
const BEAT_MS = 1000;

export function createSubscriberActivities({ subscribers, logs, publicUrl }: Pick<World, 'subscribers' | 'logs' | 'publicUrl'>) {
  /**
   * Tells every subscriber every event of the incident, in order and at least once, until the incident's workflow has ended
   * and everything was delivered or given up. One that is slow delays no other. Run again, it goes on where it was by heartbeat.
   */
  async function deliverEvents(followed: Followed): Promise<void> {
    const context = Context.current();
    const stop = new AbortController();
    const signal = AbortSignal.any([context.cancellationSignal, stop.signal]);
    const progress = (context.info.heartbeatDetails as Progress | undefined) ?? { began: Date.now(), cursors: {} };
    const beat = (): void => context.heartbeat(progress);
    const beating = setInterval(beat, BEAT_MS);
    const feed = createEventFeed(publicUrl);
    const work = [follow(followed, feed, signal), ...[...subscribers].map(async ([name, subscriber]) => deliverInOrder({
      incident: followed.incident, name, subscriber, feed, signal, began: progress.began, cursor: progress.cursors[name] ?? { next: 0, tried: 0 },
      onCursor: (cursor) => {
        progress.cursors[name] = cursor;
        beat();
      },
      onDelivery: keep,
    }))];
    try {
      beat();
      await Promise.all(work);
    } catch (error) {
      if (context.cancellationSignal.aborted && !context.cancellationDetails?.cancelRequested) throw ApplicationFailure.create({ type: 'worker-ended', message: 'The worker ends; another one goes on.', category: ApplicationFailureCategory.BENIGN });
      throw error;
    } finally {
      stop.abort(); // when one has failed, the others must not go on beside those that are begun again
      await Promise.allSettled(work);
      clearInterval(beating);
    }
  }

  /** The log tells people; the event is delivered whether or not it can be written. */
  async function keep(delivery: EventDelivery): Promise<void> {
    await logs.append(deliveriesLogId(delivery.incident), JSON.stringify(delivery)).catch((error: unknown) => {
      Context.current().log.warn('a delivery could not be logged', { id: delivery.id, reason: mask(String(error)) });
    });
  }

  return failingWell({ deliverEvents });
}

/** Asks how long the history is, and the view only when it grew. Comes back when the workflow has ended or is not there any more. */
async function follow({ workflowId, runId, incident }: Followed, feed: EventFeed, signal: AbortSignal): Promise<void> {
  const client = getClient();
  const handle = client.workflow.getHandle(workflowId, runId);
  const ask = <T>(what: () => Promise<T>): Promise<T> => client.withDeadline(Date.now() + ASK_WITHIN_MS, what);
  let known = -1;
  let pause = SOONEST_MS;
  for (;;) {
    signal.throwIfAborted();
    try {
      const { historyLength, status } = await ask(() => handle.describe());
      if (historyLength !== known) {
        feed.grow(await ask(() => handle.query<IncidentView>('incident')));
        known = historyLength;
        pause = SOONEST_MS;
      }
      if (status.name !== 'RUNNING') return feed.end();
    } catch (error) {
      signal.throwIfAborted();
      if (isGone(error)) return feed.end();
      Context.current().log.debug('the incident could not be asked', { incident, reason: mask(String(error)) });
    }
    await delay(pause, undefined, { signal });
    pause = Math.min(LATEST_MS, pause * 2); // who waits for long is asked less often
  }
}

/** Temporal keeps a closed workflow for some time only. */
function isGone(error: unknown): boolean {
  return error instanceof Error && error.name === 'WorkflowNotFoundError';
}
