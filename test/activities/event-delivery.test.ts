// Does a subscriber hear every event once and in order, however it behaves, and is each try kept?
import { deliverInOrder, type Cursor, type Patience } from '../../activities/event-delivery';
import { createEventFeed } from '../../activities/event-feed';
import type { EventDelivery } from '../../src/contracts/http';
import type { IncidentEvent } from '../../src/domain/events';
import { after, anIncident, ASSIGNED, OPENED_AT, PUSHED } from '../support/an-incident';
import { aSubscriber, isDown, refuses, type HearingSubscriber } from '../support/a-subscriber';

const DAY_MS = 86_400_000;

/** A clock that moves only when somebody waits. */
function aPatience(): Patience & { waited: number[] } {
  const waited: number[] = [];
  let time = Date.parse(OPENED_AT);
  return {
    firstPauseMs: 1000, longestPauseMs: 600_000, giveUpAfterMs: DAY_MS, waited, now: () => time,
    async pause(milliseconds, signal) {
      signal.throwIfAborted();
      waited.push(milliseconds);
      time += milliseconds;
    },
  };
}

function delivering(subscriber: HearingSubscriber, change: { cursor?: Cursor; began?: number; events?: IncidentEvent[] } = {}) {
  const feed = createEventFeed('http://dayshift.example');
  const view = anIncident(...(change.events ?? [ASSIGNED, PUSHED]));
  const deliveries: EventDelivery[] = [];
  const cursors: Cursor[] = [];
  const stop = new AbortController();
  const patience = aPatience();
  const run = () => deliverInOrder({
    incident: view.id, name: 'board', subscriber, feed, cursor: change.cursor ?? { next: 0, tried: 0 }, began: change.began ?? Date.parse(OPENED_AT), patience, signal: stop.signal,
    onCursor: (cursor) => { cursors.push(cursor); }, onDelivery: async (delivery) => { deliveries.push(delivery); },
  });
  return { feed, view, deliveries, cursors, stop, patience, run };
}

async function toTheEnd(one: ReturnType<typeof delivering>): Promise<void> {
  one.feed.grow(one.view);
  one.feed.end();
  await one.run();
}

const indexes = (subscriber: HearingSubscriber): number[] => subscriber.heard.map(({ id }) => Number(id.split('/').at(-1)));

it('tells every event in order, and keeps each delivery', async () => {
  const subscriber = aSubscriber();
  const one = delivering(subscriber);
  await toTheEnd(one);
  expect(indexes(subscriber)).toEqual([0, 1, 2]);
  expect(one.deliveries.map(({ id, attempt, outcome, subscription }) => [id, attempt, outcome, subscription])).toEqual([0, 1, 2].map((index) => [`${one.view.id}/${index}`, 1, 'delivered', 'board']));
  expect(one.cursors.at(-1)).toEqual({ next: 3, tried: 0 });
});

it('waits for what has not happened yet', async () => {
  const subscriber = aSubscriber();
  const one = delivering(subscriber);
  one.feed.grow(anIncident());
  const running = one.run();
  one.feed.grow(one.view);
  one.feed.end();
  await running;
  expect(indexes(subscriber)).toEqual([0, 1, 2]);
});

it('goes on where another stopped, with the number of the try', async () => {
  const subscriber = aSubscriber();
  const one = delivering(subscriber, { cursor: { next: 1, tried: 4 } });
  await toTheEnd(one);
  expect(indexes(subscriber)).toEqual([1, 2]);
  expect(one.deliveries.map(({ attempt }) => attempt)).toEqual([5, 1]);
});

it('passes over what was not asked for, without a delivery', async () => {
  const subscriber = aSubscriber((type) => type.startsWith('dev.cdevents.build'));
  const one = delivering(subscriber);
  await toTheEnd(one);
  expect(subscriber.heard.map(({ type }) => type)).toEqual(['dev.cdevents.build.started.0.2.0']);
  expect(one.deliveries).toHaveLength(1);
  expect(one.cursors.at(-1)).toEqual({ next: 3, tried: 0 });
});

it('tries again with longer and longer pauses while it is down, and the next event waits', async () => {
  const subscriber = aSubscriber();
  subscriber.setFault(() => (subscriber.calls() <= 3 ? isDown() : undefined));
  const one = delivering(subscriber);
  await toTheEnd(one);
  expect(indexes(subscriber)).toEqual([0, 1, 2]);
  expect(one.patience.waited).toEqual([1000, 2000, 4000]);
  expect(one.deliveries.slice(0, 4).map(({ outcome, attempt, reason }) => [outcome, attempt, reason?.includes('it is down') ?? false])).toEqual([['failed', 1, true], ['failed', 2, true], ['failed', 3, true], ['delivered', 4, false]]);
});

it('waits as long as the subscriber says', async () => {
  const subscriber = aSubscriber();
  subscriber.setFault(() => (subscriber.calls() === 1 ? isDown({ retryAfterSeconds: 90 }) : undefined));
  const one = delivering(subscriber);
  await toTheEnd(one);
  expect(one.patience.waited).toEqual([90_000]);
});

it('gives an event up when it is a day old, and goes on with the next', async () => {
  const subscriber = aSubscriber();
  subscriber.setFault(({ id }) => (id.endsWith('/0') ? isDown() : undefined));
  const one = delivering(subscriber);
  await toTheEnd(one);
  expect(indexes(subscriber)).toEqual([1, 2]);
  const waited = one.patience.waited.reduce((sum, milliseconds) => sum + milliseconds, 0);
  expect(waited).toBeLessThanOrEqual(DAY_MS);
  expect(waited).toBeGreaterThan(DAY_MS - 2 * 600_000);
  expect(one.deliveries.filter(({ outcome }) => outcome === 'given-up')).toEqual([expect.objectContaining({ id: `${one.view.id}/0`, attempt: one.patience.waited.length + 1 })]);
});

it('events that pile up meanwhile have no longer than their own day', async () => {
  const subscriber = aSubscriber();
  subscriber.setFault(() => isDown());
  const one = delivering(subscriber);
  await toTheEnd(one);
  expect(one.deliveries.filter(({ outcome }) => outcome === 'given-up').map(({ id }) => id.split('/').at(-1))).toEqual(['0', '1', '2']);
  expect(one.patience.waited.reduce((sum, milliseconds) => sum + milliseconds, 0)).toBeLessThan(DAY_MS + 3_600_000);
});

it('an event that is old when the incident is first followed has its day from then on', async () => {
  const subscriber = aSubscriber();
  subscriber.setFault(() => (subscriber.calls() === 1 ? isDown() : undefined));
  const one = delivering(subscriber, { began: Date.parse(after(10 * 86_400)) });
  await toTheEnd(one);
  expect(indexes(subscriber)).toEqual([0, 1, 2]);
});

it('what is refused for good is not tried again', async () => {
  const subscriber = aSubscriber();
  subscriber.setFault(({ id }) => (id.endsWith('/1') ? refuses() : undefined));
  const one = delivering(subscriber);
  await toTheEnd(one);
  expect(indexes(subscriber)).toEqual([0, 2]);
  expect(one.deliveries[1]).toMatchObject({ outcome: 'given-up', attempt: 1, reason: expect.stringContaining('it answered 422') });
});

it('stops at once when the worker ends, and calls it nobody\'s fault', async () => {
  const subscriber = aSubscriber();
  const one = delivering(subscriber);
  one.feed.grow(one.view);
  subscriber.setFault(() => { one.stop.abort(); return isDown(); });
  await expect(one.run()).rejects.toMatchObject({ name: 'AbortError' });
  expect(one.deliveries).toEqual([]);
  expect(one.cursors).toEqual([]);
});

it('stops waiting for news when the worker ends', async () => {
  const one = delivering(aSubscriber());
  const running = one.run();
  one.stop.abort();
  await expect(running).rejects.toMatchObject({ name: 'AbortError' });
});
