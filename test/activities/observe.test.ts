// What does one look at production ask, and what is left when monitoring is slow, silent or broken?
import { MockActivityEnvironment } from '@temporalio/testing';
import { askMonitoring } from '../../activities/ask-monitoring';
import { createObserve } from '../../activities/observe';
import { createInMemoryMonitoring } from '../../integrations/in-memory';
import type { WatchSample } from '../../src/contracts/live-release';
import type { WatchPlan } from '../../src/contracts/release-plan';
import type { Monitoring } from '../../src/ports/monitoring';
import { at, aWatch, DIGEST, T0 } from '../support/builders';

const rule = aWatch({ query: 'bad{digest="$release"}[$window]', burn: [{ rate: 10, longSeconds: 60, shortSeconds: 10 }, { rate: 5, longSeconds: 120, shortSeconds: 60 }], figures: [{ name: 'p95', query: 'p95{s="$service"}', max: 0.5 }] });
const share = (seconds: number): string => `bad{digest="aaaaaaaaaaaa"}[${seconds}s]`;

function observe(monitoring: Monitoring, about: { rule?: WatchPlan; since?: string; at?: string } = {}): Promise<WatchSample> {
  return new MockActivityEnvironment().run(createObserve({ monitoring }), { service: 'storefront', environment: 'production', digest: DIGEST, rule, since: T0, at: at(600), ...about });
}

function aMonitoring(values: Record<string, number>) {
  const monitoring = createInMemoryMonitoring();
  for (const [query, value] of Object.entries(values)) monitoring.setMetric(query, value);
  const asked = jest.spyOn(monitoring, 'measure');
  return { monitoring, asked: () => asked.mock.calls.map(([query]) => query) };
}

it('asks each window once, and every figure', async () => {
  const { monitoring, asked } = aMonitoring({ [share(10)]: 0.2, [share(60)]: 0.12, [share(120)]: 0, 'p95{s="storefront"}': 0.1 });
  expect(await observe(monitoring)).toEqual({
    at: at(600), bad: 0.2, state: 'bad', burns: [{ rate: 10, long: 12, short: 20 }, { rate: 5, long: 0, short: 12 }], figures: [{ name: 'p95', value: 0.1, ok: true }],
    why: 'the budget burns 12 and 20 times as fast as it may over 1m and 10s (too fast from 10 on)',
  });
  expect(asked().sort()).toEqual([share(10), share(120), share(60), 'p95{s="storefront"}'].sort());
});

it('asks no window that reaches back to before the release', async () => {
  const { monitoring, asked } = aMonitoring({});
  await observe(monitoring, { rule: { ...rule, query: 'bad[$window]', figures: [] }, at: at(30) });
  expect(asked().sort()).toEqual(['bad[10s]', 'bad[30s]']);
});

it('asks nothing while the release is too young for any window, and says so', async () => {
  const { monitoring, asked } = aMonitoring({});
  expect(await observe(monitoring, { rule: { ...rule, query: 'bad[$window]' }, at: T0 })).toMatchObject({ state: 'unknown', bad: null, why: expect.stringContaining('too young') as string });
  expect(asked()).toEqual([]);
});

it('knows what it could ask when one question throws, and says why the other is unknown', async () => {
  const { monitoring } = aMonitoring({ bad_share: 0, good: 1 });
  const broken: Monitoring = { ...monitoring, measure: async (query, signal) => (query === 'p95' ? Promise.reject(new Error('socket hang up')) : monitoring.measure(query, signal)) };
  const sample = await observe(broken, { rule: aWatch({ figures: [{ name: 'p95', query: 'p95', max: 1 }] }) });
  expect(sample).toEqual({ at: at(600), bad: 0, state: 'unknown', figures: [{ name: 'p95', value: null, ok: null }], why: 'p95: monitoring could not be asked: socket hang up' });
});

describe('several questions at once', () => {
  const hanging: Monitoring['measure'] = (_, signal) => new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)));

  it('are side by side: all are asked before one is answered', async () => {
    let asked = 0;
    let answer: () => void = () => undefined;
    const all = new Promise<void>((resolve) => { answer = resolve; });
    const monitoring: Monitoring = { ...createInMemoryMonitoring(), measure: async () => {
      asked += 1;
      if (asked === 3) answer();
      await all;
      return { value: 1, at: T0 };
    } };
    expect(await askMonitoring(monitoring, ['a', 'b', 'c', 'a'].map((query) => ({ query })), new AbortController().signal)).toHaveLength(4);
    expect(asked).toBe(3);
  });

  it('that hang are unknown when their time is up', async () => {
    const monitoring: Monitoring = { ...createInMemoryMonitoring(), measure: hanging };
    expect(await askMonitoring(monitoring, [{ query: 'a' }], new AbortController().signal, 0.05)).toEqual([{ value: null, reason: 'no answer within 0.05 s', at: expect.any(String) as string }]);
  });

  it('end when nobody wants the answer any more', async () => {
    const controller = new AbortController();
    const asking = askMonitoring({ ...createInMemoryMonitoring(), measure: hanging }, [{ query: 'a' }], controller.signal);
    controller.abort(new Error('cancelled'));
    await expect(asking).rejects.toThrow('cancelled');
  });
});
