// Does the door keep its promises in front of a real Temporal server and the real workflow?
import { randomUUID } from 'node:crypto';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { createIncidentGateway, type IncidentGateway } from '../../api/incident-gateway';
import { queryUntil } from '../../api/gateway/query';
import { overConnection } from '../../api/gateway/temporal-connection';
import type { IncidentInput, IncidentView } from '../../src/contracts/incident';
import { incidentWorkflowId, parseIncidentId } from '../../src/domain/ids';
import { incidentQuery } from '../../workflows/messages';
import { aWorld, anAlertOf, anInput, type World } from '../support/a-day';
import { aTemporalServer, type TemporalServer } from '../support/a-temporal-server';
import { somePolicies } from '../support/policies';
import { until } from './until';

let server: TemporalServer;
let environment: TestWorkflowEnvironment;
let world: World;
let gateway: IncidentGateway;

beforeAll(async () => {
  server = await aTemporalServer();
  environment = server.environment;
  world = await aWorld(environment);
  gateway = createIncidentGateway(overConnection(environment.connection, environment.namespace ?? 'default'));
});
afterAll(async () => {
  await world?.stop();
  await server?.stop();
});

async function opened(input: IncidentInput = anInput()): Promise<string> {
  const joined = await gateway.openOrJoin(input, [anAlertOf(input)]);
  if (joined.became !== 'opened') throw new Error(`expected a new incident, it ${joined.became}`);
  return joined.incident;
}

async function assignable(id: string): Promise<IncidentView> {
  return until(() => gateway.view(id), (view) => view.turn?.role === 'product-owner', 'the product owner is asked');
}

test('an alert opens an incident, the same trouble again joins it', async () => {
  const input = anInput();
  const id = await opened(input);
  expect(parseIncidentId(id)).toBeDefined();
  expect(await gateway.openOrJoin(input, [anAlertOf(input)])).toEqual({ became: 'joined', incident: id });
  const view = await until(() => gateway.view(id), ({ alerts }) => alerts.received === 2, 'both alerts are counted');
  expect(view.id).toBe(id);
});

test('fifty at once are one incident, none is lost, and few events are written', async () => {
  const input = anInput();
  const answers = await Promise.all(Array.from({ length: 50 }, (_, at) => gateway.openOrJoin(input, [anAlertOf(input, { fingerprint: `f${at}` })])));
  const ids = new Set(answers.map((answer) => (answer.became === 'nothing-open' ? '' : answer.incident)));
  expect(ids.size).toBe(1);
  expect(answers.filter(({ became }) => became === 'opened')).toHaveLength(1);
  const [id = ''] = ids;
  const view = await until(() => gateway.view(id), ({ alerts }) => alerts.received === 50, 'all fifty have arrived');
  expect(new Set(view.alerts.open.map((alert) => alert.fingerprint)).size).toBe(50);
  const { events } = await environment.client.workflow.getHandle(view.workflowId, view.runId).fetchHistory();
  expect((events ?? []).filter((event) => event.workflowExecutionSignaledEventAttributes).length).toBeLessThanOrEqual(3);
});

test('what only resolved opens nothing', async () => {
  const input = anInput();
  expect(await gateway.openOrJoin(input, [anAlertOf(input, { status: 'resolved' })])).toEqual({ became: 'nothing-open' });
  const id = await opened(input);
  expect(await gateway.openOrJoin(input, [anAlertOf(input, { status: 'resolved' })])).toEqual({ became: 'joined', incident: id });
});

test('the same alert delivered again and again is counted exactly, in few events', async () => {
  const input = anInput();
  const id = await opened(input);
  await Promise.all(Array.from({ length: 1000 }, (_, at) => gateway.openOrJoin(input, [anAlertOf(input, { fingerprint: `f${at % 10}` })])));
  const view = await until(() => gateway.view(id), ({ alerts }) => alerts.received === 1001, 'every delivery is counted');
  expect(view.alerts.openCount).toBe(10); // the one that opened it is one of them
  const { events } = await environment.client.workflow.getHandle(view.workflowId, view.runId).fetchHistory();
  expect((events ?? []).filter((event) => event.workflowExecutionSignaledEventAttributes).length).toBeLessThanOrEqual(6);
});

test('a delivery heavier than one signal may be goes in several, and nothing of it is lost', async () => {
  const input = anInput();
  const heavy = Array.from({ length: 1500 }, (_, at) => ({ ...anAlertOf(input, { fingerprint: `f${at}` }), summary: `${at} ${'語'.repeat(480)}` }));
  const joined = await gateway.openOrJoin(input, heavy);
  if (joined.became !== 'opened') throw new Error(`expected a new incident, it ${joined.became}`);
  const view = await until(() => gateway.view(joined.incident), ({ alerts }) => alerts.received === 1500, 'all are counted');
  expect(view.alerts.openCount).toBe(1500);
});

test('texts longer than Temporal takes for a summary open an incident all the same', async () => {
  const input = anInput({ rule: 'r'.repeat(30_000) });
  expect(await gateway.openOrJoin(input, [{ ...anAlertOf(input), summary: '語'.repeat(500) }])).toMatchObject({ became: 'opened' });
});

test('what would join is known before: nothing, then the open incident', async () => {
  const input = anInput();
  expect(await gateway.standing(input.service, input.cause)).toBeUndefined();
  const id = await opened(input);
  expect(await gateway.standing(input.service, input.cause)).toEqual({ incident: id, isClosed: false });
});

test('an incident that has recovered is closed on the board, refuses words, is told of no further ends, and reopens when it fires', async () => {
  const input = anInput({ policies: somePolicies({ quietWindowSeconds: 1, reopenWithinSeconds: 600 }) });
  const id = await opened(input);
  await assignable(id);
  await gateway.openOrJoin(input, [anAlertOf(input, { status: 'resolved' })]);
  const closed = await until(() => gateway.view(id), ({ phase }) => phase === 'closed', 'it has recovered');
  await until(() => gateway.openRows(), (rows) => rows.every((row) => row.id !== id), 'the board does not list it as open');
  await until(() => gateway.closedRows(100, new Set()), (rows) => rows.some((row) => row.id === id && row.outcome === 'recovered-by-itself'), 'the board lists it as closed');
  await expect(gateway.say(id, 'note', { by: 'maya', through: 'api', text: 'too late' })).rejects.toMatchObject({ code: 'refused' });
  expect(await gateway.standing(input.service, input.cause)).toEqual({ incident: id, isClosed: true });
  expect(await gateway.openOrJoin(input, [anAlertOf(input, { status: 'resolved' })])).toEqual({ became: 'nothing-open' });
  expect((await gateway.view(id)).alerts.received).toBe(closed.alerts.received);
  expect(await gateway.openOrJoin(input, [{ ...anAlertOf(input), startsAt: '2026-01-05T10:00:00Z' }])).toEqual({ became: 'joined', incident: id });
  await until(() => gateway.view(id), ({ phase, reopened }) => phase !== 'closed' && reopened === 1, 'it is open again');
  await until(() => gateway.openRows(), (rows) => rows.some((row) => row.id === id), 'the board lists it as open again');
});

test('what belongs nowhere is one list for every process: counted, kept, dismissed once', async () => {
  const other = createIncidentGateway(overConnection(environment.connection, environment.namespace ?? 'default'));
  const lost = { ...anAlertOf(anInput()), fingerprint: 'lost/1' };
  await Promise.all(Array.from({ length: 60 }, (_, at) => (at % 2 ? other : gateway).unrouted.setAside(lost, 'no service')));
  const { unrouted } = await until(() => other.unrouted.list(), (list) => list.unrouted[0]?.times === 60, 'every delivery is counted');
  expect(unrouted).toEqual([expect.objectContaining({ key: 'alertmanager/lost/1', rule: 'no service' })]);
  await gateway.unrouted.dismiss('alertmanager/lost/1', 'paula');
  expect(await other.unrouted.list()).toEqual({ unrouted: [], dropped: 0 });
  await expect(other.unrouted.dismiss('alertmanager/lost/1', 'paula')).rejects.toMatchObject({ code: 'unrouted-unknown' });
});

test('a word is answered, refused with a reason, and answered the same when it is repeated with its key', async () => {
  const id = await opened();
  await assignable(id);
  await expect(gateway.say(id, 'assign', { by: 'maya', through: 'api', to: 'maya' })).rejects.toMatchObject({ code: 'refused', advice: expect.stringMatching(/.+/) });
  const key = randomUUID();
  const first = await gateway.say(id, 'note', { by: 'maya', through: 'cli', text: 'I look at it' }, key);
  expect(await gateway.say(id, 'note', { by: 'maya', through: 'cli', text: 'I look at it' }, key)).toBe(first);
  const { timeline } = await gateway.view(id);
  expect(timeline.filter((entry) => entry.text === 'I look at it')).toHaveLength(1);
});

test('an unknown incident is unknown, a closed one is closed but can be seen, and the next one is another', async () => {
  const input = anInput();
  await expect(gateway.view('storefront.Nothing.0123abcd')).rejects.toMatchObject({ code: 'incident-unknown' });
  await expect(gateway.view('no id')).rejects.toMatchObject({ code: 'incident-unknown' });
  const id = await opened(input);
  await assignable(id);
  await gateway.say(id, 'cancel', { by: 'paula', through: 'api', reason: 'a false alarm' });
  await until(() => gateway.openRows(), (rows) => rows.every((row) => row.id !== id), 'it is not open any more');
  const run = environment.client.workflow.getHandle(incidentWorkflowId(input.service, input.cause));
  await until(() => run.describe(), ({ status }) => status.name !== 'RUNNING', 'it has told everybody and ended'); // until then it is joined
  const again = await opened(input);
  expect(again).not.toBe(id);
  expect((await gateway.view(id)).outcome).toBe('cancelled');
  expect((await gateway.view(again)).outcome).toBeUndefined();
  const other = createIncidentGateway(overConnection(environment.connection, environment.namespace ?? 'default'));
  expect((await until(() => other.view(id).catch(() => undefined), (view) => view !== undefined, 'visibility knows the earlier run'))?.id).toBe(id);
  await expect(gateway.say(id, 'note', { by: 'maya', through: 'api', text: 'too late' })).rejects.toMatchObject({ code: 'refused' });
  const closed = await until(() => gateway.closedRows(100, new Set()), (rows) => rows.some((row) => row.id === id), 'it is among the closed ones');
  expect(closed.find((row) => row.id === id)).toMatchObject({ phase: 'closed', outcome: 'cancelled' });
});

test('one that no worker has looked at is unreachable, which may be asked again, and nothing that went wrong inside', async () => {
  const workflowId = incidentWorkflowId(anInput().service, `nobody-${randomUUID()}`);
  const { firstExecutionRunId: runId } = await environment.client.workflow.start('incidentToProduction', { workflowId, taskQueue: 'nobody-works-here', args: [] });
  await expect(queryUntil(environment.client, { workflowId, runId }, incidentQuery, Date.now() + 500)).rejects.toMatchObject({ code: 'unreachable' });
  await environment.client.workflow.getHandle(workflowId).terminate();
});

test('a row of the board is the view, reduced', async () => {
  const id = await opened();
  const view = await assignable(id);
  const rows = await until(() => gateway.openRows(), (all) => all.some((row) => row.id === id && row.turn !== undefined), 'the board has it');
  expect(rows.find((row) => row.id === id)).toMatchObject({ id, title: view.title, phase: 'assess', turn: view.turn, headline: { name: 'logins refused', value: 0.314 } });
});

test('changes are told as they happen, and end with the incident', async () => {
  const id = await opened();
  await assignable(id);
  const looked = new AbortController();
  const phases: string[] = [];
  const changes = gateway.changes(id, looked.signal);
  while (!(await changes.next()).done) {
    const view = await gateway.view(id);
    if (phases.at(-1) !== view.phase) phases.push(view.phase);
    if (phases.length === 1 && view.phase === 'assess') await gateway.say(id, 'assign', { by: 'paula', through: 'api', to: 'maya' });
    if (view.phase === 'fix') await gateway.say(id, 'cancel', { by: 'paula', through: 'api', reason: 'enough' }).catch(() => undefined);
  }
  expect(phases).toEqual(['assess', 'fix', 'closed']);
});

test('no lane runs before somebody asks for it', async () => {
  expect(await gateway.lane('storefront', 'nowhere')).toBeUndefined();
  expect(await gateway.isReachable()).toBe(true);
});
