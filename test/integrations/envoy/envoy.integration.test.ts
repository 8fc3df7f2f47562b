// Does a real Envoy take the set-up, and does a switch refuse no request?
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ensureEndpoints, envoyArguments, envoyBootstrap, RELEASE_HEADER } from '../../../integrations/envoy';
import { createProcessDeployer } from '../../../integrations/processes/deployer';
import { findPart } from '../../support/find-part';
import { aDeployment, type Deployment, freePorts, PLAIN_SERVER, quietly } from '../processes/a-release';

const SWITCHES = 10;
const PER_SECOND = 100;
let at: Deployment;
let envoy: ChildProcess | undefined;
let address: string;
let deployer: ReturnType<typeof createProcessDeployer>;
let timer: NodeJS.Timeout | undefined; // of the customers

async function answers(url: string): Promise<number> {
  return fetch(url).then((response) => response.status, () => 0);
}

beforeAll(async () => {
  const program = findPart('envoy');
  at = await aDeployment();
  const { from: listenPort } = await freePorts(1);
  address = `http://127.0.0.1:${listenPort}`;
  await ensureEndpoints(at.endpoints);
  const file = join(at.folder, 'envoy.json');
  await writeFile(file, envoyBootstrap({ listenPort, endpointsFile: at.endpoints, nodeId: 'storefront' }));
  envoy = spawn(program, envoyArguments(file), { stdio: ['ignore', 'ignore', 'inherit'] });
  while (await answers(address) !== 503) await wait(20);
  deployer = createProcessDeployer({ ...at.settings, drainSeconds: 1, address: () => address });
});
afterEach(() => clearInterval(timer)); // of a test that failed
afterAll(async () => {
  if (!envoy) return; // it is missing: the set-up has said so
  envoy.kill();
  await once(envoy, 'exit');
  await at.close();
});

const idOf = (digest: string): string => digest.slice(7, 23);

interface Answer { status: string; by: string } // by: the release that Envoy names

/** One request on a connection that is kept: its status, or the error's code, and who answered. */
function send(agent: Agent, method: string, path: string): Promise<Answer> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException): void => resolve({ status: error.code ?? error.message, by: '' });
    const sent = request(`${address}${path}`, { agent, method }, (response) => {
      const by = String(response.headers[RELEASE_HEADER] ?? '');
      response.resume().on('end', () => resolve({ status: String(response.statusCode), by })).on('error', failed);
    });
    sent.on('error', failed);
    sent.end(method === 'POST' ? 'body' : undefined);
  });
}

function count(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

/** Sends requests at an even rate, reads, writes and slow ones, until told to stop; gives how often each answer came, and from whom. */
function customers(): { stop: () => Promise<{ statuses: Record<string, number>; by: Record<string, number> }> } {
  const agent = new Agent({ keepAlive: true, maxSockets: 50 });
  const kinds = [['GET', '/'], ['POST', '/'], ['GET', '/slow'], ['POST', '/slow']] as const;
  const sent: Promise<Answer>[] = [];
  const began = performance.now();
  timer = setInterval(() => {
    const due = (performance.now() - began) * PER_SECOND / 1000; // also what a late timer left out
    while (sent.length < due) {
      const [method, path] = kinds[sent.length % kinds.length] ?? kinds[0];
      sent.push(send(agent, method, path));
    }
  }, 1000 / PER_SECOND);
  async function stop(): Promise<{ statuses: Record<string, number>; by: Record<string, number> }> {
    clearInterval(timer);
    const answers = await Promise.all(sent);
    agent.destroy();
    return { statuses: count(answers.map(({ status }) => status)), by: count(answers.map(({ by }) => by)) };
  }
  return { stop };
}

/** Envoy deals the shares out exactly, but to all customers together. */
function near(found = 0, wanted: number): boolean {
  return found > wanted / 2 && found < wanted * 1.5;
}

/** Sends this many, one after the other on one connection, and tells who answered. */
async function ask(times: number): Promise<Record<string, number>> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const answers: Answer[] = [];
  for (let n = 0; n < times; n += 1) answers.push(await send(agent, 'GET', '/'));
  agent.destroy();
  return count(answers.map(({ by }) => by));
}

it('switches ten times under load, back and forth, and refuses no request', async () => {
  await deployer.deploy(at.order(at.addRelease('v0')), quietly());
  const load = customers();
  for (let n = 1; n <= SWITCHES; n += 1) {
    const digest = at.addRelease(`v${n}`);
    await deployer.deploy(at.order(digest), quietly());
    if (n % 5 === 0) await deployer.undo(at.undoing(digest));
  }
  const { statuses, by } = await load.stop();
  expect(Object.keys(statuses)).toEqual(['200']);
  expect(Object.keys(by)).not.toContain('');
  expect(await (await fetch(`${address}/healthz`)).json()).toMatchObject({ version: 'v9' });
});

it('is confirmed through the public address, which reports the digest', async () => {
  const digest = at.addRelease('confirmed');
  const steps: string[] = [];
  await deployer.deploy(at.order(digest), { signal: new AbortController().signal, onProgress: (text) => steps.push(text) });
  expect(steps.at(-1)).toBe('it answers the customers');
  expect(await (await fetch(`${address}/healthz`)).json()).toMatchObject({ digest });
});

it('gives a canary its share, more of it, and takes it back, under load and without a refused request', async () => {
  const [a, b, c] = [at.addRelease('live'), at.addRelease('canary'), at.addRelease('next canary')];
  await deployer.deploy(at.order(a), quietly());
  const load = customers();
  await deployer.deploy(at.order(b, { weight: 10 }), quietly());
  expect(near((await ask(200))[idOf(b)], 20)).toBe(true);
  await deployer.deploy(at.order(b, { weight: 50 }), quietly());
  expect(near((await ask(200))[idOf(b)], 100)).toBe(true);
  expect(await deployer.current('shop', 'production')).toMatchObject({ digest: a, canary: { digest: b, weight: 50 } });
  expect(await deployer.undo(at.undoing(b))).toMatchObject({ digest: a });
  expect(await ask(50)).toEqual({ [idOf(a)]: 50 });
  for (const weight of [1, 100]) await deployer.deploy(at.order(c, { weight }), quietly());
  expect(await ask(50)).toEqual({ [idOf(c)]: 50 });
  const { statuses, by } = await load.stop();
  expect(Object.keys(statuses)).toEqual(['200']);
  expect(Object.keys(by)).toEqual(expect.arrayContaining([a, b, c].map(idOf)));
});

it('a canary that is down costs no customer an answer: the live release gives it', async () => {
  const [a, b] = [at.addRelease('up'), at.addRelease('down')];
  await deployer.deploy(at.order(a), quietly());
  await deployer.deploy(at.order(b, { weight: 50 }), quietly());
  const canary = at.started().findLast(({ digest }) => digest === b);
  if (!canary) throw new Error('the canary was never started');
  process.kill(canary.pid, 'SIGKILL');
  expect(await ask(50)).toEqual({ [idOf(a)]: 50 });
  await deployer.undo(at.undoing(b));
});

it('is confirmed by the release that Envoy names when the page tells no digest', async () => {
  const [told, plain] = [at.addRelease('told'), at.addRelease('plain', { 'server.js': PLAIN_SERVER })];
  await deployer.deploy(at.order(told), quietly());
  const steps: string[] = [];
  const control = { signal: new AbortController().signal, onProgress: (text: string) => steps.push(text) };
  await deployer.deploy(at.order(plain, { weight: 5 }), control);
  expect(steps.at(-1)).toBe('it answers some of the customers');
  await deployer.deploy(at.order(plain), control);
  expect(steps.at(-1)).toBe('it answers the customers');
  expect(await deployer.current('shop', 'production')).toMatchObject({ digest: plain });
  const answer = await fetch(`${address}/healthz`);
  expect([await answer.text(), answer.headers.get(RELEASE_HEADER)]).toEqual(['ok', idOf(plain)]);
});

it('a release cannot say that it is another one', async () => {
  const liar = at.addRelease('liar', { 'server.js': PLAIN_SERVER.replace('response.end(', `response.setHeader('${RELEASE_HEADER}', 'another').end(`) });
  await deployer.deploy(at.order(liar), quietly());
  expect((await fetch(address)).headers.get(RELEASE_HEADER)).toBe(idOf(liar));
});
