// Twenty releases after one another under steady traffic, by the deployer itself with Envoy in front: which visits fell into a switch, and which into none?
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { envoyPart } from '../demo/parts/envoy';
import { createPortFinder } from '../machine/ports';
import { Supervisor } from '../machine/supervisor';
import { createFileStore } from '../integrations/file-store';
import { createProcessDeployer, endpointsFileOf, stopReleases } from '../integrations/processes/deployer';
import { findPart } from '../test/support/find-part';
import { SHOP, SHOP_SERVER } from '../test/support/small-shop';
import type { Visit } from '../test/support/steady-traffic';

/** ms since 1970: from the order on, from when the new release was up and the traffic was about to move, and when all was done. */
export interface Switch { ordered: number; up: number; done: number }
export interface Switched { switches: Switch[]; visits: Visit[] }

const PER_SECOND = 200;
const PORT_BASE = 19_600;
const BETWEEN_MS = 2000;

export async function switchReleases(folder: string, times: number, say: (line: string) => void): Promise<Switched> {
  const supervisor = new Supervisor(folder, say);
  const releases = path.join(folder, 'releases');
  const findPort = createPortFinder(PORT_BASE);
  const listen = await findPort();
  const address = `http://127.0.0.1:${listen}`;
  const artifacts = createFileStore(path.join(folder, 'evidence'));
  const deployer = createProcessDeployer({ folder: releases, ports: { from: PORT_BASE + 20, to: PORT_BASE + 60 }, artifacts, address: () => address });

  async function deploy(version: string): Promise<Switch> {
    const app = path.join(folder, 'built', version);
    await mkdir(app, { recursive: true });
    await writeFile(path.join(app, 'server.js'), SHOP_SERVER);
    await writeFile(path.join(app, 'version'), version);
    const { digest } = await artifacts.pack(app);
    const at = { ordered: Date.now(), up: NaN, done: NaN };
    const onProgress = (line: string): void => { if (line === 'it is up') at.up = Date.now(); };
    await deployer.deploy({ service: SHOP, environment: 'production', digest, start: 'node server.js', health: '/health', timeoutSeconds: 60, env: { SHOP_STARTS: path.join(folder, 'starts') } }, { signal: new AbortController().signal, onProgress });
    return { ...at, done: Date.now() };
  }

  let customers: ChildProcess | undefined;
  try {
    await supervisor.start(await envoyPart({ command: findPart('envoy'), folder, endpointsFile: endpointsFileOf(releases, SHOP, 'production'), listenPort: listen, nodeId: 'bench' }));
    await deploy('0');
    customers = fork(path.join(__dirname, 'rollout-traffic.js'), { env: { ...process.env, BASE_URL: address, PER_SECOND: String(PER_SECOND) } });
    const switches: Switch[] = [];
    for (let number = 1; number <= times; number += 1) {
      await delay(BETWEEN_MS);
      switches.push(await deploy(String(number)));
    }
    await delay(BETWEEN_MS);
    return { switches, visits: await visitsOf(customers) };
  } finally {
    customers?.kill();
    await supervisor.stopAll();
    await stopReleases({ folder: releases, graceSeconds: 2 });
  }
}

/** Ends the traffic. Throws when its program has ended by itself: nobody would say what the customers met. */
async function visitsOf(customers: ChildProcess): Promise<Visit[]> {
  const gone = once(customers, 'exit').then(([code, signal]) => {
    throw new Error(`the customers' program ended (${signal ?? `exit code ${code}`}) before it told of them`);
  });
  customers.send('stop');
  const [visits] = await Promise.race([once(customers, 'message'), gone]) as [Visit[]];
  return visits;
}
