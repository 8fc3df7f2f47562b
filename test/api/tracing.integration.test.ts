// Is one alert one trace, from the caller's request through the workflow and its activities into the process of a check?
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import request from 'supertest';
import { createIncidentGateway } from '../../api/incident-gateway';
import { overConnection, toAddress } from '../../api/gateway/temporal-connection';
import { startTracing, type Tracing } from '../../integrations/opentelemetry';
import { createProcessRunner } from '../../integrations/processes/check-runner';
import { logId } from '../../src/domain/ids';
import type { IncidentView } from '../../src/contracts/incident';
import { startCollector, type Collector, type HeardSpan } from '../support/a-collector';
import { aWorld, type World } from '../support/a-day';
import { aTemporalServer, type TemporalServer } from '../support/a-temporal-server';
import { aPipelineText } from '../support/a-pipeline';
import { aDelivery, anApi, anInstallation, TOKENS } from './an-api';
import { until } from './until';

const CALLERS_SPAN = '00f067aa0ba902b7';
const traceOf = (digit: string): string => `${digit}bf92f3577b34da6a3ce929d0e0e4736`;
const TELL = 'echo "trace $TRACEPARENT state $TRACESTATE"';
const RESULTS = '<testsuite name="login"><testcase classname="login" name="accepts the e-mail in any letter case"/></testsuite>';
const REPOSITORY = anInstallation().services[0]?.repository ?? '';
const PIPELINE = aPipelineText({ edit: (text) => text.replace('run: make', 'run: sh build.sh').replace('run: functional', 'run: sh check.sh') });
const said: string[] = [];

let folder: string;
let collector: Collector;
let tracing: Tracing;
let server: TemporalServer;
let world: World;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dayshift-tracing-'));
  collector = await startCollector();
  Object.assign(process.env, { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: '50', OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test' });
  tracing = startTracing({ name: 'dayshift', version: '0.0.0', say: (line) => said.push(line) });
  server = await aTemporalServer();
  world = await aWorld(server.environment, {
    checkRunner: (logs) => createProcessRunner({ stateFolder: path.join(folder, 'runs'), logs }),
  });
  world.integrations.sourceControl.addCommit({
    repository: REPOSITORY, author: 'maya@storefront.example', subject: 'Commands that say which trace they see',
    files: { '.dayshift/pipeline.yaml': PIPELINE, 'build.sh': `${TELL}; mkdir -p dist; date > dist/server.js\n`, 'check.sh': `${TELL}; mkdir -p results; echo '${RESULTS}' > results/junit.xml\n` },
  });
});
afterAll(async () => {
  await world?.stop();
  await server?.stop();
  await tracing?.end();
  await collector?.close();
  await rm(folder, { recursive: true, force: true });
});

function spanOf(traceId: string, name: string | RegExp, kind?: number): Promise<HeardSpan> {
  return until(
    () => collector.spans.find((span) => span.traceId === traceId && (typeof name === 'string' ? span.name === name : name.test(span.name)) && (kind === undefined || span.kind === kind)),
    (span) => span !== undefined, `the span ${String(name)}`,
  ) as Promise<HeardSpan>;
}

const caller = (traceId: string) => ({ traceparent: `00-${traceId}-${CALLERS_SPAN}-01`, tracestate: 'shop=1' });
const person = (token: string) => ({ authorization: `Bearer ${token}` });

test('the caller\'s trace goes on through the door, Temporal, the workflow and its activities, into the processes of build and check', async () => {
  const connection = toAddress(server.address);
  const { app } = anApi({ gateway: createIncidentGateway(overConnection(connection, 'default')), archive: world.integrations.archive });
  const opening = traceOf('4');
  const { body } = await request(app).post('/api/v1/alerts/alertmanager').set(caller(opening)).send(aDelivery({})).expect(202);
  const id = String(body.alerts[0].incident);
  const view = () => request(app).get(`/api/v1/incidents/${id}`).then((response) => response.body as IncidentView);

  await until(view, ({ turn }) => turn?.role === 'product-owner', 'the product owner is asked');
  const assigning = traceOf('5');
  await request(app).post(`/api/v1/incidents/${id}/assign`).set({ ...caller(assigning), ...person(TOKENS.paula) }).send({ to: 'maya' }).expect(200);
  const { branch } = await until(view, ({ phase }) => phase === 'fix', 'the fix is awaited');
  const commit = world.integrations.sourceControl.addCommit({ repository: REPOSITORY, branch, author: 'maya@storefront.example', subject: 'fix', files: { 'src/login.ts': 'fixed' } });
  await request(app).post(`/api/v1/incidents/${id}/build`).set(person(TOKENS.maya)).send({ commit }).expect(200);
  const checked = await until(view, ({ attempts }) => attempts.at(-1)?.stages[0]?.cells[0]?.result !== undefined, 'the check has run');
  expect(checked.attempts.at(-1)?.stages[0]?.cells[0]?.result).toMatchObject({ verdict: 'passed' });

  const door = await spanOf(opening, 'receiveAlerts', 2);
  expect(door).toMatchObject({ parentSpanId: CALLERS_SPAN, service: 'dayshift', failed: false, attributes: { 'http.request.method': 'POST', 'http.response.status_code': 202 } });
  const signal = await spanOf(opening, 'signal alerts with start', 3);
  expect(signal.parentSpanId).toBe(door.spanId);
  const run = await spanOf(opening, 'incidentToProduction');
  expect(run).toMatchObject({ parentSpanId: signal.spanId, attributes: { 'dayshift.incident': id, 'dayshift.service': 'storefront' } });
  const built = await spanOf(opening, /^Build [0-9a-f]+$/, 5);
  const cell = await spanOf(opening, 'login: desktop', 5);
  for (const activity of [built, cell, await spanOf(opening, 'Impact on storefront')]) expect(activity).toMatchObject({ parentSpanId: run.spanId, failed: false, attributes: { 'dayshift.incident': id, 'dayshift.service': 'storefront' } });
  expect(cell.attributes).toMatchObject({ 'temporal.activity': 'runFunctionalCell', 'temporal.activity.attempt': 1 });

  for (const [row, span] of [['build', built], [checked.attempts[0]?.stages[0]?.cells[0]?.id ?? '', cell]] as const) {
    const { text } = await world.integrations.store.read(logId(id, 1, row), 0);
    expect(text).toContain(`trace 00-${opening}-${span.spanId}-01 state shop=1`);
  }

  const word = await spanOf(assigning, 'assign', 2);
  expect(word).toMatchObject({ parentSpanId: CALLERS_SPAN, attributes: { 'dayshift.incident': id } });
  const update = await spanOf(assigning, 'update assign', 3);
  expect(update.parentSpanId).toBe(word.spanId);
  expect(await spanOf(assigning, 'update assign', 5)).toMatchObject({ parentSpanId: update.spanId, attributes: { 'dayshift.incident': id } });

  const names = collector.spans.filter(({ name }) => /^(incidentToProduction|update assign|signal alerts)$/.test(name));
  expect(new Set(names.map(({ spanId }) => spanId)).size).toBe(names.length); // nothing is told again by a replay
  expect(said).toEqual([]);
  await connection.close();
});

test('a refused word is seen in its trace, and the caller\'s "do not record" holds everywhere', async () => {
  const connection = toAddress(server.address);
  const { app } = anApi({ gateway: createIncidentGateway(overConnection(connection, 'default')), archive: world.integrations.archive });
  const silent = traceOf('6');
  const { body } = await request(app).post('/api/v1/alerts/alertmanager').set({ traceparent: `00-${silent}-${CALLERS_SPAN}-00` }).send(aDelivery({ name: 'Slow' })).expect(202);
  const refused = traceOf('7');
  await request(app).post(`/api/v1/incidents/${String(body.alerts[0].incident)}/assign`).set({ ...caller(refused), ...person(TOKENS.maya) }).send({ to: 'maya' }).expect(409);
  await spanOf(refused, 'update assign', 3);
  expect(await spanOf(refused, 'assign', 2)).toMatchObject({ failed: false, attributes: { 'http.response.status_code': 409 } });
  expect(collector.spans.filter(({ traceId }) => traceId === silent)).toEqual([]);
  await connection.close();
});
