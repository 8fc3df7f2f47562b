// Through the whole door, for each source: what is spoilt is refused with a problem document, nothing answers 5xx, and what was refused left no trace.
import fc from 'fast-check';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import { Problem } from '../../src/contracts/http';
import { DELIVERIES, everySource } from '../integrations/alert-deliveries';
import { mutatedDelivery } from '../integrations/mutations';
import { anApi } from './an-api';

const RUNS = 300;
const sources = everySource();
const { app, gateway } = anApi({ alertSources: sources });
const opened = jest.spyOn(gateway, 'openOrJoin');
let server: Server;

beforeAll(() => new Promise<void>((resolve) => { server = createServer(app).listen(0, '127.0.0.1', resolve); }));
afterAll(() => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }));

async function post(use: string, bytes: Uint8Array, headers: object): Promise<Response> {
  const { port } = server.address() as AddressInfo;
  return fetch(`http://127.0.0.1:${port}/api/v1/alerts/${use}`, { method: 'POST', body: Buffer.from(bytes), headers: { ...headers } });
}

test.each([...sources.keys()])(`%s: ${RUNS} mutated deliveries are taken or refused in words`, async (use) => {
  const answered = new Map<number, number>();
  await fc.assert(fc.asyncProperty(mutatedDelivery(DELIVERIES.filter((delivery) => delivery.use === use)), async ({ bytes, headers }) => {
    const before = opened.mock.calls.length;
    const response = await post(use, bytes, headers);
    const text = await response.text();
    answered.set(response.status, (answered.get(response.status) ?? 0) + 1);
    expect(response.status).toBeLessThan(500);
    if (response.status < 400) return;
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    const problem = Problem.parse(JSON.parse(text));
    expect(problem.status).toBe(response.status);
    expect([problem.detail, problem.advice]).not.toContain('');
    expect(problem.detail).not.toMatch(/\{(source|faults|reason|limit|known|path)\}/); // of the catalogue's own; a delivery may have such words of its own
    expect(opened.mock.calls).toHaveLength(before);
  }), { numRuns: RUNS });
  expect(answered.get(202)).toBeGreaterThan(0);
  expect(answered.get(422)).toBeGreaterThan(0);
});
