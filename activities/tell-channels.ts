// How are several channels told at once? Side by side, each with its own limit, so that one that hangs holds up none.
import { setTimeout as delay } from 'node:timers/promises';
import { DayshiftError, mask } from '../src/errors';
import type { Notification, Notifier } from '../src/ports/notifier';

export interface ChannelOrder { channel: string; notifier: Notifier; notification: Notification }
export type ChannelOutcome = { channel: string; receipt?: string } | { channel: string; reason: string; mayRetry: boolean };

/** Below the time that the workflow gives all of them together. */
const CHANNEL_WITHIN_MS = 10_000;

/** What became of each, in their order. `onOutcome` hears it as soon as it is known; those of `known` are not told again. It never throws. */
export async function tellChannels(orders: readonly ChannelOrder[], known: readonly ChannelOutcome[], onOutcome: (all: ChannelOutcome[]) => void, withinMs = CHANNEL_WITHIN_MS): Promise<ChannelOutcome[]> {
  const outcomes = new Map(known.map((outcome) => [outcome.channel, outcome]));
  await Promise.all(orders.filter(({ channel }) => !outcomes.has(channel)).map(async (order) => {
    outcomes.set(order.channel, await tellOne(order, withinMs));
    onOutcome([...outcomes.values()]);
  }));
  return orders.flatMap(({ channel }) => outcomes.get(channel) ?? []);
}

async function tellOne({ channel, notifier, notification }: ChannelOrder, withinMs: number): Promise<ChannelOutcome> {
  const answered = new AbortController();
  const limit = delay(withinMs, undefined, { signal: answered.signal }).then(() => {
    throw new DayshiftError('unreachable', { what: channel, reason: `no answer within ${withinMs / 1000} s` });
  });
  try {
    const { receipt } = await Promise.race([notifier.notify(notification), limit]);
    return { channel, ...(receipt === undefined ? {} : { receipt }) };
  } catch (error) {
    const mayRetry = error instanceof DayshiftError ? error.entry.mayRetry : true;
    return { channel, reason: mask(error instanceof Error ? error.message : String(error)), mayRetry };
  } finally {
    limit.catch(() => undefined); // stopped below, which is no fault
    answered.abort();
  }
}
