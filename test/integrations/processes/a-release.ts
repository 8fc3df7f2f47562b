// A small real service as an artifact, and a deployer for it in a folder of its own; everything it started is ended at the end.
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isFree } from '../../../integrations/free-port';
import { createInMemoryStore } from '../../../integrations/in-memory';
import { listProcesses } from '../../../integrations/process-identity';
import { createProcessDeployer, endpointsFileOf, type ProcessDeployerOptions, stopReleases, targetsFileOf } from '../../../integrations/processes/deployer';
import type { DeployOrder, UndoOrder } from '../../../src/ports/deployer';

export const SERVER = `
const http = require('node:http');
const fs = require('node:fs');
fs.appendFileSync(process.env.STARTS, process.env.DAYSHIFT_DIGEST + ' ' + process.pid + '\\n');
const version = fs.readFileSync('version', 'utf8');
const server = http.createServer((request, response) => {
  const answer = (body) => { response.setHeader('content-type', 'application/json'); response.end(JSON.stringify(body)); };
  if (request.url === '/healthz') return answer({ status: 'ok', version, digest: process.env.DAYSHIFT_DIGEST });
  if (request.url === '/slow') return void setTimeout(() => answer({ version }), 200);
  request.resume().on('end', () => answer({ version, method: request.method }));
});
server.listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => server.close(() => process.exit(0)));
`;

/** A service that does not tell what it is. */
export const PLAIN_SERVER = `
require('node:fs').appendFileSync(process.env.STARTS, process.env.DAYSHIFT_DIGEST + ' ' + process.pid + '\\n');
const server = require('node:http').createServer((request, response) => response.end('ok')).listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => server.close(() => process.exit(0)));
`;

/** Below the ports that systems hand out by themselves (from 32768 on Linux), a stretch for each of the processes that run tests. */
const STRETCH = 500;
const FIRST = 22_000 + STRETCH * (Number(process.env['JEST_WORKER_ID'] ?? 0) % 20);
let next = randomInt(STRETCH); // each file of tests begins somewhere else, since what the last one started may still be closing

/** A run of ports that nothing listens on now, and that no other test and no system hands out meanwhile. */
export async function freePorts(count: number): Promise<{ from: number; to: number }> {
  if (next + count > STRETCH) next = 0;
  const from = FIRST + next;
  next += count;
  const free = await Promise.all(Array.from({ length: count }, (_, index) => isFree(from + index)));
  return free.every(Boolean) ? { from, to: from + count - 1 } : freePorts(count);
}

export async function aDeployment(options: Partial<ProcessDeployerOptions> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'dayshift releases-'));
  const starts = join(folder, 'starts');
  const store = createInMemoryStore();
  const ports = await freePorts(20);
  const settings = { folder, ports, artifacts: store, graceSeconds: 2, drainSeconds: 0, confirmSeconds: 5, ...options };

  function addRelease(version: string, files: Record<string, string> = {}): string {
    return store.addArtifact({ 'server.js': SERVER, version, ...files }).digest;
  }
  function order(digest: string, rest: Partial<DeployOrder> = {}): DeployOrder {
    return { service: 'shop', environment: 'production', digest, start: 'node server.js', health: '/healthz', timeoutSeconds: 20, ...rest, env: { STARTS: starts, ...rest.env } };
  }
  function undoing(digest: string, rest: Partial<UndoOrder> = {}): UndoOrder {
    return { service: 'shop', environment: 'production', digest, ...rest };
  }
  /** Every start so far, by digest. */
  function started(): { digest: string; pid: number }[] {
    const text = readFileSync(starts, { encoding: 'utf8', flag: 'a+' });
    return text.split('\n').filter(Boolean).map((line) => ({ digest: line.split(' ')[0] ?? '', pid: Number(line.split(' ')[1]) }));
  }
  function running(): string[] {
    const pids = new Set(listProcesses().map(({ pid }) => pid));
    return started().filter(({ pid }) => pids.has(pid)).map(({ digest }) => digest);
  }
  async function targets(): Promise<{ targets: string[]; labels: Record<string, string> }[]> {
    return JSON.parse(await readFile(targetsFileOf(folder, 'shop', 'production'), 'utf8')) as { targets: string[]; labels: Record<string, string> }[];
  }
  async function close(): Promise<void> {
    await stopReleases({ folder, graceSeconds: 1 });
    await rm(folder, { recursive: true, force: true });
  }

  return {
    folder, ports, settings, store, addRelease, order, undoing, started, running, targets, close, starts,
    deployer: createProcessDeployer(settings),
    endpoints: endpointsFileOf(folder, 'shop', 'production'),
  };
}
export type Deployment = Awaited<ReturnType<typeof aDeployment>>;

export function quietly(signal = new AbortController().signal) {
  return { signal, onProgress: (): void => undefined };
}
