// Who may open a lane that waits for a person, and what is said when it does not wait?
import request from 'supertest';
import { Problem } from '../../src/contracts/http';
import { anApi, TOKENS } from './an-api';

const OPEN = '/api/v1/services/storefront/lanes/production/open';
const BLOCKED = { queue: ['i-2'], blocked: { why: 'the rollback did not hold', at: '2026-01-05T10:00:00Z', incident: 'i-1' } };

function blockedApi() {
  const api = anApi();
  api.gateway.lanes.set('storefront/production', BLOCKED);
  const open = (body: object = { reason: 'put it right by hand' }, token: string | undefined = TOKENS.olga, address = OPEN, headers: Record<string, string> = {}) =>
    request(api.app).post(address).set({ ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers }).send(body);
  return { ...api, open };
}

test.each(['olga', 'paula'] as const)('%s opens it with a reason, by the token and not by the body', async (by) => {
  const { open, gateway, written } = blockedApi();
  const { body } = await open({ reason: 'put it right by hand', by: 'somebody' }, TOKENS[by]).expect(200);
  expect(body).toEqual({ accepted: true, text: `Opened by ${by}: put it right by hand` });
  expect(gateway.lanes.get('storefront/production')?.blocked).toBeUndefined();
  expect(written.some((line) => line.includes('lane opened') && line.includes(`"by":"${by}"`))).toBe(true);
});

test('a repeat with its key is answered as the first time; without one it is refused', async () => {
  const { open } = blockedApi();
  const key = { 'idempotency-key': 'k-1' };
  const first = await open(undefined, TOKENS.olga, OPEN, key).expect(200);
  expect((await open(undefined, TOKENS.olga, OPEN, key).expect(200)).body).toEqual(first.body);
  await open().expect(409);
});

test.each([
  ['nobody', {}, undefined, OPEN, 401, 'not-signed-in'],
  ['a program', { reason: 'x' }, TOKENS.hook, OPEN, 403, 'person-needed'],
  ['a developer', { reason: 'x' }, TOKENS.maya, OPEN, 409, 'refused'],
  ['no reason', {}, TOKENS.olga, OPEN, 422, 'body-malformed'],
  ['an empty reason', { reason: '' }, TOKENS.olga, OPEN, 422, 'body-malformed'],
  ['an unknown service', { reason: 'x' }, TOKENS.olga, '/api/v1/services/nothing/lanes/production/open', 404, 'service-unknown'],
  ['an unknown environment', { reason: 'x' }, TOKENS.olga, '/api/v1/services/storefront/lanes/moon/open', 404, 'environment-unknown'],
  ['an open lane', { reason: 'x' }, TOKENS.olga, '/api/v1/services/checkout/lanes/production/open', 409, 'refused'],
])('%s is refused, and the lane stays as it was', async (_, body, token, address, status, code) => {
  const { app, gateway } = blockedApi();
  const asked = request(app).post(address).send(body);
  const response = await (token ? asked.set('authorization', `Bearer ${token}`) : asked).expect(status);
  expect(Problem.parse(JSON.parse(response.text))).toMatchObject({ type: `/problems/${code}`, status });
  expect(gateway.lanes.get('storefront/production')).toEqual(BLOCKED);
});

test('who lacks the role is told who has it', async () => {
  const { open } = blockedApi();
  expect(JSON.parse((await open(undefined, TOKENS.maya)).text)).toMatchObject({ detail: 'maya has none of the roles operations-engineer, product-owner', advice: expect.stringContaining('olga') });
});

test('while Temporal is silent that is said', async () => {
  const { open, gateway } = blockedApi();
  gateway.silent = true;
  expect(JSON.parse((await open().expect(503)).text)).toMatchObject({ type: '/problems/unreachable' });
});
