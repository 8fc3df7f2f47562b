// Is an answer of Prometheus a number only when it is one? Answers are Prometheus' own, served over real HTTP.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerResponse } from 'node:http';
import { createPrometheus } from '../../../integrations/prometheus';
import type { Measured, Series } from '../../../src/ports/monitoring';
import { json, startServer } from '../a-server';

const SPAN = { from: new Date('2026-11-23T09:23:39Z'), to: new Date('2026-11-23T09:24:39Z'), stepSeconds: 5 };
let respond: (response: ServerResponse) => void;
let server: Awaited<ReturnType<typeof startServer>>;

beforeAll(async () => {
  server = await startServer((_, response) => respond(response));
});
afterAll(() => server.close());

function prometheus() {
  return createPrometheus({ url: `${server.url}/`, timeoutMs: 500 });
}
function answers(data: unknown): void {
  respond = (response) => json(response, 200, { status: 'success', data });
}
function reasonIn(answer: Measured | Series): string {
  return 'reason' in answer ? answer.reason : 'it is known';
}
const vector = (...values: string[]) => ({ resultType: 'vector', result: values.map((value) => ({ metric: {}, value: [1795425819.5, value] })) });

it('measures one value at the time that Prometheus says', async () => {
  answers(vector('0.25'));
  expect(await prometheus().measure('share{path="/a&b"}')).toEqual({ value: 0.25, at: '2026-11-23T09:23:39.500Z' });
  const asked = server.asked.at(-1);
  expect(asked?.url).toBe('/api/v1/query');
  expect(new URLSearchParams(asked?.body).get('query')).toBe('share{path="/a&b"}');
});

it('measures as it was at a time', async () => {
  answers(vector('0.25'));
  const then = new Date('2026-11-23T09:00:00.250Z');
  await prometheus().measure('share', undefined, then);
  expect(new URLSearchParams(server.asked.at(-1)?.body).get('time')).toBe(String(then.getTime() / 1000));
  answers(vector());
  expect(await prometheus().measure('share', undefined, then)).toMatchObject({ value: null, at: then.toISOString() });
});

it('takes a scalar for a value, and a measured zero for zero', async () => {
  answers({ resultType: 'scalar', result: [1795425819, '0'] });
  expect(await prometheus().measure('scalar(x)')).toMatchObject({ value: 0 });
});

it.each([
  ['no data', vector(), /no data/],
  ['several series', vector('1', '2'), /2 series/],
  ['not a number', vector('NaN'), /NaN, not a number/],
  ['infinity', vector('+Inf'), /\+Inf, not a number/],
  ['a matrix', { resultType: 'matrix', result: [] }, /matrix, not one value/],
  ['another shape', { resultType: 'vector', result: 'x' }, /another shape/],
])('does not know the value of %s', async (_, data, reason) => {
  answers(data);
  expect(reasonIn(await prometheus().measure('q'))).toMatch(reason);
});

it('says how Prometheus refused a query', async () => {
  respond = (response) => json(response, 400, { status: 'error', errorType: 'bad_data', error: 'parse error: unexpected end of input' });
  expect(reasonIn(await prometheus().measure('sum('))).toContain('bad_data: parse error');
});

it.each([
  ['an HTTP error', (response: ServerResponse) => void response.writeHead(502).end('<html>'), /502/],
  ['no answer', () => undefined, /no answer within 0.5 s/],
  ['something else than JSON', (response: ServerResponse) => void response.end('hello'), /not JSON/],
])('knows nothing at %s', async (_, how, reason) => {
  respond = how;
  expect(reasonIn(await prometheus().measure('q'))).toMatch(reason);
  expect(reasonIn(await prometheus().range('q', SPAN))).toMatch(reason);
  const firing = await prometheus().firing();
  expect('reason' in firing ? firing.reason : 'it is known').toMatch(reason);
});

it('reads the one series between two times, oldest first', async () => {
  respond = (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(readFileSync(join(__dirname, '../../samples/prometheus-query-range.json')));
  const series = await prometheus().range('share', SPAN);
  expect(series.samples?.[0]).toEqual({ at: '2026-11-23T09:23:39.000Z', value: 0.25 });
  expect(new URLSearchParams(server.asked.at(-1)?.body).get('step')).toBe('5');
});

it('leaves a gap where a sample is not a number', async () => {
  answers({ resultType: 'matrix', result: [{ metric: {}, values: [[1795425819, 'NaN'], [1795425824, '0.5']] }] });
  expect((await prometheus().range('share', SPAN)).samples).toEqual([{ at: '2026-11-23T09:23:44.000Z', value: 0.5 }]);
});

it('tells every alert that fires, since when and with which labels, and none that is pending', async () => {
  const labels = { alertname: 'LoginRefused', service: 'storefront' };
  answers({ alerts: [
    { labels, state: 'firing', activeAt: '2026-11-23T09:20:00.5Z' },
    { labels: { alertname: 'Slow', service: 'storefront' }, state: 'pending', activeAt: '2026-11-23T09:21:00Z' },
    { labels: { severity: 'low' }, state: 'firing' },
  ] });
  expect(await prometheus().firing()).toEqual({ alerts: [
    { name: 'LoginRefused', labels, since: '2026-11-23T09:20:00.5Z' },
    { name: '', labels: { severity: 'low' }, since: '' },
  ] });
  expect(server.asked.at(-1)).toMatchObject({ method: 'GET', url: '/api/v1/alerts' });
});

it('knows that nothing fires only when Prometheus says so', async () => {
  answers({ alerts: [] });
  expect(await prometheus().firing()).toEqual({ alerts: [] });
  answers({});
  expect(await prometheus().firing()).toMatchObject({ alerts: null, reason: expect.stringContaining('another shape') });
});

it('throws when the caller cancels', async () => {
  respond = () => undefined;
  const controller = new AbortController();
  const asking = prometheus().measure('q', controller.signal);
  controller.abort(new Error('cancelled'));
  await expect(asking).rejects.toThrow('cancelled');
  await expect(prometheus().firing(controller.signal)).rejects.toThrow('cancelled');
});
