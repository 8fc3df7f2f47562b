// Whatever a subscriber does and whenever the worker is killed: each event is heard at least once, and for the first time in order.
import fc from 'fast-check';
import { deliverInOrder, type Cursor } from '../../activities/event-delivery';
import { createEventFeed } from '../../activities/event-feed';
import { anIncident, ASSIGNED, PUSHED } from '../support/an-incident';
import { aSubscriber, isDown } from '../support/a-subscriber';

test('at least once, first hearings in order, across any number of killed workers', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom('take', 'fail', 'kill', 'take-and-kill'), { maxLength: 40 }), async (script) => {
    const subscriber = aSubscriber();
    const view = anIncident(ASSIGNED, { kind: 'acknowledged', by: 'maya' }, PUSHED, { kind: 'noted', by: 'olga', text: 'I look' });
    const steps = [...script];
    let kept: Cursor = { next: 0, tried: 0 }; // what the last heartbeat said
    for (let isDone = false; !isDone;) {
      const worker = new AbortController();
      const feed = createEventFeed('http://dayshift.example');
      feed.grow(view);
      feed.end();
      subscriber.setFault((event) => {
        const step = steps.shift() ?? 'take';
        if (step === 'take-and-kill') subscriber.heard.push(event);
        if (step.endsWith('kill')) worker.abort();
        return step === 'take' ? undefined : isDown();
      });
      isDone = await deliverInOrder({
        incident: view.id, name: 'board', subscriber, feed, cursor: kept, began: Date.now(), signal: worker.signal,
        onCursor: (cursor) => { kept = cursor; }, onDelivery: async () => undefined,
        patience: { firstPauseMs: 1, longestPauseMs: 1, giveUpAfterMs: Infinity, now: () => 0, pause: async () => undefined },
      }).then(() => true, () => false);
    }
    const first = [...new Set(subscriber.heard.map(({ id }) => id))];
    expect(first).toEqual(view.timeline.map((_, index) => `${view.id}/${index}`));
  }));
});
