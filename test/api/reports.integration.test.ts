// With a real Temporal: does a customer's report open or join the incident, is it counted, and is nothing of what was written in any history?
import request from 'supertest';
import { overConnection, toAddress } from '../../api/gateway/temporal-connection';
import { createIncidentGateway } from '../../api/incident-gateway';
import type { IncidentView } from '../../src/contracts/incident';
import { aWorld, type World } from '../support/a-day';
import { aTemporalServer, type TemporalServer } from '../support/a-temporal-server';
import { aDelivery, anApi, TOKENS } from './an-api';
import { until } from './until';

const TEXT = { tried: 'I logged in as Carla.Customer@example.com', happened: 'It says the password is wrong', contact: '+49 30 1234567' };
const REPORT = { service: 'storefront', ...TEXT };
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

/** Every payload of a workflow's history as text. */
async function historyOf({ workflowId, runId }: IncidentView): Promise<string> {
  const history = await server.environment.client.workflow.getHandle(workflowId, runId).fetchHistory();
  return JSON.stringify(history, (key, value: unknown) => (key === 'data' && typeof value === 'string' ? Buffer.from(value, 'base64').toString('utf8') : value));
}

test('it opens an incident, then joins the one that is open, and comes back as a recurrence', async () => {
  const connection = toAddress(server.address);
  const gateway = createIncidentGateway(overConnection(connection, 'default'));
  const { app } = anApi({ gateway, archive: world.integrations.archive, deployer: world.integrations.deployer });
  const open = () => gateway.openRows().then((rows) => rows.filter((row) => row.phase !== 'closed'));
  const report = () => request(app).post('/api/v1/reports').send(REPORT).expect(202);
  const whenView = (id: string, fits: (view: IncidentView) => boolean, what: string) => until(() => gateway.view(id), fits, what);

  await report();
  const [row] = await until(open, (rows) => rows.length === 1, 'an incident is open');
  const id = row?.id ?? '';
  const first = await whenView(id, (view) => view.customerReports === 1 && view.related !== undefined && view.impact.measuredAt !== undefined, 'it is counted and looked at');
  expect(first).toMatchObject({ cause: 'customer-report', severity: 'low', alerts: { openCount: 1, names: [] } });
  expect(first.related).toMatchObject({ deployments: [{ version: '1.4.0' }], earlier: [] });

  await request(app).post('/api/v1/alerts/alertmanager').send(aDelivery({})).expect(202);
  const rows = await until(open, (found) => found.length === 2, 'the alert opened another');
  const other = rows.find((one) => one.id !== id)?.id ?? '';
  await report();
  const joined = await whenView(other, (view) => view.customerReports === 1, 'the newest one hears the second report');
  expect(joined.alerts.names).not.toContain('CustomerReport');
  expect((await gateway.view(id)).customerReports).toBe(1);

  for (const one of [id, other]) {
    await request(app).post(`/api/v1/incidents/${one}/cancel`).set({ authorization: `Bearer ${TOKENS.paula}` }).send({ reason: 'the drill is over' }).expect(200);
    await whenView(one, (view) => view.phase === 'closed', 'it is closed');
  }
  await until(open, (found) => found.length === 0, 'nothing is open');
  await report();
  const [again] = await until(open, (found) => found.length === 1, 'it is open again');
  const second = await whenView(again?.id ?? '', (view) => view.related !== undefined, 'what else is known is found');
  expect(second).toMatchObject({ cause: 'customer-report', recurrenceOf: id, related: { earlier: [{ id, outcome: 'cancelled' }] } });

  for (const view of [await gateway.view(id), await gateway.view(other), second]) {
    const history = await historyOf(view);
    expect(history.includes('CustomerReport')).toBe(true); // the payloads are read
    for (const text of Object.values(TEXT)) expect(history.includes(text)).toBe(false);
  }
  await connection.close();
});
