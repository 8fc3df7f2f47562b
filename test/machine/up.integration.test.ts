// Does one command run all of dayshift on a machine? As people start it: the compiled command, a real Temporal, a real PostgreSQL.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { createPortFinder } from '../../machine/ports';
import { findPart } from '../support/find-part';

const CLI = path.join(__dirname, '..', '..', 'dist', 'cli', 'main.js');
const WITHIN_MS = 120_000;

interface Stands { address: string; link: string; temporal: string; temporalUi: string; logs: string }
interface Started { child: ChildProcess; stands: Promise<Stands>; said(): string; ended: Promise<number | null> }

let folder: string;
let port: number;
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dayshift up-'));
  port = await createPortFinder(21_500)();
  await writeFile(path.join(folder, 'dayshift.yaml'), `name: A small team
team:
  - { id: paula, name: Paula Product, roles: [product-owner, operations-engineer] }
  - { id: maya, name: Maya Mender, roles: [developer] }
services:
  - { name: shop, repository: ${folder}/shop.git, address: "http://127.0.0.1:9", alerts: [{ labels: { job: shop } }], impact: [{ name: refused, unit: share, query: up }] }
integrations:
  alertSources: [alertmanager]
  monitoring: { use: prometheus, url: "http://127.0.0.1:9" }
  sourceControl: { use: git }
  checkRunner: { use: processes, slots: 1 }
  deployers: [{ use: processes, folder: ${folder}/releases, ports: { from: 21600, to: 21610 } }]
  evidence: { use: file-store, folder: ${folder}/evidence }
  archive: { use: postgres, url: "\${DATABASE_URL}" }
  notifiers: [{ use: console }]
`);
});

afterAll(async () => {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  await rm(folder, { recursive: true, force: true });
});

function start(...flags: string[]): Started {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [CLI, 'up', '--json', '--port', String(port), ...flags], { cwd: folder, env: { PATH, HOME, DAYSHIFT_TEMPORAL: findPart('temporal') }, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let heard = '';
  child.stderr.on('data', (chunk: Buffer) => { heard += chunk.toString(); });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const first = once(createInterface({ input: child.stdout }), 'line').then(([line]) => JSON.parse(line as string) as Stands);
  const stands = Promise.race([first, ended.then((code) => { throw new Error(`it ended with ${code}: ${heard}`); })]);
  stands.catch(() => undefined); // of one that is to end, nobody waits for it
  return { child, stands, said: () => heard, ended };
}

async function until(what: string, is: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + WITHIN_MS; Date.now() < end; await delay(200)) if (await is().catch(() => false)) return;
  throw new Error(`${what}: not within ${WITHIN_MS / 1000} s`);
}

const ready = (address: string) => async (): Promise<boolean> => (await fetch(`${address}/readyz`)).ok;
const pidOf = async (name: string): Promise<number> => (JSON.parse(await readFile(path.join(folder, '.dayshift', 'parts', `${name}.json`), 'utf8')) as { pid: number }).pid;

it('stands everything up, keeps it up, ends all of it, and has its data the next time', async () => {
  const first = start();
  const { address, link, logs, temporalUi } = await first.stands;
  expect(address).toBe(`http://127.0.0.1:${port}`);
  expect(link).toMatch(/#\/sign-in\/dayshift_/);
  await until('everything answers', ready(address));
  expect((await fetch(temporalUi)).ok).toBe(true);
  expect((await readdir(logs)).sort()).toEqual(['api.log', 'temporal.log', 'worker.log']);

  const second = start();
  expect(await second.ended).toBe(1);
  expect(second.said()).toMatch(/\.dayshift is in use by the process \d+/);
  expect(second.said()).toContain('DAYSHIFT_HOME');

  const before = await pidOf('api');
  process.kill(before, 'SIGKILL');
  await until('the API is started again', async () => (await pidOf('api')) !== before && ready(address)());
  expect(first.said()).toContain('api ended (SIGKILL); starting it again');

  const pids = await Promise.all(['api', 'worker', 'temporal'].map(pidOf));
  first.child.kill('SIGINT');
  expect(await first.ended).toBe(0); // to be ended is how it ends
  for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  expect(await readdir(path.join(folder, '.dayshift'))).not.toContain('held-by.json');

  const third = start();
  await until('it is up again', ready((await third.stands).address));
  third.child.kill('SIGTERM');
  expect(await third.ended).toBe(0);
});

it('says what is missing', async () => {
  const lost = start('--file', 'nowhere.yaml', '--home', 'elsewhere');
  expect(await lost.ended).toBe(1);
  expect(lost.said()).toContain('There is no');
  expect(lost.said()).toContain('dayshift init');
});

it('serve and worker run one process each, and pass a signal on', async () => {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, DATABASE_URL: 'postgres://127.0.0.1:9/none' };
  for (const [name, flags, sign] of [['serve', ['--port', '0', '--home', 'alone'], 'listening'], ['worker', ['--temporal', '127.0.0.1:9', '--home', 'alone'], 'cannot be reached yet']] as const) {
    const child = spawn(process.execPath, [CLI, name, ...flags], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    children.push(child);
    let heard = '';
    for (const output of [child.stdout, child.stderr]) output.on('data', (chunk: Buffer) => { heard += chunk.toString(); });
    await until(`${name} says "${sign}"`, async () => heard.includes(sign));
    child.kill('SIGTERM');
    expect([0, 130]).toContain((await once(child, 'exit'))[0]);
  }
});
