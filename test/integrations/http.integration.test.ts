// Does the one fetch tell what went wrong, without secrets, and keep to its limits?
import { z } from 'zod';
import { ask, askOk, parseAnswer, retryAfterSeconds } from '../../integrations/http';
import { json, startServer } from './a-server';

let server: Awaited<ReturnType<typeof startServer>>;

beforeAll(async () => {
  server = await startServer((asked, response) => {
    if (asked.url === '/hangs') return;
    if (asked.url === '/busy') {
      response.writeHead(503, { 'retry-after': '7' }).end('token=sesame-open');
      return;
    }
    json(response, 200, { url: asked.url });
  });
});
afterAll(() => server.close());

it('gives the answer whatever its status', async () => {
  expect(await ask({ what: 'it', url: `${server.url}/busy` })).toMatchObject({ status: 503 });
});

it('an answer that is not ok is unreachable with its status, the hint, and no secret', async () => {
  const failure = await askOk({ what: 'it', url: `${server.url}/busy` }).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'unreachable', details: { retryAfterSeconds: 7 } });
  expect(String(failure)).toContain('503');
  expect(String(failure)).not.toContain('sesame');
});

it('gives up after its limit', async () => {
  await expect(ask({ what: 'it', url: `${server.url}/hangs`, timeoutMs: 50 })).rejects.toThrow(/no answer within/);
});

it('says why nothing could be reached', async () => {
  const gone = await startServer(() => undefined);
  await gone.close();
  await expect(ask({ what: 'it', url: gone.url })).rejects.toThrow(/it cannot be reached: .*ECONNREFUSED/);
});

it('passes the caller\'s cancellation on as it is', async () => {
  const controller = new AbortController();
  const asking = ask({ what: 'it', url: `${server.url}/hangs`, signal: controller.signal });
  controller.abort(new Error('cancelled by the caller'));
  await expect(asking).rejects.toThrow('cancelled by the caller');
});

it('does not take another shape for an answer', () => {
  expect(parseAnswer('it', '{"a":1}', z.object({ a: z.number() }))).toEqual({ a: 1 });
  expect(() => parseAnswer('it', '{"a":"x"}', z.object({ a: z.number() }))).toThrow(/a: /);
  expect(() => parseAnswer('it', '<html>', z.object({}))).toThrow(/not JSON/);
});

it('reads the hint in seconds and as a date', () => {
  const now = new Date('2026-11-23T10:00:00Z');
  expect(retryAfterSeconds(new Headers({ 'retry-after': '3' }), now)).toBe(3);
  expect(retryAfterSeconds(new Headers({ 'retry-after': 'Mon, 23 Nov 2026 10:00:09 GMT' }), now)).toBe(9);
  expect(retryAfterSeconds(new Headers({ 'retry-after': 'soon' }), now)).toBeUndefined();
  expect(retryAfterSeconds(new Headers(), now)).toBeUndefined();
});
