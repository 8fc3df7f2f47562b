// What does a sender see of the coalescing? Nothing, when it is quiet; one batch, when many come; an error, when it failed.
import { createCoalescer } from '../../api/alert-coalescer';

function aSlowTemporal() {
  const batches: { key: string; batch: number[]; end: () => void; fail: () => void }[] = [];
  const timers: (() => void)[] = [];
  let now = 1_000_000;
  const coalescer = createCoalescer<number, string>({
    now: () => now,
    later: (ms, run) => { timers.push(() => { now += ms; run(); }); },
    send: (key, batch) => new Promise((resolve, reject) => {
      batches.push({ key, batch, end: () => resolve(batch.map((item) => `${key}:${item}`)), fail: () => reject(new Error('down')) });
    }),
  });
  return { coalescer, batches, timers };
}

test('a single alert goes out at once', () => {
  const { coalescer, batches } = aSlowTemporal();
  void coalescer.offer('login', 1, 10);
  expect(batches.map(({ batch }) => batch)).toEqual([[1]]);
});

test('those that come while one is on its way go together, and each gets its own answer', async () => {
  const { coalescer, batches, timers } = aSlowTemporal();
  const answers = [1, 2, 3].map((item) => coalescer.offer('login', item, 10));
  batches[0]?.end();
  await answers[0];
  for (const run of timers.splice(0)) run();
  expect(batches.map(({ batch }) => batch)).toEqual([[1], [2, 3]]);
  batches[1]?.end();
  expect(await Promise.all(answers)).toEqual(['login:1', 'login:2', 'login:3']);
});

test('causes do not wait for each other', () => {
  const { coalescer, batches } = aSlowTemporal();
  void coalescer.offer('login', 1, 10);
  void coalescer.offer('checkout', 2, 10);
  expect(batches.map(({ key }) => key)).toEqual(['login', 'checkout']);
});

test('a batch that failed fails its senders, and the next one is tried again', async () => {
  const { coalescer, batches, timers } = aSlowTemporal();
  const first = coalescer.offer('login', 1, 10);
  const second = coalescer.offer('login', 2, 10);
  batches[0]?.fail();
  await expect(first).rejects.toThrow('down');
  for (const run of timers.splice(0)) run();
  batches[1]?.end();
  expect(await second).toBe('login:2');
});

test('what is too heavy for one signal goes in several', async () => {
  const { coalescer, batches } = aSlowTemporal();
  const heavy = 400 * 1024;
  const answers = [1, 2, 3].map((item) => coalescer.offer('login', item, heavy));
  for (let at = 0; at < 3; at += 1) {
    batches[at]?.end();
    await answers[at];
  }
  expect(batches.map(({ batch }) => batch)).toEqual([[1], [2], [3]]);
});

test('deliveries that read the same weigh once, so that a repeated storm is one signal', async () => {
  const { coalescer, batches, timers } = aSlowTemporal();
  const first = coalescer.offer('login', 0, 400 * 1024, 'same');
  const rest = [1, 2, 3].map((item) => coalescer.offer('login', item, 400 * 1024, 'same'));
  batches[0]?.end();
  await first;
  for (const run of timers.splice(0)) run();
  expect(batches.map(({ batch }) => batch)).toEqual([[0], [1, 2, 3]]);
  batches[1]?.end();
  expect(await Promise.all(rest)).toEqual(['login:1', 'login:2', 'login:3']);
});

test('when far too many wait, the sender is told to come back', async () => {
  const { coalescer } = aSlowTemporal();
  for (let item = 0; item <= 5000; item += 1) void coalescer.offer('login', item, 1);
  await expect(coalescer.offer('login', 5001, 1)).rejects.toMatchObject({ code: 'unreachable' });
});
