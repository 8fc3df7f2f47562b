// How does one subscriber hear every event, in order? One after the other, each tried again until it is taken, refused for good, or a day old.
import { setTimeout as delay } from 'node:timers/promises';
import type { EventDelivery } from '../src/contracts/http';
import type { CloudEvent } from '../src/domain/cloud-events';
import { DayshiftError, mask } from '../src/errors';
import type { Subscriber } from '../src/ports/subscriber';
import type { EventFeed } from './event-feed';

/** Where a subscriber is: the next event's index, and how often that one was tried. */
export interface Cursor { next: number; tried: number }

export interface Delivering {
  incident: string;
  name: string;
  subscriber: Subscriber;
  feed: EventFeed;
  cursor: Cursor;
  began: number; // when the incident was first followed; an older event has its day from then on
  onCursor: (cursor: Cursor) => void;
  onDelivery: (delivery: EventDelivery) => Promise<void>;
  signal: AbortSignal;
  patience?: Patience;
}
export interface Patience {
  firstPauseMs: number;
  longestPauseMs: number;
  giveUpAfterMs: number;
  now: () => number;
  pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

const PATIENCE: Patience = {
  firstPauseMs: 1000, longestPauseMs: 600_000, giveUpAfterMs: 86_400_000,
  now: () => Date.now(), pause: async (milliseconds, signal) => delay(milliseconds, undefined, { signal }),
};

/** Ends when the feed has ended and everything was told or given up. Rejects only when the signal aborts. */
export async function deliverInOrder({ feed, cursor, onCursor, ...delivering }: Delivering): Promise<void> {
  for (let { next, tried } = cursor; ; next += 1, tried = 0) {
    const event = await feed.at(next, delivering.signal);
    if (!event) return;
    if (delivering.subscriber.wants(event.type)) await deliver(event, tried, (now) => onCursor({ next, tried: now }), delivering);
    onCursor({ next: next + 1, tried: 0 });
  }
}

type OfOne = Omit<Delivering, 'feed' | 'cursor' | 'onCursor'>;

async function deliver(event: CloudEvent, tried: number, onTried: (tried: number) => void, { incident, name, subscriber, began, onDelivery, signal, patience = PATIENCE }: OfOne): Promise<void> {
  const { now, pause, firstPauseMs, longestPauseMs, giveUpAfterMs } = patience;
  const until = Math.max(Date.parse(event.time), began) + giveUpAfterMs;
  for (let attempt = tried + 1; ; attempt += 1) {
    const delivery = { id: event.id, type: event.type, subscription: name, incident, attempt };
    const fault = await faultOf(() => subscriber.deliver(event, signal), signal);
    const at = new Date(now()).toISOString();
    if (!fault) return onDelivery({ ...delivery, at, outcome: 'delivered' });
    const wait = Math.max(fault.retryAfterMs, Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(attempt - 1, 30)));
    const isOver = !fault.mayRetry || now() + wait > until;
    await onDelivery({ ...delivery, at, outcome: isOver ? 'given-up' : 'failed', reason: fault.reason });
    if (isOver) return;
    onTried(attempt);
    await pause(wait, signal);
  }
}

interface Fault { reason: string; mayRetry: boolean; retryAfterMs: number }

async function faultOf(work: () => Promise<void>, signal: AbortSignal): Promise<Fault | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    signal.throwIfAborted(); // the worker ends: that is not the subscriber's fault
    const known = error instanceof DayshiftError ? error : undefined;
    const seconds = known?.details['retryAfterSeconds'];
    return { reason: mask(error instanceof Error ? error.message : String(error)), mayRetry: known?.entry.mayRetry ?? true, retryAfterMs: typeof seconds === 'number' ? seconds * 1000 : 0 };
  }
}
