// Does the lane of one environment keep its word on a real server? Queue, lease, rollback, block, and a history that begins anew.
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { WorkflowHandleWithFirstExecutionRunId } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { createLaneActivities } from '../../activities/lane';
import { createLanes } from '../../api/gateway/lanes';
import { createRuns } from '../../api/gateway/runs';
import { laneWorkflowId, TASK_QUEUE } from '../../src/domain/ids';
import type { Lane, LaneRequest, LaneWord } from '../../src/domain/lane';
import { laneQuery, openLaneSignal, openLaneUpdate, releaseLaneSignal, requestLaneSignal } from '../../workflows/messages';
import { aTemporalServer, type TemporalServer } from '../support/a-temporal-server';
import { fastForward } from '../support/fast-forward';
import { joinUpdate, leaveUpdate, toldQuery, type laneAsker, type Told } from '../support/lane-asker';

const LONGEST_HISTORY = 400; // events
const PATIENCE_MS = Number(process.env['DAYSHIFT_TEST_PATIENCE_MS'] ?? 60_000);
let server: TemporalServer;
let worker: Worker;
let running: Promise<void>;

beforeAll(async () => {
  server = await aTemporalServer({ longestHistory: LONGEST_HISTORY });
  worker = await Worker.create({
    connection: server.environment.nativeConnection, namespace: server.environment.namespace ?? 'default', taskQueue: TASK_QUEUE.decisions,
    workflowsPath: require.resolve('../support/lane-asker'), activities: createLaneActivities(),
  });
  running = worker.run();
});
afterAll(async () => {
  worker?.shutdown();
  await running;
  await server?.stop();
});

async function until<T>(ask: () => Promise<T>, fits: (answer: T) => boolean, what: string): Promise<T> {
  for (const end = Date.now() + PATIENCE_MS; ;) {
    const answer = await ask();
    if (fits(answer)) return answer;
    if (Date.now() > end) throw new Error(`waited for: ${what}\n${JSON.stringify(answer)}`);
    await delay(20); // between two questions
  }
}

interface Asker {
  name: string;
  handle: WorkflowHandleWithFirstExecutionRunId<typeof laneAsker>;
  join(more?: Partial<LaneRequest>): Promise<void>;
  leave(more?: Omit<LaneWord, 'holder'>): Promise<void>;
  told(): Promise<Told>;
  /** The newest grant, once there are so many. */
  granted(times?: number): Promise<Told['grants'][number]>;
}

/** A lane of its own, and incidents that ask for it. */
function aLane() {
  const { client } = server.environment;
  const service = `shop-${randomUUID().slice(0, 8)}`;
  const place = { service, environment: 'production' };
  const lane = client.workflow.getHandle(laneWorkflowId(service, 'production'));

  async function asker(name: string): Promise<Asker> {
    const workflowId = `incident.${service}.${name}`;
    const handle = await client.workflow.start<typeof laneAsker>('laneAsker', { workflowId, taskQueue: TASK_QUEUE.decisions });
    const request: LaneRequest = { holder: workflowId, incident: `${service}.${name}.0123abcd`, leaseSeconds: 300, kind: 'deployment' };
    const told = (): Promise<Told> => handle.query(toldQuery);
    return {
      name, handle, told,
      join: (more = {}) => handle.executeUpdate(joinUpdate, { args: [{ ...place, ...request, ...more }] }),
      leave: (more = {}) => handle.executeUpdate(leaveUpdate, { args: [{ ...place, holder: workflowId, ...more }] }),
      granted: async (times = 1) => {
        const grant = (await until(told, ({ grants }) => grants.length >= times, `${name} is granted the lane ${times} times`)).grants.at(-1);
        if (!grant) throw new Error('no grant');
        return grant;
      },
    };
  }
  const state = (): Promise<Lane> => lane.query(laneQuery);
  return { place, lane, asker, state, lanes: createLanes(client, createRuns(client)), named: ({ name }: Asker) => `${service}.${name}.0123abcd` };
}

test('three wait in their order, each is told its place only when that changes, and a rollback goes first', async () => {
  const { asker, state, named } = aLane();
  const [a, b, c, back] = [await asker('a'), await asker('b'), await asker('c'), await asker('back')];
  await a.join();
  const first = await a.granted();
  await b.join();
  await b.join(); // a repeat
  await c.join();
  await back.join({ kind: 'rollback' });
  await until(c.told, ({ stands }) => stands.length === 2, 'c hears of the rollback');
  expect((await c.told()).stands).toEqual([{ ahead: 2, holder: named(a) }, { ahead: 3, holder: named(a) }]);
  expect((await b.told()).stands).toEqual([{ ahead: 1, holder: named(a) }, { ahead: 2, holder: named(a) }]);
  expect((await a.told()).grants).toHaveLength(1); // it is never taken from its holder

  await a.leave({ grant: first.grant, verified: 'sha256:1' });
  const second = await back.granted();
  expect(second).toMatchObject({ verified: ['sha256:1'], barred: [] });
  expect(second.grant).toBeGreaterThan(first.grant);
  await c.leave(); // it no longer wants it
  await back.leave({ grant: second.grant, barred: 'sha256:1' });
  expect(await b.granted()).toMatchObject({ verified: [], barred: ['sha256:1'] });
  await b.leave({ grant: (await b.granted()).grant });
  await until(state, ({ holder, queue }) => !holder && queue.length === 0, 'nobody is in the lane');
  expect((await c.told()).grants).toEqual([]);
});

test('a lease that is renewed outlives its length; one that is not is told to be lost, and the next is granted', async () => {
  const { asker, lane, state } = aLane();
  const [a, b] = [await asker('a'), await asker('b')];
  await a.join();
  const { grant } = await a.granted();
  await b.join();
  for (let third = 0; third < 6; third += 1) {
    await fastForward(server.environment, lane, 150);
    await a.join({ grant });
  }
  expect((await state()).holder).toMatchObject({ grant, incident: expect.stringContaining('.a.') });
  expect((await a.told()).grants).toHaveLength(1); // a renewal is not answered
  await fastForward(server.environment, lane, 301);
  await b.granted();
  expect((await until(a.told, ({ lost }) => lost.length === 1, 'a hears of it')).lost).toEqual([expect.objectContaining({ grant, why: 'its lease ran out' })]);
  await a.join({ grant }); // too late: told, and not put into the queue
  await until(a.told, ({ lost }) => lost.length === 2, 'a hears that it is too late');
  expect((await state()).queue).toEqual([]);
});

test('a holder that was killed is passed over when its lease is over, and one that was killed while it waited at once', async () => {
  const { asker, lane, state } = aLane();
  const [a, b, c, d] = [await asker('a'), await asker('b'), await asker('c'), await asker('d')];
  for (const one of [a, b, c, d]) await one.join();
  const first = await a.granted();
  await until(d.told, ({ stands }) => stands.length > 0, 'everybody waits');
  await a.handle.terminate('killed by the test');
  await b.handle.terminate('killed by the test');
  await fastForward(server.environment, lane, 301);
  expect((await c.granted()).grant).toBeGreaterThan(first.grant);
  expect((await state()).queue.map(({ holder }) => holder)).toEqual([d.handle.workflowId]);
  expect((await d.told()).stands.at(-1)).toMatchObject({ ahead: 1 });
});

test('who has lost track asks anew and gets a new number', async () => {
  const { asker } = aLane();
  const a = await asker('a');
  await a.join();
  const { grant } = await a.granted();
  await a.join();
  expect((await a.granted(2)).grant).toBeGreaterThan(grant);
});

test('a blocked lane grants nothing until a person opens it with a reason; who blocked it is told', async () => {
  const { asker, lane, place, state, lanes, named } = aLane();
  const [a, b, back] = [await asker('a'), await asker('b'), await asker('back')];
  await a.join();
  const { grant } = await a.granted();
  await b.join();
  const open = (word: object) => lane.executeUpdate(openLaneUpdate, { args: [word as never] });
  await expect(open({ by: 'olga', reason: 'too early' })).rejects.toMatchObject({ cause: { message: 'the lane is open', type: 'refused' } });
  await a.leave({ grant, barred: 'sha256:bad', blocked: 'the rollback did not come up' });
  await until(b.told, ({ stands }) => stands.at(-1)?.blocked !== undefined, 'b hears that it waits for a person');
  await back.join({ kind: 'rollback' });
  await until(back.told, ({ stands }) => stands.length > 0, 'the rollback waits too');
  expect(await lanes.of(place.service, 'production')).toEqual({ queue: [named(back), named(b)], blocked: { why: 'the rollback did not come up', at: expect.any(String), incident: named(a) } });
  await expect(open({ by: 'olga' })).rejects.toMatchObject({ cause: { message: 'the reason is missing' } });
  await lane.signal(openLaneSignal, { by: 'olga', reason: '', through: 'signal' }); // refused, and harmless
  await lane.signal(openLaneSignal, 'open it' as never);
  expect((await state()).blocked).toBeDefined();

  const word = { by: 'olga', reason: 'put it right by hand', through: 'api' } as const;
  expect(await lanes.open(place.service, 'production', word, 'k-1')).toBe(`Opened; the next is ${named(back)}.`);
  expect(await lanes.open(place.service, 'production', word, 'k-1')).toBe(`Opened; the next is ${named(back)}.`); // a repeat
  await expect(lanes.open(place.service, 'production', word)).rejects.toMatchObject({ code: 'refused', details: { reason: 'the lane is open' } });
  expect((await back.granted()).barred).toEqual(['sha256:bad']);
  const { notes } = await until(a.told, (told) => told.notes.length > 0, 'who blocked it is told');
  expect(notes).toEqual([{ by: 'olga', text: expect.stringContaining('put it right by hand') }]);
  expect((await state()).opened).toMatchObject({ by: 'olga', reason: 'put it right by hand' });
});

test('what is no message does not hold the lane up', async () => {
  const { asker, lane } = aLane();
  const a = await asker('a');
  await a.join();
  const { grant } = await a.granted();
  for (const nonsense of ['let me in', { holder: 'x' }, { holder: 'x', incident: 'y', leaseSeconds: 'long', kind: 'deployment' }]) await lane.signal(requestLaneSignal, nonsense as never);
  await lane.signal(releaseLaneSignal, 'bye' as never);
  await a.join();
  expect((await a.granted(2)).grant).toBeGreaterThan(grant);
});

test('it begins a new history and keeps holder, queue, numbers and what it remembers', async () => {
  const { asker, lane, state } = aLane();
  const [a, b] = [await asker('a'), await asker('b')];
  await a.join();
  await a.leave({ grant: (await a.granted()).grant, verified: 'sha256:1' });
  await a.join();
  const { grant } = await a.granted(2);
  await b.join();
  await until(b.told, ({ stands }) => stands.length === 1, 'b waits');
  const { runId } = await lane.describe();
  const before = await state();
  const renewal = { holder: a.handle.workflowId, incident: before.holder?.incident ?? '', leaseSeconds: 300, kind: 'deployment', grant } as const;
  for (const end = Date.now() + PATIENCE_MS * 2; (await lane.describe()).runId === runId;) {
    if (Date.now() > end) throw new Error('no new history was begun');
    await Promise.all(Array.from({ length: 10 }, () => lane.signal(requestLaneSignal, renewal)));
  }
  const after = await until(state, ({ holder }) => holder !== undefined, 'the new run answers');
  expect(after).toEqual({ ...before, holder: { ...before.holder, until: after.holder?.until } });
  expect((await b.told()).stands).toHaveLength(1); // nothing has changed for b
  await a.leave({ grant });
  expect((await b.granted()).verified).toEqual(['sha256:1']);
});

test('an empty lane that has nothing to remember closes; one that has verified a release goes on', async () => {
  const [untouched, used] = [aLane(), aLane()];
  const [a, b] = [await untouched.asker('a'), await used.asker('b')];
  await a.join();
  await a.leave({ grant: (await a.granted()).grant });
  await b.join();
  await b.leave({ grant: (await b.granted()).grant, verified: 'sha256:1' });
  for (const { lane } of [untouched, used]) await fastForward(server.environment, lane, 601);
  expect((await untouched.lane.describe()).status.name).toBe('COMPLETED');
  expect((await used.lane.describe()).status.name).toBe('RUNNING');
  await a.join(); // it is opened again, with higher numbers
  const numbers = (await a.granted(2), await a.told()).grants.map(({ grant }) => grant);
  expect(numbers[1]).toBeGreaterThan(numbers[0] ?? Infinity);
});
