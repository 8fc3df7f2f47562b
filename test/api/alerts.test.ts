// What becomes of a delivery of alerts, good or bad?
import { readFileSync } from 'node:fs';
import path from 'node:path';
import request from 'supertest';
import type { Alert } from '../../src/contracts/alert';
import { AlertAnswer, Problem, UnroutedList } from '../../src/contracts/http';
import { AlertMatcher } from '../../src/contracts/service';
import type { AlertSource, Decoded } from '../../src/ports/alert-source';
import { anAlert } from '../support/builders';
import { aDelivery, anApi, anInstallation } from './an-api';

const ALERTS = '/api/v1/alerts/alertmanager';

type Told = AlertAnswer['alerts'][number];

/** A source that decodes whatever comes to these alerts of one cause. */
function aSource(alerts: [fingerprint: string, status: Alert['status']][], ignored: Decoded['ignored'] = []): AlertSource {
  return { alwaysEnds: true, verify: () => undefined, decode: () => ({ alerts: alerts.map(([fingerprint, status]) => anAlert({ fingerprint, status, group: 'LoginRefused' })), ignored }) };
}

test('a delivery opens one incident for a cause, later ones join it, and every alert is answered in its place', async () => {
  const { app } = anApi();
  const first = AlertAnswer.parse((await request(app).post(ALERTS).send(aDelivery({ fingerprint: 'a' }, { name: 'CheckoutSlow', service: 'checkout', fingerprint: 'b' }, { fingerprint: 'c' })).expect(202)).body);
  expect(first.alerts.map(({ fingerprint, became }) => [fingerprint, became])).toEqual([['a', 'opened'], ['b', 'opened'], ['c', 'joined']]);
  expect(first.alerts[2]?.incident).toBe(first.alerts[0]?.incident);
  expect(first.alerts[1]?.incident).not.toBe(first.alerts[0]?.incident);
  const again = AlertAnswer.parse((await request(app).post(ALERTS).send(aDelivery({ fingerprint: 'a' })).expect(202)).body);
  expect(again.alerts).toEqual([{ fingerprint: 'a', name: 'LoginRefused', became: 'joined', incident: first.alerts[0]?.incident, rule: 'label service=storefront; grouped by the group of alertmanager' }]);
});

test('a matcher of the installation finds the service when the label does not, and the answer names it', async () => {
  const { app } = anApi();
  const { body } = await request(app).post(ALERTS).send(aDelivery({ service: 'elsewhere', labels: { team: 'payments', job: 'till' } })).expect(202);
  expect(body.alerts[0]).toMatchObject({ became: 'opened', rule: 'labels team=payments, job=till of checkout; grouped by the group of alertmanager' });
});

test('an alert of no service is set aside, with the reason, and counted when it is told again', async () => {
  const { app, gateway } = anApi();
  const { body } = await request(app).post(ALERTS).send(aDelivery({ service: 'elsewhere' }, { fingerprint: 'ours' })).expect(202);
  expect(body.alerts.map(({ became }: { became: string }) => became)).toEqual(['unrouted', 'opened']);
  expect(await gateway.openRows()).toHaveLength(1);
  await request(app).post(ALERTS).send(aDelivery({ service: 'elsewhere' })).expect(202);
  const { body: kept } = await request(app).get('/api/v1/unrouted').expect(200);
  expect(UnroutedList.parse(kept)).toEqual({ dropped: 0, unrouted: [expect.objectContaining({ key: 'alertmanager/f1', times: 2, rule: expect.stringContaining('no service is called "elsewhere"'), alert: expect.objectContaining({ name: 'LoginRefused' }) })] });
});

test('a resolution for which nothing is open opens nothing, and says so', async () => {
  const { app, gateway } = anApi();
  const { body } = await request(app).post(ALERTS).send(aDelivery({ status: 'resolved' })).expect(202);
  expect(body.alerts).toEqual([{ fingerprint: 'f1', name: 'LoginRefused', became: 'ignored', rule: expect.stringMatching(/^label service=storefront; grouped .*; it resolved, and no incident is open/) }]);
  expect(await gateway.openRows()).toEqual([]);
});

test('what fires opens, what is silenced beside it joins, what ended resolves, each in its place', async () => {
  const { app } = anApi({ alertSources: new Map([['alertmanager', aSource([['a', 'suppressed'], ['b', 'resolved'], ['c', 'firing'], ['d', 'firing']])]]) });
  const { body } = await request(app).post(ALERTS).send({}).expect(202);
  expect(body.alerts.map(({ fingerprint, became }: Told) => [fingerprint, became])).toEqual([['a', 'joined'], ['b', 'resolved'], ['c', 'opened'], ['d', 'joined']]);
  expect(new Set(body.alerts.map(({ incident }: Told) => incident)).size).toBe(1);
});

test('what is silenced at its source opens nothing by itself', async () => {
  const { app, gateway } = anApi({ alertSources: new Map([['alertmanager', aSource([['a', 'suppressed']])]]) });
  const { body } = await request(app).post(ALERTS).send({}).expect(202);
  expect(body.alerts[0]).toMatchObject({ became: 'ignored', rule: expect.stringContaining('silenced or inhibited at its source') });
  expect(await gateway.openRows()).toEqual([]);
});

test('what is no alert is answered too: no answer is empty', async () => {
  const { app } = anApi({ alertSources: new Map([['alertmanager', aSource([], [{ fingerprint: 'ping', name: 'ping', why: 'a ping is no alert' }])]]) });
  const { body } = await request(app).post(ALERTS).send({}).expect(202);
  expect(body).toEqual({ alerts: [{ fingerprint: 'ping', name: 'ping', became: 'ignored', rule: 'a ping is no alert' }] });
});

test('a row of the installation that ignores is obeyed, with its reason', async () => {
  const installation = anInstallation();
  const [service] = installation.services;
  service?.alerts.push(AlertMatcher.parse({ match: ['severity=~"info|none"'], ignore: 'nobody is woken by it' }));
  const { app, gateway } = anApi({ installation });
  const { body } = await request(app).post(ALERTS).send(aDelivery({ labels: { severity: 'info' } })).expect(202);
  expect(body.alerts[0]).toMatchObject({ became: 'ignored', rule: expect.stringContaining('nobody is woken by it') });
  expect(await gateway.openRows()).toEqual([]);
});

test('one delivery for many services goes to as many incidents, side by side', async () => {
  const { app, gateway } = anApi();
  const { body } = await request(app).post(ALERTS).send(aDelivery(...Array.from({ length: 40 }, (_, at) => ({ service: at % 2 ? 'storefront' : 'checkout', name: `Cause${at % 8}`, fingerprint: `f${at}` })))).expect(202);
  expect(body.alerts.map(({ fingerprint }: Told) => fingerprint)).toEqual(Array.from({ length: 40 }, (_, at) => `f${at}`));
  expect(body.alerts.filter(({ became }: Told) => became === 'opened')).toHaveLength(8);
  expect(await gateway.openRows()).toHaveLength(8);
});

test('an alert of a source that tells no end gets one; an ended one, and one of a source that does, get none', async () => {
  const { app, gateway } = anApi({ alertSources: new Map([['alertmanager', { ...aSource([['a', 'firing'], ['b', 'resolved']]), alwaysEnds: false }]]) });
  const heard: (string | undefined)[] = [];
  const { openOrJoin } = gateway;
  gateway.openOrJoin = (input, alerts) => {
    heard.push(...alerts.map(({ expiresAt }) => expiresAt));
    return openOrJoin(input, alerts);
  };
  await request(app).post(ALERTS).send({}).expect(202);
  expect(heard).toEqual([expect.stringMatching(/Z$/), undefined]);
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
  ['more than eight MiB', ALERTS, JSON.stringify({ alerts: 'x'.repeat(8 * 1024 * 1024) }), 413, 'body-too-large', /8192 KiB/],
])('%s is refused with what to do, and nothing is half done', async (_, address, sent, status, code, found) => {
  const { app, gateway } = anApi();
  const response = await request(app).post(address).set('content-type', 'application/json').send(sent).expect(status);
  const problem = Problem.parse(JSON.parse(response.text));
  expect(response.type).toBe('application/problem+json');
  expect(problem).toMatchObject({ type: `/problems/${code}`, status, detail: expect.stringMatching(found), instance: address });
  expect(problem.advice).not.toBe('');
  expect(await gateway.openRows()).toEqual([]);
});

test.each([['of a service', {}], ['of none', { service: 'elsewhere' }]])('while Temporal is silent the source of an alert %s is told to come back', async (_, alert) => {
  const { app, gateway } = anApi();
  gateway.silent = true;
  const response = await request(app).post(ALERTS).send(aDelivery(alert)).expect(503);
  expect(response.headers['retry-after']).toBe('2');
});
