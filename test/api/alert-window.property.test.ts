// Under any traffic: is no alert lost, none sent twice, each answered only when its batch is durable, and none kept waiting?
import fc from 'fast-check';
import { createCoalescer } from '../../api/alert-coalescer';
import { due, FULL_BATCH, LONGEST_WINDOW_MS, offered, quietWindow, windowMs } from '../../api/alert-window';

type Step = { kind: 'offer'; key: number; weight: number } | { kind: 'pass'; ms: number } | { kind: 'end'; ok: boolean };
const aStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('offer' as const), key: fc.nat(2), weight: fc.constantFrom(100, 100, 300 * 1024, 600 * 1024) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.oneof(fc.nat(20), fc.nat(3000)) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('end' as const), ok: fc.boolean() }) },
);

interface Sent { key: string; batch: number[]; at: number; end: (ok: boolean) => void }

/** A coalescer whose clock and whose Temporal are moved by the steps. */
class Traffic {
  constructor(private readonly answersAtOnce = false) {}

  now = 0;
  offered: { key: string; item: number; at: number; answer?: 'durable' | 'failed' | 'another\'s' }[] = [];
  sent: Sent[] = [];
  private onTheWay: Sent[] = [];
  private timers: { at: number; run: () => void }[] = [];
  private readonly coalescer = createCoalescer<number, number>({
    now: () => this.now,
    later: (ms, run) => { this.timers.push({ at: this.now + ms, run }); },
    send: (key, batch) => new Promise((resolve, reject) => {
      const one: Sent = { key, batch, at: this.now, end: (ok) => (ok ? resolve(batch) : reject(new Error('no'))) };
      this.sent.push(one);
      if (this.answersAtOnce) one.end(true);
      else this.onTheWay.push(one);
    }),
  });

  async take(step: Step): Promise<void> {
    if (step.kind === 'offer') this.offer(`k${step.key}`, step.weight);
    if (step.kind === 'pass') await this.pass(step.ms);
    if (step.kind === 'end') await this.end(step.ok);
  }

  private offer(key: string, weight: number): void {
    const one: Traffic['offered'][number] = { key, item: this.offered.length, at: this.now };
    this.offered.push(one);
    this.coalescer.offer(key, one.item, weight).then(
      (answer) => { one.answer = answer === one.item ? 'durable' : 'another\'s'; },
      () => { one.answer = 'failed'; },
    );
  }

  private async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    for (let next = this.next(end); next; next = this.next(end)) {
      this.now = Math.max(this.now, next.at);
      this.timers = this.timers.filter((timer) => timer !== next);
      next.run();
      await settled();
    }
    this.now = end;
  }

  private next(end: number) {
    return this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }

  async end(ok: boolean): Promise<void> {
    this.onTheWay.shift()?.end(ok);
    await settled();
  }

  /** Lets everything arrive. */
  async finish(): Promise<void> {
    while (this.onTheWay.length > 0 || this.timers.length > 0) {
      await this.end(true);
      await this.pass(LONGEST_WINDOW_MS);
    }
    await this.coalescer.drained();
  }
}

const settled = () => new Promise<void>((resolve) => { setImmediate(resolve); });

test('nothing is lost, nothing is sent twice, and the order of each cause is kept', async () => {
  await fc.assert(fc.asyncProperty(fc.array(aStep, { maxLength: 60 }), async (steps) => {
    const traffic = new Traffic();
    for (const step of steps) await traffic.take(step);
    await traffic.finish();
    for (const key of ['k0', 'k1', 'k2']) {
      const offered = traffic.offered.filter((one) => one.key === key).map((one) => one.item);
      expect(traffic.sent.filter((one) => one.key === key).flatMap((one) => one.batch)).toEqual(offered);
    }
    expect(traffic.offered.filter((one) => one.answer !== 'durable' && one.answer !== 'failed')).toEqual([]);
  }), { numRuns: 150 });
});

test('an answer comes only when its batch has ended, and says how it ended', async () => {
  await fc.assert(fc.asyncProperty(fc.array(aStep, { maxLength: 40 }), async (steps) => {
    const traffic = new Traffic();
    const ended = new Map<Sent, boolean>();
    for (const step of steps) {
      const going = step.kind === 'end' ? traffic.sent.find((one) => !ended.has(one)) : undefined;
      await traffic.take(step);
      if (going && step.kind === 'end') ended.set(going, step.ok);
      for (const one of traffic.offered) {
        const carrier = traffic.sent.find((sent) => sent.batch.includes(one.item));
        const end = carrier && ended.get(carrier);
        expect(one.answer).toBe(end === undefined ? undefined : end ? 'durable' : 'failed');
      }
    }
    await traffic.finish();
  }), { numRuns: 100 });
});

test('while Temporal answers at once, no alert waits longer than the longest window', async () => {
  await fc.assert(fc.asyncProperty(fc.array(aStep.filter((step) => step.kind !== 'end'), { maxLength: 60 }), async (steps) => {
    const traffic = new Traffic(true);
    for (const step of steps) await traffic.take(step);
    await traffic.finish();
    for (const { item, at } of traffic.offered) {
      const sent = traffic.sent.find((one) => one.batch.includes(item));
      expect((sent?.at ?? Infinity) - at).toBeLessThanOrEqual(LONGEST_WINDOW_MS);
    }
  }), { numRuns: 100 });
});

test('the window only grows with the load, from nothing to two seconds', () => {
  fc.assert(fc.property(fc.float({ min: 0, max: 1000, noNaN: true }), fc.float({ min: 0, max: 1000, noNaN: true }), (a, b) => {
    const [less, more] = [Math.min(a, b), Math.max(a, b)];
    expect(windowMs(less)).toBeLessThanOrEqual(windowMs(more));
    expect(windowMs(more)).toBeLessThanOrEqual(LONGEST_WINDOW_MS);
  }));
  expect(windowMs(1)).toBe(0);
  expect(windowMs(1000)).toBe(LONGEST_WINDOW_MS);
});

test('a full batch does not wait for its window, and one delivery less does', () => {
  let window = { ...quietWindow<number>(0), load: 1000, sentAt: 0 };
  for (let item = 1; item < FULL_BATCH; item += 1) window = offered(window, { item, weight: 100 }, 1);
  expect(due(window, 2)).toEqual({ kind: 'wait', ms: LONGEST_WINDOW_MS - 2 });
  expect(due(offered(window, { item: 0, weight: 100 }, 1), 2)).toMatchObject({ kind: 'send', batch: { length: FULL_BATCH } });
});
