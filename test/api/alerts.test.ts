// What becomes of a delivery of alerts, good or bad?
import { readFileSync } from 'node:fs';
import path from 'node:path';
import request from 'supertest';
import { AlertAnswer, Problem } from '../../src/contracts/http';
import { aDelivery, anApi } from './an-api';

const ALERTS = '/api/v1/alerts/alertmanager';

test('a delivery opens one incident for a cause, later ones join it, and every alert is answered in its place', async () => {
  const { app } = anApi();
  const first = AlertAnswer.parse((await request(app).post(ALERTS).send(aDelivery({ fingerprint: 'a' }, { name: 'CheckoutSlow', service: 'checkout', fingerprint: 'b' }, { fingerprint: 'c' })).expect(202)).body);
  expect(first.alerts.map(({ fingerprint, became }) => [fingerprint, became])).toEqual([['a', 'opened'], ['b', 'opened'], ['c', 'joined']]);
  expect(first.alerts[2]?.incident).toBe(first.alerts[0]?.incident);
  expect(first.alerts[1]?.incident).not.toBe(first.alerts[0]?.incident);
  const again = AlertAnswer.parse((await request(app).post(ALERTS).send(aDelivery({ fingerprint: 'a' })).expect(202)).body);
  expect(again.alerts).toEqual([{ fingerprint: 'a', name: 'LoginRefused', became: 'joined', incident: first.alerts[0]?.incident, rule: 'label service=storefront' }]);
});

test('a matcher of the installation finds the service when the label does not, and the answer names it', async () => {
  const { app } = anApi();
  const { body } = await request(app).post(ALERTS).send(aDelivery({ service: 'elsewhere', labels: { team: 'payments', job: 'till' } })).expect(202);
  expect(body.alerts[0]).toMatchObject({ became: 'opened', rule: 'labels team=payments, job=till of checkout' });
});

test('an alert of no service is kept apart, with the reason', async () => {
  const { app, gateway } = anApi();
  const { body } = await request(app).post(ALERTS).send(aDelivery({ service: 'elsewhere' }, { fingerprint: 'ours' })).expect(202);
  expect(body.alerts.map(({ became }: { became: string }) => became)).toEqual(['unrouted', 'opened']);
  expect(await gateway.openRows()).toHaveLength(1);
  const { body: kept } = await request(app).get('/api/v1/unrouted').expect(200);
  expect(kept.unrouted).toEqual([expect.objectContaining({ rule: expect.stringContaining('no service is called "elsewhere"'), alert: expect.objectContaining({ name: 'LoginRefused' }) })]);
});

test('a resolution for which nothing is open opens nothing', async () => {
  const { app, gateway } = anApi();
  const { body } = await request(app).post(ALERTS).send(aDelivery({ status: 'resolved' })).expect(202);
  expect(body.alerts[0]).toMatchObject({ became: 'unrouted', rule: expect.stringContaining('no incident is open') });
  expect(await gateway.openRows()).toEqual([]);
});

test('a delivery that Alertmanager really sent is understood', async () => {
  const { app } = anApi();
  const sent = readFileSync(path.join(__dirname, '../samples/alertmanager-firing-group-of-3.json'), 'utf8');
  const { body } = await request(app).post(ALERTS).set('content-type', 'application/json').send(sent).expect(202);
  expect(AlertAnswer.parse(body).alerts).toHaveLength(3);
});

test.each([
  ['an unknown source', '/api/v1/alerts/nagios', JSON.stringify(aDelivery({})), 404, 'alert-source-unknown', /known: alertmanager/],
  ['what is not JSON', ALERTS, '{"alerts": [', 422, 'body-malformed', /not JSON/],
  ['nothing at all', ALERTS, '', 422, 'body-malformed', /empty/],
  ['another vendor\'s shape', ALERTS, '{"hello": "world"}', 422, 'alert-malformed', /alerts/],
  ['more than one MiB', ALERTS, JSON.stringify({ alerts: 'x'.repeat(1024 * 1024) }), 413, 'body-too-large', /1024 KiB/],
])('%s is refused with what to do, and nothing is half done', async (_, address, sent, status, code, found) => {
  const { app, gateway } = anApi();
  const response = await request(app).post(address).set('content-type', 'application/json').send(sent).expect(status);
  const problem = Problem.parse(JSON.parse(response.text));
  expect(response.type).toBe('application/problem+json');
  expect(problem).toMatchObject({ type: `/problems/${code}`, status, detail: expect.stringMatching(found), instance: address });
  expect(problem.advice).not.toBe('');
  expect(await gateway.openRows()).toEqual([]);
});

test('while Temporal is silent the source is told to come back', async () => {
  const { app, gateway } = anApi();
  gateway.silent = true;
  const response = await request(app).post(ALERTS).send(aDelivery({})).expect(503);
  expect(response.headers['retry-after']).toBe('2');
});
