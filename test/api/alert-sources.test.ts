// Is a delivery that is not authentic told so at the door, before anything is read of it?
import request from 'supertest';
import { createDatadog } from '../../integrations/datadog';
import { createGrafana } from '../../integrations/grafana';
import { signatureOf } from '../../integrations/shared-secret';
import { Problem } from '../../src/contracts/http';
import { sampleText } from '../integrations/alert-deliveries';
import { anApi } from './an-api';

const raw = sampleText('grafana-firing');
const { app, gateway } = anApi({ alertSources: new Map([['grafana', createGrafana({ secret: 'between us' })], ['datadog', createDatadog({ token: 'let-me-in' })]]) });
const opened = jest.spyOn(gateway, 'openOrJoin');

function post(source: string, body: string, headers: Record<string, string>): request.Test {
  return request(app).post(`/api/v1/alerts/${source}`).set('content-type', 'application/json').set(headers).send(body);
}

test.each([
  ['a signature that is missing', 'grafana', {}, /no signature in X-Grafana-Alerting-Signature/],
  ['a signature of other bytes', 'grafana', { 'X-Grafana-Alerting-Signature': signatureOf('between us', `${raw} `) }, /matches/],
  ['a time that was left out', 'grafana', { 'X-Grafana-Alerting-Signature': signatureOf('between us', '1795426000', ':', raw) }, /matches/],
  ['a time that is old', 'grafana', { 'X-Grafana-Alerting-Timestamp': '1700000000', 'X-Grafana-Alerting-Signature': signatureOf('between us', '1700000000', ':', raw) }, /s away from now/],
  ['a token that is missing', 'datadog', {}, /no token/],
  ['a token of somebody else', 'datadog', { Authorization: 'Bearer pauls-token' }, /another/],
])('%s is answered with 401 and the reason, without a trace', async (_, source, headers, found) => {
  opened.mockClear();
  const response = await post(source, raw, headers as Record<string, string>).expect(401);
  const problem = Problem.parse(JSON.parse(response.text));
  expect(problem).toMatchObject({ type: '/problems/alert-unverified', detail: expect.stringMatching(found), advice: expect.stringContaining('`secret` or `token`') });
  expect(problem.detail).not.toContain('between us');
  expect(opened).not.toHaveBeenCalled();
});

test('a body that is no JSON is doubted before it is read', async () => {
  await post('grafana', '{', {}).expect(401);
});

test('what is authentic is taken', async () => {
  await post('grafana', raw, { 'X-Grafana-Alerting-Signature': signatureOf('between us', raw) }).expect(202);
  await post('datadog', sampleText('datadog-triggered'), { Authorization: 'Bearer let-me-in' }).expect(202);
});

test('bytes that are not compressed as their header says are the caller\'s mistake', async () => {
  const response = await post('datadog', '{}', { Authorization: 'Bearer let-me-in', 'content-encoding': 'gzip' }).expect(422);
  expect(Problem.parse(JSON.parse(response.text)).detail).toContain('not what its headers say');
});
