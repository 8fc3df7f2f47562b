// What can be read of a service's tests over its incidents, and what is refused?
import request from 'supertest';
import { Problem, TestHistoryList } from '../../src/contracts/http';
import { keepThree, THREE } from '../integrations/archive-histories';
import { anApi, TOKENS } from './an-api';

const TESTS = '/api/v1/services/storefront/tests';

async function withThree(...change: Parameters<typeof anApi>) {
  const api = anApi(...change);
  await keepThree(api.archive);
  return api;
}

test('each test of the service, most troubled first', async () => {
  const { app } = await withThree();
  const { body } = await request(app).get(TESTS).expect(200);
  expect(TestHistoryList.parse(body)).toEqual({ service: 'storefront', tests: THREE });
  expect((await request(app).get(`${TESTS}?limit=1`).expect(200)).body.tests).toHaveLength(1);
});

test('one by its name, and none when there is no such test', async () => {
  const { app } = await withThree();
  expect((await request(app).get(TESTS).query({ name: 'accepts any case' }).expect(200)).body.tests).toEqual(THREE.slice(0, 1));
  expect((await request(app).get(TESTS).query({ name: 'nothing' }).expect(200)).body).toEqual({ service: 'storefront', tests: [] });
});

test('another service\'s tests are its own', async () => {
  const { app } = await withThree();
  expect((await request(app).get('/api/v1/services/checkout/tests').expect(200)).body.tests).toMatchObject([{ ran: 1, failed: 1 }]);
});

test('an unknown service is said to be unknown, with those that are known', async () => {
  const { app } = anApi();
  const problem = Problem.parse(JSON.parse((await request(app).get('/api/v1/services/elsewhere/tests').expect(404)).text));
  expect(problem).toMatchObject({ type: '/problems/service-unknown', detail: expect.stringContaining('storefront, checkout') as string });
});

test.each(['?limit=0', '?limit=501', '?limit=many', '?name=', '?name=a&name=b', `?name=${'x'.repeat(501)}`])('%s is refused with what to write', async (query) => {
  const { app } = anApi();
  expect(Problem.parse(JSON.parse((await request(app).get(`${TESTS}${query}`).expect(422)).text)).type).toBe('/problems/request-malformed');
});

test('reading needs a token where every reading does', async () => {
  const { app } = await withThree({ readsNeedToken: true });
  await request(app).get(TESTS).expect(401);
  await request(app).get(TESTS).set('authorization', `Bearer ${TOKENS.hook}`).expect(200);
});
