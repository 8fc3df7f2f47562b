// What does a git hook get for an answer?
import request from 'supertest';
import { aDelivery, anApi, TOKENS } from './an-api';

const COMMIT = 'c'.repeat(40);

async function openedApi() {
  const api = anApi();
  const { body } = await request(api.app).post('/api/v1/alerts/alertmanager').send(aDelivery({}));
  const id = String(body.alerts[0].incident);
  const push = (change: object = {}, token: string = TOKENS.hook) => request(api.app).post('/api/v1/pushes').set('authorization', `Bearer ${token}`)
    .send({ repository: '/srv/storefront.git', ref: `refs/heads/incident/${id}`, before: '0'.repeat(40), after: COMMIT, pusher: 'Maya@storefront.example', ...change });
  return { ...api, id, push };
}

function assign({ gateway, id }: Awaited<ReturnType<typeof openedApi>>): void {
  gateway.happen(id, { kind: 'assigned', to: 'maya', by: 'paula', through: 'api', reason: 'owner', deadline: '2030-01-01T00:00:00Z' });
}

test('a push to the incident\'s branch starts the build of its commit, by the person whom git names', async () => {
  const api = await openedApi();
  assign(api);
  const { body } = await api.push().expect(200);
  expect(body).toEqual({ accepted: true, text: 'Taken: build, number 1.' });
  expect(api.gateway.said[0]).toMatchObject({ word: 'build', body: { by: 'maya', commit: COMMIT, through: 'api' } });
});

test('the same push told twice is one build', async () => {
  const api = await openedApi();
  assign(api);
  const first = await api.push().expect(200);
  expect((await api.push().expect(200)).body).toEqual(first.body);
  expect(api.gateway.said).toHaveLength(1);
});

test.each([
  ['main', { ref: 'refs/heads/main' }],
  ['a tag', { ref: 'refs/tags/incident/x' }],
  ['a branch that only looks like one', { ref: 'refs/heads/incident/whatever' }],
  ['the branch of an incident that never was', { ref: 'refs/heads/incident/storefront.Nothing.0123abcd' }],
])('a push to %s builds nothing and is told the branch', async (_, change) => {
  const api = await openedApi();
  const { body } = await api.push(change).expect(200);
  expect(body).toEqual({ accepted: false, text: expect.stringContaining(`incident/${api.id}`) });
  expect(api.gateway.said).toEqual([]);
});

test('a deleted branch is left alone', async () => {
  const { push, gateway } = await openedApi();
  const { body } = await push({ before: COMMIT, after: '0'.repeat(40) }).expect(200);
  expect(body).toEqual({ accepted: false, text: 'No build: the branch was deleted.' });
  expect(gateway.said).toEqual([]);
});

test('a push that comes too early is refused with advice', async () => {
  const { push } = await openedApi();
  const { text } = await push().expect(409);
  expect(JSON.parse(text)).toMatchObject({ detail: 'nobody is assigned yet' });
});

test('without a token nothing is built', async () => {
  const { push } = await openedApi();
  await push({}, 'guessed').expect(401);
});

test('when no incident is open the answer says so', async () => {
  const { app } = anApi();
  const { body } = await request(app).post('/api/v1/pushes').set('authorization', `Bearer ${TOKENS.hook}`)
    .send({ repository: 'r', ref: 'refs/heads/main', before: COMMIT, after: COMMIT, pusher: 'maya' }).expect(200);
  expect(body.text).toContain('no incident is open');
});
