// How much may one caller ask, and what is somebody told who asks more? Nobody else is kept waiting by it.
import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { USUAL_LIMITS } from '../../api/access/limits';
import { aDelivery, TOKENS } from './an-api';
import { anAccess } from './access-of';
import { until } from './until';

const FAR = { 'x-forwarded-for': '203.0.113.7' }; // as a proxy on this machine says it
const NEAR = { 'x-forwarded-for': '203.0.113.8' };

async function repeat(times: number, ask: () => PromiseLike<{ status: number }>): Promise<Record<number, number>> {
  const counted: Record<number, number> = {};
  for (let nth = 0; nth < times; nth += 1) {
    const { status } = await ask();
    counted[status] = (counted[status] ?? 0) + 1;
  }
  return counted;
}

it('readings: six hundred a minute for one caller, and another goes on', async () => {
  const api = anAccess({ readsNeedToken: false });
  expect(await repeat(605, () => api.call(FAR).get('/session/ways'))).toEqual({ 200: 600, 429: 5 });
  const over = await api.call(FAR).get('/session/ways');
  expect(over.body).toMatchObject({ type: '/problems/too-many-requests', detail: 'There were more than 600 readings in a minute.' });
  expect(over.headers).toMatchObject({ 'retry-after': expect.stringMatching(/^\d+$/), ratelimit: expect.stringContaining('limit=600'), 'ratelimit-policy': '600;w=60' });
  expect((await api.call(NEAR).get('/session/ways')).status).toBe(200);
  expect((await api.call({ ...FAR, authorization: `Bearer ${TOKENS.maya}` }).get('/me')).status).toBe(200);
});

it('changes: a hundred and twenty, counted for the person wherever they are, and each refusal is audited', async () => {
  const api = anAccess();
  const note = (headers: Record<string, string>) => api.call({ authorization: `Bearer ${TOKENS.maya}`, ...headers }).post('/incidents/unknown.one.0123abcd/note', { text: 'x' });
  const counted = await repeat(121, () => note(FAR));
  expect(counted[429]).toBe(1);
  expect((await note(NEAR)).status).toBe(429);
  expect((await api.call({ ...FAR, authorization: `Bearer ${TOKENS.olga}` }).post('/incidents/unknown.one.0123abcd/note', { text: 'x' })).status).not.toBe(429);
  expect(await api.audited({ why: 'too-many-requests', who: 'person maya' })).toHaveLength(2);
});

it('sign-ins: ten a minute from one address, right or wrong', async () => {
  const api = anAccess();
  expect(await repeat(12, () => api.call(FAR).post('/session', { secret: 'guess' }))).toEqual({ 401: 10, 429: 2 });
  expect((await api.call(FAR).post('/session', { secret: TOKENS.maya })).status).toBe(429);
  expect((await api.call(NEAR).post('/session', { secret: TOKENS.maya })).status).toBe(200);
});

it('unknown tokens: whoever goes on is not asked for any more, and who is known is let in from there', async () => {
  const api = anAccess();
  const asked: string[] = [];
  const find = api.credentials.find;
  api.credentials.find = (sha256, end) => { asked.push(sha256); return find(sha256, end); };
  const counted = await repeat(100, () => api.call({ ...FAR, authorization: `Bearer guess-${asked.length}-${Math.random()}` }).get('/me'));
  expect(counted).toEqual({ 401: 60, 429: 40 });
  expect(asked.length).toBeLessThanOrEqual(61);
  expect((await api.call({ ...FAR, authorization: `Bearer ${TOKENS.maya}` }).get('/me')).status).toBe(200);
});

it('alerts have a window of their own and are never refused for being many', async () => {
  const api = anAccess();
  expect(await repeat(150, () => api.call(FAR).post('/alerts/alertmanager', aDelivery({})))).toEqual({ 202: 150 });
  expect(await api.audited({ action: 'sendAlerts' })).toEqual([]);
});

describe('streams', () => {
  let server: Server | undefined;
  afterEach(async () => {
    server?.closeAllConnections();
    await new Promise<void>((resolve) => { if (server) server.close(() => { resolve(); }); else resolve(); });
    server = undefined;
  });

  it('fifty at once for one caller; a closed one makes room', async () => {
    const api = anAccess();
    server = createServer(api.app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const open = async (token: string): Promise<IncomingMessage> => {
      const [message] = await once(get({ port, path: '/api/v1/events', headers: { host: 'localhost', authorization: `Bearer ${token}`, ...FAR } }), 'response') as [IncomingMessage];
      return message;
    };
    const streams = await Promise.all(Array.from({ length: 50 }, () => open(TOKENS.maya)));
    expect(streams.map(({ statusCode }) => statusCode)).toEqual(streams.map(() => 200));
    expect((await open(TOKENS.maya)).statusCode).toBe(429);
    expect((await open(TOKENS.olga)).statusCode).toBe(200);
    streams[0]?.destroy();
    expect(await until(async () => (await open(TOKENS.maya)).statusCode, (status) => status !== 429, 'the closed one has made room')).toBe(200);
  });
});

it('on this machine the limits are wider: programs, tests and people share its address', async () => {
  const api = anAccess();
  expect((await api.anybody.get('/session/ways')).headers['ratelimit-policy']).toBe('12000;w=60');
  expect(USUAL_LIMITS).toMatchObject({ reads: 600, changes: 120, signIns: 10, streams: 50 });
});
