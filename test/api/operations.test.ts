// What does the door do for every operation: other methods, what is not known, other media types, repeats, and what is to go?
import express, { type Express } from 'express';
import pino from 'pino';
import request from 'supertest';
import { z } from 'zod';
import { createDoor } from '../../api/door';
import { answerUnknownAddress, answerWithProblems } from '../../api/middleware/problem';
import { operation, type Operation, type Reply } from '../../api/operation';
import { createInMemoryRepeats } from '../../integrations/in-memory';
import { Problem } from '../../src/contracts/http';
import type { Principal } from '../../src/domain/access';
import { DayshiftError } from '../../src/errors';
import { aDelivery, anApi, TOKENS } from './an-api';

const OK = { 200: { description: 'done', json: z.object({ nth: z.number() }) } };
const take = operation({ id: 'takeThing', method: 'post', path: '/things/{id}', tag: 'programs', needs: 'act', summary: 'Take', params: z.object({ id: z.string() }), body: { json: z.object({ text: z.string().default('') }) }, answers: OK });
const MAYA: Principal = { kind: 'person', id: 'maya', scopes: ['act'], credential: 'c', through: 'token' };

function aDoor(handle: (call: { params: { id: string }; body: { text: string } }) => Promise<Reply> | Reply, declared: Partial<Operation> = {}): Express {
  const who = { principal: MAYA };
  const door = createDoor({ access: { admit: async (asked) => asked.get('x-as') === 'anybody' ? { kind: 'anybody' } : asked.get('x-as') === 'paula' ? { ...MAYA, id: 'paula' } : who.principal }, repeats: createInMemoryRepeats() });
  door.add({ ...take, ...declared } as typeof take, handle);
  door.close();
  return express().set('trust proxy', 'loopback').use(door.router, answerUnknownAddress, answerWithProblems(pino({ level: 'silent' })));
}
const problemIn = ({ text }: { text: string }): Problem => Problem.parse(JSON.parse(text));

describe('repeats', () => {
  const aCounter = (): (() => Reply) => {
    let nth = 0;
    return () => ({ json: { nth: nth += 1 }, headers: { 'Cache-Control': 'no-store' } });
  };

  test('under one key nothing happens twice, and the answer says that it was given before', async () => {
    const app = aDoor(aCounter());
    const ask = (key: string, as = 'maya') => request(app).post('/things/1').set({ 'idempotency-key': key, 'x-as': as }).send({ text: 'x' });
    const first = await ask('k').expect(200);
    const again = await ask('k').expect(200);
    expect([first.body, again.body]).toEqual([{ nth: 1 }, { nth: 1 }]);
    expect([first.headers['idempotency-replayed'], again.headers['idempotency-replayed']]).toEqual([undefined, 'true']);
    expect((await ask('k', 'paula')).body).toEqual({ nth: 2 });
    expect((await ask('other')).body).toEqual({ nth: 3 });
    expect((await request(app).post('/things/1').send({ text: 'x' })).body).toEqual({ nth: 4 });
  });

  test('two strangers at two addresses who choose the same key get an answer each', async () => {
    const app = aDoor(aCounter());
    const from = async (address: string) => (await request(app).post('/things/1').set({ 'idempotency-key': 'k', 'x-as': 'anybody', 'x-forwarded-for': address }).send({ text: 'x' }).expect(200)).body as unknown;
    expect(await from('192.0.2.1')).toEqual({ nth: 1 });
    expect(await from('192.0.2.2')).toEqual({ nth: 2 });
    expect(await from('192.0.2.1')).toEqual({ nth: 1 });
  });

  test.each([['another body', '/things/1', { text: 'y' }], ['another address', '/things/2', { text: 'x' }]])('the same key for %s is refused', async (_, address, body) => {
    const app = aDoor(aCounter());
    await request(app).post('/things/1').set('idempotency-key', 'k').send({ text: 'x' }).expect(200);
    expect(problemIn(await request(app).post(address).set('idempotency-key', 'k').send(body).expect(422)).type).toBe('/problems/repeat-differs');
  });

  test('while the first is not answered, a repeat is told to wait', async () => {
    let go: (() => void) | undefined;
    let begun: (() => void) | undefined;
    const hasBegun = new Promise<void>((resolve) => { begun = resolve; });
    const app = aDoor(async () => {
      begun?.();
      await new Promise<void>((resolve) => { go = resolve; });
      return { json: { nth: 1 } };
    });
    const ask = () => request(app).post('/things/1').set('idempotency-key', 'k').send({});
    const first = ask().then(({ body }) => body as unknown);
    await hasBegun;
    const refused = await ask().expect(409);
    expect(problemIn(refused).type).toBe('/problems/repeat-running');
    expect(refused.headers['retry-after']).toBe('1');
    go?.();
    expect(await first).toEqual({ nth: 1 });
    expect((await ask().expect(200)).body).toEqual({ nth: 1 });
  });

  test('a refusal is kept, a failure may be tried again', async () => {
    let calls = 0;
    const app = aDoor(({ params: { id } }) => {
      calls += 1;
      if (id === 'refused') throw new DayshiftError('refused', { reason: `no, ${calls}`, advice: 'Ask.' });
      if (calls === 1) throw new DayshiftError('unreachable', { what: 'Temporal', reason: 'gone' });
      return { json: { nth: calls } };
    });
    const ask = (id: string) => request(app).post(`/things/${id}`).set('idempotency-key', `k-${id}`).send({});
    await ask('failed').expect(503);
    expect((await ask('failed').expect(200)).body).toEqual({ nth: 2 });
    expect(problemIn(await ask('refused').expect(409)).detail).toBe('no, 3');
    const again = await ask('refused').expect(409);
    expect(problemIn(again).detail).toBe('no, 3');
    expect(again.type).toBe('application/problem+json');
  });

  test('a key that cannot be kept is refused', async () => {
    expect(problemIn(await request(aDoor(aCounter())).post('/things/1').set('idempotency-key', 'a b').send({}).expect(422)).detail).toContain('Idempotency-Key');
  });
});

test('what is to go says so, and what comes instead', async () => {
  const app = aDoor(() => ({ json: { nth: 1 } }), { deprecated: { since: '2026-12-01', sunset: '2027-07-01', instead: 'takeOther' } });
  const { headers } = await request(app).post('/things/1').send({}).expect(200);
  expect(headers).toMatchObject({ deprecation: '@1796083200', sunset: 'Thu, 01 Jul 2027 00:00:00 GMT', link: '</api/v1/docs#takeOther>; rel="successor-version"' });
});

test.each([['text/plain', 'x'], ['application/x-www-form-urlencoded', 'text=x'], ['multipart/form-data; boundary=x', '--x--']])('a body as %s is not taken', async (type, body) => {
  const problem = problemIn(await request(aDoor(() => ({ json: { nth: 1 } }))).post('/things/1').set('content-type', type).send(body).expect(415));
  expect(problem).toMatchObject({ type: '/problems/media-type-unknown', advice: expect.stringContaining('application/json') });
});

test('other methods are answered with those that there are', async () => {
  const { app } = anApi();
  for (const [method, address, allow] of [['put', '/incidents', 'GET, HEAD'], ['patch', '/unrouted/x', 'DELETE'], ['delete', '/incidents/x', 'GET, HEAD'], ['get', '/pushes', 'POST']] as const) {
    const answer = await request(app)[method](`/api/v1${address}`).expect(405);
    expect(answer.headers['allow']).toBe(allow);
    expect(problemIn(answer).type).toBe('/problems/method-unknown');
  }
});

test('HEAD is answered like GET, without a body; of a stream too, and at once', async () => {
  const { app } = anApi();
  for (const address of ['/incidents', '/me', '/events', '/doctor']) {
    const answer = await request(app).head(`/api/v1${address}`).set('authorization', `Bearer ${TOKENS.maya}`).expect(200);
    expect(answer.text ?? '').toBe('');
  }
});

test('what is asked for is not sent again while it is the same', async () => {
  const { app } = anApi();
  const { headers } = await request(app).get('/api/v1/alert-sources').expect(200);
  await request(app).get('/api/v1/alert-sources').set('if-none-match', headers['etag'] ?? '').expect(304);
});

test.each([
  ['an unknown query', '/alert-sources?colour=red', 422, 'request-malformed', /query colour: it is not known; this address takes none/],
  ['another name', '/dora?weaks=3', 422, 'request-malformed', /query weaks: it is not known; known: service, weeks/],
  ['a query twice', '/dora?weeks=1&weeks=2', 422, 'request-malformed', /query weeks/],
  ['broken percent-encoding', '/incidents/%E0%A4%A', 400, 'address-malformed', /percent-encoding/],
  ['an id that is too long', `/incidents/${'x'.repeat(301)}`, 422, 'request-malformed', /path id/],
  ['an address that nothing answers', '/nowhere', 404, 'address-unknown', /nowhere/],
])('%s is refused by name', async (_, address, status, code, detail) => {
  const { app } = anApi();
  const problem = problemIn(await request(app).get(`/api/v1${address}`).expect(status));
  expect(problem.type).toBe(`/problems/${code}`);
  expect(problem.detail).toMatch(detail);
});

test.each([
  ['a field of another type', { text: 1 }, /text/],
  ['a list instead of one', { text: ['x'] }, /text/],
])('a body with %s is refused by name', async (_, body, detail) => {
  const { app } = anApi();
  const answer = await request(app).post('/api/v1/incidents/storefront.LoginRefused.0123abcd/note').set('authorization', `Bearer ${TOKENS.maya}`).send(body).expect(422);
  expect(problemIn(answer)).toMatchObject({ type: '/problems/body-malformed', detail: expect.stringMatching(detail) });
});

test('of a body only the fields that are declared reach who answers', async () => {
  const heard: object[] = [];
  const app = aDoor(({ body }) => { heard.push(body); return { json: { nth: 1 } }; });
  await request(app).post('/things/1').set('content-type', 'application/json').send('{"text":"x","by":"paula","__proto__":{"scopes":["administer"]}}').expect(200);
  expect(heard.map((body) => Object.entries(body))).toEqual([[['text', 'x']]]);
  expect(heard[0]).not.toHaveProperty('scopes');
});

test('a system that signs may have anything in its address', async () => {
  const { app } = anApi();
  await request(app).post('/api/v1/alerts/alertmanager?from=eu').send(aDelivery({})).expect(202);
});
