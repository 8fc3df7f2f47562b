// Who may say what over HTTP, and how is it answered? The token says who speaks; the incident says whether it may be.
import request from 'supertest';
import { Problem } from '../../src/contracts/http';
import { aDelivery, anApi, TOKENS } from './an-api';

async function openedApi() {
  const api = anApi();
  const { body } = await request(api.app).post('/api/v1/alerts/alertmanager').send(aDelivery({}));
  const id = String(body.alerts[0].incident);
  const say = (word: string, body: object, token: string | undefined = TOKENS.paula, headers: Record<string, string> = {}) =>
    request(api.app).post(`/api/v1/incidents/${id}/${word}`).set({ ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers }).send(body);
  return { ...api, id, say };
}

test('a word is said by the token\'s person, whatever the body claims', async () => {
  const { say, gateway } = await openedApi();
  const { body } = await say('assign', { to: 'maya', by: 'somebody-else', through: 'signal', reason: 'she wrote it' }).expect(200);
  expect(body).toEqual({ accepted: true, text: 'Taken: assign, number 1.' });
  expect(gateway.said[0]).toMatchObject({ word: 'assign', body: { by: 'paula', through: 'api', to: 'maya', reason: 'she wrote it' } });
});

const DIGEST = `sha256:${'a'.repeat(64)}`;

test.each([
  ['withdraw', { reason: 'I read it again' }],
  ['ask', { text: 'Was it tried with old accounts?', to: 'maya' }],
  ['delegate', { to: 'paula', reason: 'I am away' }],
  ['break-glass', { digest: DIGEST, reason: 'nobody can log in' }],
])('a signer says %s', async (word, body) => {
  const { say, gateway } = await openedApi();
  await say(word, body, TOKENS.olga).expect(200);
  expect(gateway.said).toEqual([{ id: expect.any(String), word, body: { ...body, by: 'olga', through: 'api' } }]);
});

test.each(['cli', 'ide'])('the header says that it came through the %s', async (door) => {
  const { say, gateway } = await openedApi();
  await say('acknowledge', {}, TOKENS.maya, { 'x-dayshift-through': door }).expect(200);
  expect(gateway.said[0]?.body).toEqual({ by: 'maya', through: door });
});

describe('an agent', () => {
  const ofMaya = async () => {
    const api = await openedApi();
    const made = await request(api.app).post('/api/v1/tokens').set('authorization', `Bearer ${TOKENS.paula}`).send({ name: 'an agent on Maya\'s laptop', person: 'maya', scopes: ['read', 'assist'] }).expect(201);
    return { ...api, credential: String(made.body.credential.id), agent: String(made.body.secret) };
  };

  test.each(['cli', 'ide', 'api', undefined])('speaks in its person\'s name and as an agent, whatever it says of itself: %s', async (door) => {
    const { say, gateway, agent } = await ofMaya();
    for (const [word, body] of [['acknowledge', {}], ['join', {}], ['note', { text: 'The e-mail is compared as it was typed.' }], ['ask', { text: 'Was the old data tried?' }]] as const) await say(word, body, agent, door ? { 'x-dayshift-through': door } : {}).expect(200);
    expect(gateway.said).toEqual(['acknowledge', 'join', 'note', 'ask'].map((word): unknown => expect.objectContaining({ word, body: expect.objectContaining({ by: 'maya', through: 'agent' }) })));
  });

  test('never decides: it is told that a person must, and the audit has who, by what and why not', async () => {
    const { app, say, gateway, agent, credential, auditLog, id } = await ofMaya();
    const deciding = { 'sign-off': { decision: 'approve', digest: DIGEST }, decline: { reason: 'x' }, 'hand-over': { to: 'paula' }, assign: { to: 'maya' }, withdraw: { reason: 'x' }, delegate: { to: 'paula' }, 'break-glass': { digest: DIGEST, reason: 'x' }, 'judge-gate': { stage: 'functional', decision: 'accept', reason: 'x' }, cancel: { reason: 'x' } };
    for (const [word, body] of Object.entries(deciding)) {
      const { text } = await say(word, body, agent, { 'x-dayshift-through': 'cli' }).expect(403);
      expect(Problem.parse(JSON.parse(text))).toMatchObject({ type: '/problems/person-must-act', detail: expect.stringContaining('person maya'), advice: expect.stringContaining('docs/guides/agents.md') });
    }
    await request(app).delete('/api/v1/me/sessions').set('authorization', `Bearer ${agent}`).expect(403);
    expect(gateway.said).toEqual([]);
    const refused = (await auditLog.list({ limit: 100 })).filter(({ outcome }) => outcome === 'refused');
    expect(refused).toHaveLength(10);
    expect(refused.find(({ action }) => action === 'signOff')).toMatchObject({ who: 'person maya', credential, why: 'person-must-act', status: 403, target: `/api/v1/incidents/${id}/sign-off` });
  });

  test('in a browser is an agent all the same', async () => {
    const { app, gateway, agent, id } = await ofMaya();
    const page = { host: 'dayshift.example:8080', origin: 'http://dayshift.example:8080' };
    const signedIn = await request(app).post('/api/v1/session').set(page).send({ secret: agent }).expect(200);
    const cookie = String((signedIn.headers['set-cookie'] as unknown as string[])[0]).split(';')[0] ?? '';
    await request(app).post(`/api/v1/incidents/${id}/note`).set({ ...page, cookie }).send({ text: 'x' }).expect(200);
    await request(app).post(`/api/v1/incidents/${id}/cancel`).set({ ...page, cookie }).send({ reason: 'x' }).expect(403);
    expect(gateway.said.map(({ body }) => body)).toEqual([expect.objectContaining({ by: 'maya', through: 'agent' })]);
  });
});

test('another door than those that exist is the API', async () => {
  const { say, gateway } = await openedApi();
  await say('acknowledge', {}, TOKENS.maya, { 'x-dayshift-through': 'policy' }).expect(200);
  expect(gateway.said[0]?.body).toMatchObject({ through: 'api' });
});

test('a repeat with its key is answered as the first time; another person\'s key is another', async () => {
  const { say, gateway } = await openedApi();
  const key = { 'idempotency-key': 'k-1' };
  const first = await say('note', { text: 'I look' }, TOKENS.maya, key).expect(200);
  const again = await say('note', { text: 'I look' }, TOKENS.maya, key).expect(200);
  expect(again.body).toEqual(first.body);
  expect(gateway.said).toHaveLength(1);
  await say('note', { text: 'I look too' }, TOKENS.olga, key).expect(200);
  expect(gateway.said).toHaveLength(2);
});

test.each([
  ['no token', 'note', { text: 'x' }, undefined, 401, 'not-signed-in'],
  ['a wrong token', 'note', { text: 'x' }, 'guessed', 401, 'not-signed-in'],
  ['a program\'s token', 'note', { text: 'x' }, TOKENS.hook, 403, 'person-needed'],
  ['a missing field', 'assign', {}, TOKENS.paula, 422, 'body-malformed'],
  ['a short commit', 'build', { commit: 'abc' }, TOKENS.maya, 422, 'body-malformed'],
  ['a digest that is none', 'sign-off', { decision: 'approve', digest: 'latest' }, TOKENS.olga, 422, 'body-malformed'],
  ['a withdrawal without a reason', 'withdraw', {}, TOKENS.olga, 422, 'body-malformed'],
  ['an empty question', 'ask', { text: '' }, TOKENS.olga, 422, 'body-malformed'],
  ['a delegation to nobody', 'delegate', {}, TOKENS.olga, 422, 'body-malformed'],
  ['broken glass without a reason', 'break-glass', { digest: `sha256:${'a'.repeat(64)}` }, TOKENS.olga, 422, 'body-malformed'],
  ['too early a build', 'build', { commit: 'a'.repeat(40) }, TOKENS.maya, 409, 'refused'],
  ['what is no word', 'celebrate', {}, TOKENS.paula, 404, 'address-unknown'],
])('%s is refused, and the incident hears nothing', async (_, word, body, token, status, code) => {
  const { app, id, gateway } = await openedApi();
  const asked = request(app).post(`/api/v1/incidents/${id}/${word}`).send(body);
  const response = await (token ? asked.set('authorization', `Bearer ${token}`) : asked).expect(status);
  expect(Problem.parse(JSON.parse(response.text))).toMatchObject({ type: `/problems/${code}`, status });
  expect(gateway.said).toEqual([]);
});

test('a refusal says why and what to do', async () => {
  const { say } = await openedApi();
  const { text } = await say('build', { commit: 'a'.repeat(40) }, TOKENS.maya).expect(409);
  expect(JSON.parse(text)).toMatchObject({ detail: 'nobody is assigned yet', advice: 'Let the product owner assign a developer, then push again.' });
});

test('every fault of a body is named at once', async () => {
  const { say } = await openedApi();
  const { text } = await say('sign-off', { decision: 'maybe', digest: 'latest' }, TOKENS.olga).expect(422);
  expect(JSON.parse(text).detail).toMatch(/decision: .*digest: give the artifact's digest/);
});

test('an unknown incident is unknown', async () => {
  const { app } = await openedApi();
  const { text } = await request(app).post('/api/v1/incidents/storefront.Nothing.0123abcd/note').set('authorization', `Bearer ${TOKENS.maya}`).send({ text: 'x' }).expect(404);
  expect(JSON.parse(text).type).toBe('/problems/incident-unknown');
});

test('tokens stay out of the log', async () => {
  const { say, written } = await openedApi();
  await say('note', { text: 'x' }).expect(200);
  expect(written.join('')).toContain('word taken');
  expect(written.join('')).not.toContain(TOKENS.paula);
});
