// With a real server and its clock in our hands: does the watch go on whatever happens, tell what changed and nothing twice, and end only as it may?
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { createObserve } from '../../activities/observe';
import { createInMemoryMonitoring } from '../../integrations/in-memory';
import type { WatchSample } from '../../src/contracts/live-release';
import type { WatchNews } from '../../src/domain/release-health';
import { countAgainstSignal, samplesQuery } from '../../workflows/messages';
import type { watchRelease, WatchInput } from '../../workflows/watch-release';
import { until } from '../api/until';
import { aTemporalServer, type TemporalServer } from '../support/a-temporal-server';
import { aWatch, DIGEST } from '../support/builders';
import { fastForward } from '../support/fast-forward';
import { newsQuery } from './a-listening-incident';

const TASK_QUEUE = 'watch-test';
const monitoring = createInMemoryMonitoring();
let server: TemporalServer;
let stopWorker: () => Promise<void>;

/** What production says from now on; null is no data. */
function production(bad: number | null): void {
  monitoring.setMetric('bad_share', bad);
}

async function startWorker(): Promise<void> {
  const worker = await Worker.create({
    connection: server.environment.nativeConnection, taskQueue: TASK_QUEUE, workflowsPath: require.resolve('./a-listening-incident'), activities: { observe: createObserve({ monitoring }) },
    stickyQueueScheduleToStartTimeout: '1s',
  });
  const running = worker.run();
  stopWorker = async () => {
    worker.shutdown();
    await running;
  };
}

beforeAll(async () => {
  server = await aTemporalServer();
  await startWorker();
});
afterAll(async () => {
  await stopWorker?.();
  await server?.stop();
});

interface Watching { watch: WorkflowHandle<typeof watchRelease>; news: () => Promise<WatchNews[]>; samples: () => Promise<WatchSample[]>; forward: (seconds: number) => Promise<void> }

async function aWatching(about: Partial<WatchInput> = {}): Promise<Watching> {
  const { workflow } = server.environment.client;
  const incident = await workflow.start('listeningIncident', { taskQueue: TASK_QUEUE, workflowId: `incident.${randomUUID()}` });
  const watch = await workflow.start<typeof watchRelease>('watchRelease', {
    taskQueue: TASK_QUEUE, workflowId: `watch.${randomUUID()}`,
    args: [{ incident: incident.workflowId, service: 'storefront', environment: 'production', digest: DIGEST, rule: aWatch(), from: new Date().toISOString(), samples: [], counted: [], mustEnd: false, ...about }],
  });
  return { watch, news: () => incident.query(newsQuery), samples: () => watch.query(samplesQuery), forward: (seconds) => fastForward(server.environment, watch, seconds) };
}

const told = (news: WatchNews[]): string[] => news.map(({ verdict }) => verdict);

test('healthy to its end it is kept, and nothing was worth telling', async () => {
  production(0);
  const { watch, news, forward } = await aWatching();
  await forward(120);
  expect(await watch.result()).toMatchObject({ verdict: 'kept', reason: '11 of 11 samples good, and the last of them', samples: { length: 11 } });
  expect(await news()).toEqual([]);
});

test('a burn is noticed at the second sample that shows it', async () => {
  production(0.2);
  const { watch, forward } = await aWatching({ rule: aWatch({ badSamples: 2 }) });
  await forward(15);
  expect(await watch.result()).toMatchObject({ verdict: 'rolled-back', reason: '2 bad samples in a row: 20% bad, at most 1% is allowed', samples: { length: 2 } });
});

test('when a person must decide, the incident is told once, and it is observed on past its end', async () => {
  production(0.2);
  const { watch, news, samples, forward } = await aWatching({ rule: aWatch({ onBurn: 'ask' }) });
  await forward(25);
  await until(news, ({ length }) => length > 0, 'the incident is told');
  const before = (await samples()).length;
  production(0);
  await forward(200);
  expect((await samples()).length).toBeGreaterThan(before + 15);
  expect(await news()).toEqual([expect.objectContaining({ digest: DIGEST, verdict: 'ask', reason: expect.stringContaining('keep the release or roll it back') as string })]);
  await watch.cancel();
  await expect(watch.result()).rejects.toMatchObject({ cause: { name: 'CancelledFailure' } });
});

test('no data to its end asks a person, and health that is shown later keeps it', async () => {
  production(null);
  const { watch, news, forward } = await aWatching();
  await forward(105);
  await until(news, ({ length }) => length > 0, 'the incident is told');
  expect(await news()).toMatchObject([{ verdict: 'ask', reason: 'monitoring had no data at the end, 11 without data' }]);
  production(0);
  await forward(100);
  expect(await watch.result()).toMatchObject({ verdict: 'kept' });
});

test('an alert that counts against the release is judged at once, without waiting for the next sample', async () => {
  production(0);
  const { watch, samples } = await aWatching({ rule: aWatch({ everySeconds: 3600, forSeconds: 7200 }) });
  await until(samples, ({ length }) => length === 1, 'it has looked once');
  await watch.signal(countAgainstSignal, { name: 'LoginSlow', at: new Date().toISOString() });
  expect(await watch.result()).toMatchObject({ verdict: 'rolled-back', reason: expect.stringContaining('LoginSlow') as string, samples: { length: 1 } });
});

test('a canary\'s step ends at its time also without an answer, and when its incident cannot be told', async () => {
  production(null);
  const { watch, forward } = await aWatching({ mustEnd: true, incident: 'incident.that.is.none' });
  await forward(120);
  expect(await watch.result()).toMatchObject({ verdict: 'ask', reason: expect.stringContaining('no data at the end') as string });
});

test('it continues as new before its history is long, and forgets neither what it counted nor what it told', async () => {
  production(0);
  const began = Date.now();
  const earlier = Array.from({ length: 120 }, (_, place): WatchSample => ({ at: new Date(began - 10_000 * (120 - place)).toISOString(), bad: place < 3 ? 0.2 : 0, state: place < 3 ? 'bad' : 'good' }));
  const { watch, news, samples, forward } = await aWatching({ samples: earlier, rule: aWatch({ onBurn: 'ask' }) });
  const { runId } = await watch.describe();
  await forward(385);
  await until(() => watch.describe(), (now) => now.runId !== runId, 'it has continued as new');
  const kept = await until(samples, ({ length }) => length > 0, 'the new run has begun');
  expect(kept).toHaveLength(120);
  expect(kept.every(({ state }) => state === 'good')).toBe(true); // the burn is counted, its samples are gone
  expect(told(await news())).toEqual(['ask']);
  await watch.signal(countAgainstSignal, { name: 'LoginSlow', at: new Date().toISOString() });
  await until(news, ({ length }) => length > 1, 'the incident is told of the alert');
  expect((await news())[1]).toMatchObject({ verdict: 'ask', reason: expect.stringContaining('LoginSlow') as string });
  await watch.cancel();
});

test('a worker that is away misses samples, and they count as not healthy', async () => {
  production(0);
  const started = Date.now();
  const { watch, samples } = await aWatching({ mustEnd: true, rule: aWatch({ everySeconds: 1, forSeconds: 15 }) });
  await until(samples, ({ length }) => length > 0, 'it has looked once');
  await stopWorker();
  while (Date.now() < started + 16_000) await delay(200); // its whole time, by the clock
  await startWorker();
  expect(await watch.result()).toMatchObject({ verdict: 'ask', reason: expect.stringMatching(/^only \d of 15 expected samples are good/) as string });
});
