// Who may see and dismiss what belonged to no service?
import request from 'supertest';
import { Problem } from '../../src/contracts/http';
import { aDelivery, anApi, TOKENS } from './an-api';

const UNROUTED = '/api/v1/unrouted';
const KEY = encodeURIComponent('alertmanager/f/1 ü');

async function withOne() {
  const api = anApi();
  await request(api.app).post('/api/v1/alerts/alertmanager').send(aDelivery({ service: 'elsewhere', fingerprint: 'f/1 ü' })).expect(202);
  return api;
}
const codeOf = (text: string) => Problem.parse(JSON.parse(text)).type;

test('a person dismisses an entry by its key, however it is written', async () => {
  const { app, written } = await withOne();
  const { body } = await request(app).delete(`${UNROUTED}/${KEY}`).set('authorization', `Bearer ${TOKENS.maya}`).expect(200);
  expect(body).toEqual({ accepted: true, text: 'Dismissed: alertmanager/f/1 ü.' });
  expect((await request(app).get(UNROUTED).expect(200)).body).toEqual({ unrouted: [], dropped: 0 });
  expect(written.some((line) => line.includes('unrouted alert dismissed') && line.includes('"by":"maya"'))).toBe(true);
});

test.each([
  ['nobody', undefined, 401, '/problems/not-signed-in'],
  ['a program', TOKENS.hook, 403, '/problems/person-needed'],
])('%s may not', async (_, token, status, problem) => {
  const { app } = await withOne();
  const asked = request(app).delete(`${UNROUTED}/${KEY}`);
  const response = await (token ? asked.set('authorization', `Bearer ${token}`) : asked).expect(status);
  expect(codeOf(response.text)).toBe(problem);
  expect((await request(app).get(UNROUTED)).body.unrouted).toHaveLength(1);
});

test('a key that is not there is said to be unknown', async () => {
  const { app } = await withOne();
  const response = await request(app).delete(`${UNROUTED}/nothing`).set('authorization', `Bearer ${TOKENS.maya}`).expect(404);
  expect(codeOf(response.text)).toBe('/problems/unrouted-unknown');
});

test('while Temporal is silent that is said, and not an empty list', async () => {
  const { app, gateway } = await withOne();
  gateway.silent = true;
  expect(codeOf((await request(app).get(UNROUTED).expect(503)).text)).toBe('/problems/unreachable');
  await request(app).delete(`${UNROUTED}/${KEY}`).set('authorization', `Bearer ${TOKENS.maya}`).expect(503);
});

test('reading needs a token where every reading does', async () => {
  const { app } = anApi({ readsNeedToken: true });
  await request(app).get(UNROUTED).expect(401);
  await request(app).get(UNROUTED).set('authorization', `Bearer ${TOKENS.hook}`).expect(200);
});
