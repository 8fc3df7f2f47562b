// Is a payload explained as it would be taken, and does nothing happen?
import request from 'supertest';
import { AlertAnswer, AlertExplanation, Problem } from '../../src/contracts/http';
import { createAlertmanager } from '../../integrations/alertmanager';
import { aDelivery, anApi, anInstallation, TOKENS, type AlertOptions } from './an-api';

const EXPLAIN = '/api/v1/explain/alertmanager';
const explained = async (api: ReturnType<typeof anApi>, ...alerts: AlertOptions[]) => AlertExplanation.parse((await request(api.app).post(EXPLAIN).send(aDelivery(...alerts)).expect(200)).body).alerts;

test('an alert that would open says for which service, under which cause and id, by which rules', async () => {
  const api = anApi();
  expect(await explained(api, {})).toEqual([{
    fingerprint: 'f1', name: 'LoginRefused', status: 'firing', severity: 'critical', would: 'open', service: 'storefront', cause: 'LoginRefused',
    workflowId: 'incident.storefront.LoginRefused', rule: 'label service=storefront', grouping: 'by the group of alertmanager',
  }]);
  expect(await api.gateway.openRows()).toEqual([]);
});

test('beside an open incident it would join or resolve that one, which is named', async () => {
  const api = anApi();
  const { body } = await request(api.app).post('/api/v1/alerts/alertmanager').send(aDelivery({})).expect(202);
  const incident = AlertAnswer.parse(body).alerts[0]?.incident;
  const received = (await api.gateway.view(incident ?? '')).alerts.received;
  expect((await explained(api, { fingerprint: 'f2' }, { status: 'resolved' })).map(({ would, incident: which }) => [would, which])).toEqual([['join', incident], ['resolve', incident]]);
  expect((await api.gateway.view(incident ?? '')).alerts.received).toBe(received);
});

test('what resolves with nothing open, and what belongs nowhere, is told with the reason', async () => {
  const api = anApi();
  const [ended, lost] = await explained(api, { name: 'Slow', status: 'resolved' }, { service: 'elsewhere' });
  expect(ended).toMatchObject({ would: 'be-ignored', rule: expect.stringContaining('no incident is open') });
  expect(lost).toMatchObject({ would: 'be-set-aside', rule: expect.stringContaining('no service is called "elsewhere"') });
  expect((await api.gateway.unrouted.list()).unrouted).toEqual([]);
});

test('within one payload the first that fires opens, and the others find it open', async () => {
  expect((await explained(anApi(), { status: 'resolved' }, { fingerprint: 'f2' }, { fingerprint: 'f3' }, { name: 'Slow' })).map(({ would }) => would)).toEqual(['resolve', 'open', 'join', 'open']);
});

test('the explanation says of every alert what the door then does', async () => {
  const mixed: AlertOptions[] = [{ fingerprint: 'a' }, { fingerprint: 'b', status: 'resolved' }, { fingerprint: 'c', service: 'elsewhere' }, { fingerprint: 'd', name: 'Slow', status: 'resolved' }, { fingerprint: 'e', service: 'checkout' }];
  const api = anApi();
  const would = (await explained(api, ...mixed)).map((one) => one.would);
  const { body } = await request(api.app).post('/api/v1/alerts/alertmanager').send(aDelivery(...mixed)).expect(202);
  const became = AlertAnswer.parse(body).alerts.map((one) => ({ opened: 'open', joined: 'join', resolved: 'resolve', ignored: 'be-ignored', unrouted: 'be-set-aside' })[one.became]);
  expect(would).toEqual(became);
});

test('no signature is asked for, but a reader\'s token where reading needs one', async () => {
  const secret = createAlertmanager({ name: 'alertmanager', token: 'sent-by-alertmanager' });
  const api = anApi({ alertSources: new Map([['alertmanager', secret]]), readsNeedToken: true });
  await request(api.app).post(EXPLAIN).send(aDelivery({})).expect(401);
  await request(api.app).post(EXPLAIN).set('authorization', `Bearer ${TOKENS.maya}`).send(aDelivery({})).expect(200);
  await request(api.app).post('/api/v1/alerts/alertmanager').set('authorization', `Bearer ${TOKENS.maya}`).send(aDelivery({})).expect(401);
});

test.each([
  ['an unknown source', '/api/v1/explain/nagios', '{}', 404, 'alert-source-unknown'],
  ['what is not JSON', EXPLAIN, '{', 422, 'body-malformed'],
  ['another shape', EXPLAIN, '{"hello": 1}', 422, 'alert-malformed'],
])('%s is refused as the door refuses it', async (_, address, body, status, code) => {
  const response = await request(anApi({ installation: anInstallation() }).app).post(address).set('content-type', 'application/json').send(body).expect(status);
  expect(Problem.parse(JSON.parse(response.text)).type).toBe(`/problems/${code}`);
});

test('while Temporal is silent nobody knows what is open', async () => {
  const api = anApi();
  api.gateway.silent = true;
  await request(api.app).post(EXPLAIN).send(aDelivery({})).expect(503);
});

test('the sources are listed by name, so that one need not be guessed', async () => {
  expect((await request(anApi().app).get('/api/v1/alert-sources').expect(200)).body).toEqual({ sources: ['alertmanager'] });
});
