// May a page of another site act with a person's cookie? Only our own page may, and it sends JSON.
import { TOKENS } from './an-api';
import { ADDRESS, anAccess } from './access-of';

const NOTE = '/incidents/storefront.LoginRefused.0123abcd/note';

async function opened(change = {}) {
  const api = anAccess(change);
  return { api, cookie: await api.signIn(TOKENS.maya) };
}

it.each([
  ['another site', { origin: 'https://evil.example' }],
  ['another port of this machine', { origin: 'http://127.0.0.1:3000' }],
  ['another name of this machine', { origin: 'http://localhost:8080' }],
  ['a page without an origin', { origin: 'null' }],
  ['nobody says who', {}],
  ['another site, as the browser says', { 'sec-fetch-site': 'cross-site' }],
  ['another name of the same site', { 'sec-fetch-site': 'same-site' }],
])('a change by the cookie is refused: %s', async (_, headers) => {
  const { api, cookie } = await opened();
  const { status, body } = await api.call({ host: '127.0.0.1:8080', cookie, ...headers }).post(NOTE, { text: 'x' });
  expect([status, body.type]).toEqual([403, '/problems/origin-unknown']);
  expect(api.gateway.said).toEqual([]);
  expect((await api.audited({ why: 'origin-unknown', status: 403 })).map(({ action }) => action)).toEqual([expect.stringMatching(/^(note|knock)$/)]);
});

it.each([
  ['our own page', { host: '127.0.0.1:8080', origin: ADDRESS }],
  ['our own page behind a proxy that has a name of its own for us', { host: 'localhost:9', origin: ADDRESS }],
  ['our own page by another name of ours', { host: 'localhost:8080', origin: 'http://localhost:8080' }],
  ['our own page, as the browser says', { host: '127.0.0.1:8080', 'sec-fetch-site': 'same-origin' }],
])('and taken: %s', async (_, headers) => {
  const { api, cookie } = await opened();
  expect((await api.call({ cookie, ...headers }).post('/incidents/storefront.LoginRefused.0123abcd/note', { text: 'x' })).body.type).not.toBe('/problems/origin-unknown');
});

it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])('what a form can send is refused: %s', async (type) => {
  const { api, cookie } = await opened();
  const answer = await api.asPage(cookie, { 'content-type': type }).post(NOTE).send('{"text":"x"}');
  expect([answer.status, answer.body.type]).toEqual([415, '/problems/media-type-unknown']);
  expect(api.gateway.said).toEqual([]);
});

it('signing out and ending things are changes too', async () => {
  const { api, cookie } = await opened();
  const elsewhere = api.call({ host: '127.0.0.1:8080', cookie, origin: 'http://127.0.0.1:3000' });
  expect((await elsewhere.delete('/session')).status).toBe(403);
  expect((await elsewhere.delete('/unrouted/x')).status).toBe(403);
  expect((await api.asPage(cookie).get('/me')).status).toBe(200);
});

it('nobody is signed in by a page of another site, e.g. as somebody else', async () => {
  const api = anAccess();
  for (const headers of [{ origin: 'http://127.0.0.1:3000' }, { origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }] as Record<string, string>[]) {
    const answer = await api.call({ host: '127.0.0.1:8080', ...headers }).post('/session', { secret: TOKENS.maya });
    expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined]);
  }
});

it('a bearer token is sent by no browser on its own: programs say no origin', async () => {
  const api = anAccess();
  expect((await api.asToken(TOKENS.maya).post(NOTE, { text: 'x' })).body.type).not.toBe('/problems/origin-unknown');
});

it('no other site may read an answer', async () => {
  const api = anAccess();
  for (const answer of [await api.call({ origin: 'https://evil.example' }).get('/session/ways'), await api.asToken(TOKENS.maya).get('/me')]) {
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  }
});
