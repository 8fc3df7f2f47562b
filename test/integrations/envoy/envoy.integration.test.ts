// Does a real Envoy take the set-up, and does a switch refuse no request?
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ensureEndpoints, envoyArguments, envoyBootstrap } from '../../../integrations/envoy';
import { createProcessDeployer } from '../../../integrations/processes/deployer';
import { findPart } from '../../support/find-part';
import { aDeployment, type Deployment, freePorts, quietly } from '../processes/a-release';

const SWITCHES = 10;
const PER_SECOND = 100;
let at: Deployment;
let envoy: ChildProcess | undefined;
let address: string;
let deployer: ReturnType<typeof createProcessDeployer>;

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
afterAll(async () => {
  if (!envoy) return; // it is missing: the set-up has said so
  envoy.kill();
  await once(envoy, 'exit');
  await at.close();
});

/** One request on a connection that is kept: its status, or the error's code. */
function send(agent: Agent, method: string, path: string): Promise<string> {
  return new Promise((resolve) => {
    const sent = request(`${address}${path}`, { agent, method }, (response) => {
      response.resume().on('end', () => resolve(String(response.statusCode))).on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    });
    sent.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    sent.end(method === 'POST' ? 'body' : undefined);
  });
}

/** Sends requests at an even rate, reads, writes and slow ones, until told to stop; gives how often each answer came. */
function customers(): { stop: () => Promise<Record<string, number>> } {
  const agent = new Agent({ keepAlive: true, maxSockets: 50 });
  const kinds = [['GET', '/'], ['POST', '/'], ['GET', '/slow'], ['POST', '/slow']] as const;
  const sent: Promise<string>[] = [];
  const began = performance.now();
  const timer = setInterval(() => {
    const due = (performance.now() - began) * PER_SECOND / 1000; // also what a late timer left out
    while (sent.length < due) {
      const [method, path] = kinds[sent.length % kinds.length] ?? kinds[0];
      sent.push(send(agent, method, path));
    }
  }, 1000 / PER_SECOND);
  async function stop(): Promise<Record<string, number>> {
    clearInterval(timer);
    const counts: Record<string, number> = {};
    for (const status of await Promise.all(sent)) counts[status] = (counts[status] ?? 0) + 1;
    agent.destroy();
    return counts;
  }
  return { stop };
}

it('switches ten times under load, back and forth, and refuses no request', async () => {
  await deployer.deploy(at.order(at.addRelease('v0')), quietly());
  const load = customers();
  for (let n = 1; n <= SWITCHES; n += 1) {
    const digest = at.addRelease(`v${n}`);
    await deployer.deploy(at.order(digest), quietly());
    if (n % 5 === 0) await deployer.undo(at.undoing(digest));
  }
  const counts = await load.stop();
  expect(Object.keys(counts)).toEqual(['200']);
  expect(await (await fetch(`${address}/healthz`)).json()).toMatchObject({ version: 'v9' });
});

it('is confirmed through the public address, which reports the digest', async () => {
  const digest = at.addRelease('confirmed');
  const steps: string[] = [];
  await deployer.deploy(at.order(digest), { signal: new AbortController().signal, onProgress: (text) => steps.push(text) });
  expect(steps.at(-1)).toBe('it answers the customers');
  expect(await (await fetch(`${address}/healthz`)).json()).toMatchObject({ digest });
});
