// Does the traffic program behave as many customers do, and count what it met? The real program against a real HTTP server.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TrafficSummary } from '../../demo/traffic/summary';
import { readVisits } from '../../demo/traffic/visits';

const VISITS = 130;
let folder: string;
let shop: Server;
let program: ChildProcess | undefined;

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString());
}

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'traffic '));
});

afterAll(() => {
  program?.kill('SIGKILL');
  shop?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('many different customers log in, a few mistype, and a connection that breaks is counted', async () => {
  const forms: URLSearchParams[] = [];
  let enough = (): void => undefined;
  const enoughVisits = new Promise<void>((resolve) => (enough = resolve));
  shop = createServer((request, response) => {
    void formOf(request).then((form) => {
      forms.push(form);
      if (forms.length === 10) return request.socket.destroy();
      response.writeHead(forms.length === 20 ? 429 : forms.length === 30 ? 503 : 303, { location: '/account', 'x-dayshift-release': 'a-release' }).end();
      if (forms.length === VISITS) enough();
    });
  });
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));

  const file = path.join(folder, 'summary.json');
  const visitsFile = path.join(folder, 'visits.jsonl');
  const source = path.resolve(__dirname, '../../demo/traffic/traffic.ts');
  program = spawn(process.execPath, ['--require', path.resolve(__dirname, '../support/typescript.cjs'), source], {
    env: { PATH: process.env['PATH'], BASE_URL: `http://127.0.0.1:${(shop.address() as AddressInfo).port}`, RATE: '100', SUMMARY_FILE: file, VISITS_FILE: visitsFile },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  program.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  await enoughVisits;
  const ended = once(program, 'close');
  program.kill('SIGTERM');
  expect((await ended)[0]).toBe(0);

  const summary = JSON.parse(printed) as TrafficSummary;
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ requests: summary.requests, networkErrors: 1 });
  expect(summary.networkErrors).toBe(1);
  expect(summary.errors).toHaveLength(1);
  expect(summary.statuses).toEqual({ 303: summary.requests - 3, 429: 1, 503: 1 });
  const visits = readVisits(visitsFile);
  expect(visits).toHaveLength(summary.requests);
  expect(new Set(visits.map(({ end }) => end))).toEqual(new Set(['accepted', 'held-up', 'broken', 'unanswered']));
  expect(visits.filter(({ end }) => end === 'unanswered')).toEqual([{ at: expect.any(String), ms: expect.any(Number), end: 'unanswered', error: expect.stringContaining('fetch failed') }]);
  expect(visits.find(({ end }) => end === 'held-up')).toMatchObject({ status: 429, release: 'a-release' });
  appendFileSync(visitsFile, '{"at":"2026');
  expect(readVisits(visitsFile)).toEqual(visits); // a line that is being written is not read yet
  expect(new Set(forms.map((form) => form.get('email'))).size).toBe(forms.length);
  expect(new Set(forms.map((form) => form.get('password'))).size).toBe(2);
});
