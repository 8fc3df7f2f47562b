// Does a whole day go through the door: alert, words, push, live events, sign-off, record, while Temporal is restarted under it?
import { createServer } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import request from 'supertest';
import { createIncidentGateway } from '../../api/incident-gateway';
import { overConnection, toAddress } from '../../api/gateway/temporal-connection';
import { temporalPart } from '../../machine/temporal-server';
import { Supervisor } from '../../machine/supervisor';
import type { IncidentList, TurnNotice } from '../../src/contracts/http';
import type { IncidentView } from '../../src/contracts/incident';
import { IncidentRecord } from '../../src/contracts/record';
import { aWorld, type World } from '../support/a-day';
import { aTemporalServer, type TemporalServer } from '../support/a-temporal-server';
import { aDelivery, anApi, TOKENS } from './an-api';
import { listening, type Listening } from './sse-client';
import { until } from './until';

let server: TemporalServer;
let world: World;
beforeAll(async () => {
  server = await aTemporalServer();
  world = await aWorld(server.environment);
});
afterAll(async () => {
  await world?.stop();
  await server?.stop();
});
let door: Listening | undefined;
afterEach(() => door?.close());

function anApiBefore(address: string) {
  const connection = toAddress(address);
  const api = anApi({ gateway: createIncidentGateway(overConnection(connection, 'default')), ...(world ? { archive: world.integrations.archive, deployer: world.integrations.deployer } : {}) });
  return { ...api, connection };
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

test('a whole day goes through the door, and everybody sees it', async () => {
  const { app, connection } = anApiBefore(server.address);
  door = await listening(app);
  const maya = await door.listen('/api/v1/people/maya/events');
  const { body } = await request(app).post('/api/v1/alerts/alertmanager').send(aDelivery({})).expect(202);
  const id = String(body.alerts[0].incident);
  const ear = await door.listen(`/api/v1/incidents/${id}/events`);
  await ear.hear('incident', (view: IncidentView) => view.turn?.role === 'product-owner');
  await request(app).post(`/api/v1/incidents/${id}/assign`).set(bearer(TOKENS.paula)).send({ to: 'maya' }).expect(200);
  await maya.hear('turn', (turn: TurnNotice) => turn.incident === id && turn.turn.person === 'maya');
  await request(app).post(`/api/v1/incidents/${id}/sign-off`).set(bearer(TOKENS.olga)).send({ decision: 'approve', digest: `sha256:${'0'.repeat(64)}` }).expect(409);
  await request(app).post(`/api/v1/incidents/${id}/cancel`).set(bearer(TOKENS.paula)).send({ reason: 'the drill is over' }).expect(200);
  await ear.hear('incident', (view: IncidentView) => view.phase === 'closed');
  await until(() => request(app).get('/api/v1/incidents?state=open').then((response) => response.body as IncidentList), ({ incidents }) => incidents.every((row) => row.id !== id), 'it is not open any more');
  const record = IncidentRecord.parse((await request(app).get(`/api/v1/incidents/${id}/record`).expect(200)).body);
  expect(record.incident).toMatchObject({ id, outcome: 'cancelled' });
  await request(app).post(`/api/v1/incidents/${id}/note`).set(bearer(TOKENS.maya)).send({ text: 'too late' }).expect(409);
  await connection.close();
});

test('the door is open before Temporal is, says so, and those who look see the incident again after a restart', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'dayshift-restart-'));
  const port = await freePort();
  const supervisor = new Supervisor(folder, () => undefined);
  const part = temporalPart({ command: process.env['DAYSHIFT_TEMPORAL'] ?? '', folder, port });
  const { app, connection, deps } = anApiBefore(`127.0.0.1:${port}`);
  door = await listening(app);
  expect((await request(app).get('/health').expect(200)).body).toEqual({ ok: true, temporal: 'unreachable' });
  const board = await door.listen('/api/v1/events');
  await board.hear('stale');

  await supervisor.start(part);
  await until(() => request(app).get('/health').then((response) => response.body as { temporal: string }), ({ temporal }) => temporal === 'reachable', 'Temporal is reached');
  await board.hear('board', ({ incidents }: IncidentList) => openOnes(incidents).length === 0);
  await until(() => request(app).post('/api/v1/alerts/alertmanager').send(aDelivery({})).then((response) => response.status), (status) => status === 202, 'an alert is taken');
  await board.hear('board', ({ incidents }: IncidentList) => openOnes(incidents).length === 1); // no worker has seen it: visibility knows it

  await supervisor.stop('temporal');
  await until(() => board.heard.filter(({ event }) => event === 'stale').length, (count) => count === 2, 'it is said that it is away');
  await supervisor.start(part);
  await until(() => board.heard.filter(({ event }) => event === 'board').length, (count) => count >= 3, 'the board comes again');
  board.leave();
  await door.close(); // nobody looks any more
  await deps.gateway.drained();
  await connection.close();
  await supervisor.stopAll();
  await rm(folder, { recursive: true, force: true });
});

const openOnes = (incidents: IncidentList['incidents']) => incidents.filter((row) => row.phase !== 'closed');

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => { probe.listen(0, '127.0.0.1', resolve); });
  const address = probe.address();
  await new Promise((resolve) => { probe.close(resolve); });
  return typeof address === 'object' && address ? address.port : 0;
}
