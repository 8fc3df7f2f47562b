// Does the PostgreSQL that npm carries start anywhere, keep its data through everything, and end when told?
import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { findBinaries } from '../../../integrations/postgres/embedded-binaries';
import { findPostmaster } from '../../../integrations/postgres/embedded-postmaster';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../integrations/postgres/embedded';
import { isRunning } from '../../../integrations/process-identity';
import { freePorts } from '../processes/a-release';

let folder: string;
let port: number;
const opened: EmbeddedPostgres[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dayshift with spaces-'));
  port = (await freePorts(2)).from;
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.stop();
  await rm(folder, { recursive: true, force: true });
});

async function start(at = port): Promise<EmbeddedPostgres> {
  const one = await startEmbeddedPostgres({ folder: join(folder, 'pg'), port: at, log: () => undefined });
  opened.push(one);
  return one;
}
async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}
async function postmasterPid(): Promise<number> {
  return (await findPostmaster(join(folder, 'pg', 'data')))?.pid ?? 0;
}

it('starts in a folder with spaces, makes databases once, and keeps the password to its owner', async () => {
  const postgres = await start();
  const [url, again] = await Promise.all([postgres.createDatabase('shop "1"'), postgres.createDatabase('shop "1"')]);
  expect(url).toBe(again);
  expect(await query(url, 'select current_database() as name')).toEqual([{ name: 'shop "1"' }]);
  expect((await stat(join(folder, 'pg', 'password'))).mode & 0o777).toBe(0o600);
  await expect(query(url.replace(/:[0-9a-f]{48}@/, ':wrong@'), 'select 1')).rejects.toThrow(/password/);
});

it('ends when told, and has everything at the next start, on another port too', async () => {
  const first = await start();
  await query(first.url, 'create table kept as select 7 as n');
  const pid = await postmasterPid();
  await first.stop();
  expect(isRunning({ pid, started: '' })).toBe(false);
  await expect(query(first.url, 'select 1')).rejects.toThrow();
  const second = await start(port + 1);
  expect(await query(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
});

it('joins the server that runs already, and moves it when another port is asked for', async () => {
  const first = await start();
  const pid = await postmasterPid();
  expect((await start()).url).toBe(first.url);
  expect(await postmasterPid()).toBe(pid);
  const moved = await start(port + 1);
  expect(await query(moved.url, 'select 1 as n')).toEqual([{ n: 1 }]);
  expect(await postmasterPid()).not.toBe(pid);
});

it('comes back after a kill -9 with what was committed', async () => {
  const first = await start();
  await query(first.url, 'create table kept as select 7 as n');
  process.kill(await postmasterPid(), 'SIGKILL');
  const second = await start();
  expect(await query(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
});

it('is not misled by a left-over file that names another process', async () => {
  const first = await start();
  await first.stop();
  const bystander = spawn('sleep', ['600']);
  await writeFile(join(folder, 'pg', 'data', 'postmaster.pid'), `${bystander.pid}\n${join(folder, 'pg', 'data')}\n0\n${port}\n\n127.0.0.1\n`);
  const second = await start();
  expect(await query(second.url, 'select 1 as n')).toEqual([{ n: 1 }]);
  expect(bystander.exitCode).toBeNull();
  bystander.kill();
});

it('says that the port is in use', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
  await expect(start()).rejects.toMatchObject({ code: 'port-in-use', details: { port } });
  await new Promise((resolve) => other.close(resolve));
});

it('makes the library links that npm left out', async () => {
  const installed = dirname(dirname(dirname((await findBinaries()).postgres)));
  const copy = join(folder, 'package');
  await cp(installed, copy, { recursive: true, verbatimSymlinks: true });
  const link = join(copy, 'native', 'lib', process.platform === 'darwin' ? 'libpq.dylib' : 'libpq.so.5');
  await unlink(link);
  await findBinaries(copy);
  expect((await stat(link)).size).toBeGreaterThan(0);
});

it('says which part is missing and what to do', async () => {
  await expect(findBinaries(join(folder, 'nothing'))).rejects.toMatchObject({ code: 'part-missing' });
  await expect(findBinaries(join(folder, 'nothing'))).rejects.toHaveProperty('advice', expect.stringContaining('DATABASE_URL') as string);
});
