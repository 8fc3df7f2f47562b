// Do programs hear every transition of an incident, in order and at least once, whoever is down meanwhile? Real Temporal, real HTTP.
import { spawn, type ChildProcess } from 'node:child_process';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import { createSubscriber } from '../../integrations/webhook/subscriber';
import type { EventDelivery } from '../../src/contracts/http';
import type { IncidentRecord } from '../../src/contracts/record';
import type { CloudEvent, EventData } from '../../src/domain/cloud-events';
import { deliveriesLogId, subscribersWorkflowId } from '../../src/domain/ids';
import { assignUpdate, cancelUpdate, noteUpdate } from '../../workflows/messages';
import { until } from '../api/until';
import { startServer } from '../integrations/a-server';
import { anInput, aWorld, openDay, whenView, type DayHandle, type World } from '../support/a-day';
import { aTemporalServer, type TemporalServer } from '../support/a-temporal-server';

type Answer = (event: CloudEvent, response: ServerResponse) => void;
interface Kept { id: string; timeline: IncidentRecord['timeline'] }
interface Receiver {
  taken: CloudEvent[];
  asked: CloudEvent[]; // also those that it refused
  url: string;
  heard(): string[]; // ids in the order in which they were taken for the first time
  answers(next: Answer): void;
  close(): Promise<void>;
}
const TAKES: Answer = (_, response) => void response.writeHead(204).end();
const IS_DOWN: Answer = (_, response) => void response.writeHead(503).end('down');

let server: TemporalServer;
let world: World | undefined;
const receivers: Receiver[] = [];

beforeAll(async () => { server = await aTemporalServer(); });
afterAll(async () => { await server?.stop(); });
afterEach(async () => {
  await world?.stop();
  world = undefined;
  await Promise.all(receivers.splice(0).map((receiver) => receiver.close()));
});

/** A program of the team's: what it took, in order, and how it answers. */
async function aReceiver(): Promise<Receiver> {
  const taken: CloudEvent[] = [];
  const asked: CloudEvent[] = [];
  let answer: Answer = TAKES;
  const http = await startServer(({ body }, response) => {
    const event = JSON.parse(body) as CloudEvent;
    asked.push(event);
    answer(event, response);
    if (response.statusCode === 204) taken.push(event);
  });
  const receiver: Receiver = { taken, asked, url: http.url, close: http.close, answers(next) { answer = next; }, heard: () => [...new Set(taken.map(({ id }) => id))] };
  receivers.push(receiver);
  return receiver;
}

function subscribersOf(named: Record<string, Receiver>) {
  return new Map(Object.entries(named).map(([name, { url }]) => [name, createSubscriber({ name, url, secret: 's3cret' }, { timeoutMs: 60_000 })]));
}

async function opened(named: Record<string, Receiver>): Promise<DayHandle> {
  world = await aWorld(server.environment, { subscribers: subscribersOf(named) });
  return openDay(world, anInput({ isPublished: true }));
}

async function note(day: DayHandle, text: string): Promise<void> {
  await day.executeUpdate(noteUpdate, { args: [{ by: 'olga', text, through: 'api' }] });
}

/** What is kept of it: its id, and every entry. */
async function cancel(day: DayHandle): Promise<Kept> {
  await day.executeUpdate(cancelUpdate, { args: [{ by: 'paula', reason: 'enough seen', through: 'api' }] });
  const { incident, timeline } = await day.result() as IncidentRecord;
  return { id: incident.id, timeline };
}

function idsOf({ id, timeline }: Kept): string[] {
  return timeline.map((_, index) => `${id}/${index}`);
}

function dataOf(data: CloudEvent['data']): EventData {
  return 'customData' in data ? data.customData : data;
}

/** The follower ends by itself when there is nothing more to tell. */
async function followed(view: Kept): Promise<void> {
  await server.environment.client.workflow.getHandle(subscribersWorkflowId(view.id)).result();
}

async function deliveriesOf(here: World, view: Kept): Promise<EventDelivery[]> {
  const { text } = await here.integrations.store.read(deliveriesLogId(view.id), 0);
  return text.split('\n').filter(Boolean).map((line) => JSON.parse(line) as EventDelivery);
}

test('every transition is told in order to the end of the incident, and costs it one start', async () => {
  const board = await aReceiver();
  const day = await opened({ board });
  await whenView(day, ({ suggestions }) => suggestions.length > 0, 'owners are suggested');
  await day.executeUpdate(assignUpdate, { args: [{ by: 'paula', to: 'maya', through: 'api' }] });
  await note(day, 'I look into it');
  const view = await cancel(day);
  await followed(view);

  expect(board.taken.map(({ id }) => id)).toEqual(idsOf(view));
  expect(board.taken.map(({ data }) => dataOf(data).entry.text)).toEqual(view.timeline.map(({ text }) => text));
  expect(board.taken.map(({ type }) => type)).toEqual(expect.arrayContaining(['dev.cdevents.incident.detected.0.2.0', 'dev.dayshift.incident.assigned', 'dev.dayshift.incident.noted', 'dev.cdevents.incident.resolved.0.2.0']));
  expect((await deliveriesOf(world as World, view)).map(({ id, outcome, attempt }) => [id, outcome, attempt])).toEqual(idsOf(view).map((id) => [id, 'delivered', 1]));
  const { events } = await day.fetchHistory();
  const children = (events ?? []).filter((event) => event.startChildWorkflowExecutionInitiatedEventAttributes);
  expect(children.map((event) => event.startChildWorkflowExecutionInitiatedEventAttributes?.workflowId)).toEqual([subscribersWorkflowId(view.id)]);
});

test('nobody follows an incident that nobody subscribed to', async () => {
  const board = await aReceiver();
  world = await aWorld(server.environment, { subscribers: subscribersOf({ board }) });
  const day = await openDay(world, anInput());
  const view = await cancel(day); // said before the day could begin: it is heard all the same
  await expect(server.environment.client.workflow.getHandle(subscribersWorkflowId(view.id)).describe()).rejects.toMatchObject({ name: 'WorkflowNotFoundError' });
  expect(board.asked).toEqual([]);
});

test('a subscriber that is down hears everything when it is up again, and one that never answers delays no other', async () => {
  const [board, down, silent] = [await aReceiver(), await aReceiver(), await aReceiver()];
  down.answers(IS_DOWN);
  silent.answers(() => undefined);
  const day = await opened({ board, down, silent });
  await note(day, 'first');
  await until(() => board.taken.map(({ type }) => type), (types) => types.includes('dev.dayshift.incident.noted'), 'the first subscriber hears the note while the others do not');
  await until(() => down.asked.length, (asked) => asked >= 2, 'the one that is down is tried again');
  expect([down.taken, silent.taken]).toEqual([[], []]);
  down.answers(TAKES);
  await until(() => down.heard().length, (heard) => heard >= board.heard().length, 'the one that was down has caught up');
  const view = await cancel(day);
  await until(() => [board.heard(), down.heard()], (all) => all.every((heard) => heard.length === view.timeline.length), 'both have heard the end');
  expect([board.heard(), down.heard()]).toEqual([idsOf(view), idsOf(view)]);
  const failed = (await deliveriesOf(world as World, view)).filter(({ outcome }) => outcome === 'failed');
  expect(failed[0]).toMatchObject({ subscription: 'down', id: `${view.id}/0`, attempt: 1, reason: expect.stringContaining('503') });
});

test('a closed incident is delivered to its end', async () => {
  const board = await aReceiver();
  board.answers(IS_DOWN);
  const day = await opened({ board });
  await note(day, 'nobody hears this yet');
  const view = await cancel(day);
  expect(board.taken).toEqual([]);
  board.answers(TAKES);
  await followed(view);
  expect(board.heard()).toEqual(idsOf(view));
});

test('a worker that is shut down hands on where it was', async () => {
  const board = await aReceiver();
  const day = await opened({ board });
  await note(day, 'before');
  await until(() => board.taken.map(({ type }) => type), (types) => types.includes('dev.dayshift.incident.noted'), 'the note is heard');
  await world?.stop();
  const heard = board.taken.length;
  world = await aWorld(server.environment, { subscribers: subscribersOf({ board }) });
  await note(day, 'after');
  const view = await cancel(day);
  await followed(view);
  expect(board.heard()).toEqual(idsOf(view));
  expect(board.taken.slice(heard).map(({ id }) => id)).toEqual(expect.not.arrayContaining([`${view.id}/0`])); // it did not begin anew
});

describe('a worker that is killed', () => {
  let worker: ChildProcess | undefined;

  async function aWorker(board: Receiver): Promise<ChildProcess> {
    const program = spawn(process.execPath, ['--require', path.join(__dirname, '..', 'support', 'typescript.cjs'), path.join(__dirname, 'subscribed-worker.ts'), server.address, board.url], { stdio: ['ignore', 'pipe', 'inherit'] });
    worker = program;
    await new Promise<void>((resolve, reject) => {
      program.stdout?.once('data', () => resolve());
      program.once('exit', (code) => reject(new Error(`the worker ended with ${code} before it was ready`)));
    });
    return program;
  }
  async function kill(program: ChildProcess): Promise<void> {
    const gone = new Promise((resolve) => { program.once('exit', resolve); });
    program.kill('SIGKILL');
    await gone;
  }
  afterEach(async () => {
    if (worker && worker.exitCode === null && worker.signalCode === null) await kill(worker);
  });

  test('loses no event, and the order of the first hearings stays', async () => {
    const board = await aReceiver();
    const first = await aWorker(board);
    const day = await openDay({ environment: server.environment }, anInput({ isPublished: true }));
    await note(day, 'before');
    await until(() => board.taken.map(({ type }) => type), (types) => types.includes('dev.dayshift.incident.noted'), 'the note is heard');
    board.answers(IS_DOWN);
    await note(day, 'while nobody takes anything');
    await until(() => board.asked.at(-1)?.id, (id) => id !== board.taken.at(-1)?.id, 'the next one is being tried');
    await kill(first);
    board.answers(TAKES);
    await aWorker(board);
    await note(day, 'after');
    const view = await cancel(day);
    await followed(view);
    expect(board.heard()).toEqual(idsOf(view));
  });
});
