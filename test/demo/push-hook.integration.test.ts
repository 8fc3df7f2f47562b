// Does a push reach dayshift, and does the pusher hear the answer? A real git push, a real HTTP server in dayshift's place.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { applyFixes } from '../../demo/fixes';
import { installPushHook } from '../../demo/push-hook';
import { cloneRepository, createRepository, type Repository } from '../../demo/repository';
import { Push } from '../../src/contracts/http';

interface Received {
  url: string | undefined;
  authorization: string | undefined;
  push: Push;
}

let folder: string;
let repository: Repository;
let clone: string;
const servers: Server[] = [];

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString());
}

/** Answers each push with the next of the given answers, the last one again and again. */
async function dayshiftAnswering(...answers: { status: number; body: unknown }[]): Promise<{ api: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      received.push({ url: request.url, authorization: request.headers.authorization, push: Push.parse(body) });
      const answer = answers[Math.min(received.length, answers.length) - 1] ?? { status: 500, body: {} };
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { api: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

/** Without blocking this process, which answers for dayshift. */
function push(branch: string): Promise<{ code: number | null; said: string }> {
  const child = spawn('git', ['push', 'origin', `HEAD:refs/heads/${branch}`], { cwd: clone, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'push hook '));
  repository = await createRepository({ folder });
  clone = await cloneRepository(repository.origin, path.join(folder, 'maya', 'storefront'), 'maya');
});

afterAll(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a push is told with its token, and the answer reaches the pusher', async () => {
  const { api, received } = await dayshiftAnswering({ status: 202, body: { accepted: true, text: 'build started' } });
  await installPushHook(repository.origin, { api, token: 'a-token', repository: repository.origin });
  const after = await applyFixes(clone, [1], 'incident/one');
  const { code, said } = await push('incident/one');
  expect(code).toBe(0);
  expect(said).toMatch(/remote: dayshift: build started/);
  expect(received).toEqual([
    {
      url: '/api/v1/pushes',
      authorization: 'Bearer a-token',
      push: { repository: repository.origin, ref: 'refs/heads/incident/one', before: '0'.repeat(40), after, pusher: 'maya@storefront.example' },
    },
  ]);
});

test('a push waits for a dayshift that is restarting', async () => {
  const { api, received } = await dayshiftAnswering({ status: 503, body: {} }, { status: 202, body: { accepted: true, text: 'build started' } });
  await installPushHook(repository.origin, { api, token: 'a-token', repository: repository.origin });
  await applyFixes(clone, [1], 'incident/two');
  const { code, said } = await push('incident/two');
  expect(code).toBe(0);
  expect(said).toMatch(/trying for a minute[\s\S]*build started/);
  expect(received).toHaveLength(2);
});

test('a refusal is said to the pusher, and the push stands', async () => {
  const { api, received } = await dayshiftAnswering({ status: 409, body: { title: 'Conflict', detail: 'no incident waits for this branch' } });
  await installPushHook(repository.origin, { api, token: 'a-token', repository: repository.origin });
  await applyFixes(clone, [1], 'incident/three');
  const { code, said } = await push('incident/three');
  expect(code).toBe(0);
  expect(said).toMatch(/remote: dayshift: no incident waits for this branch/);
  expect(received).toHaveLength(1);
});
