// A real PostgreSQL of one's own, from npm, in one folder: no installation, no configuration. It outlives the process that starts it.
import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { DayshiftError, mask } from '../../src/errors';
import { isFree } from '../free-port';
import { identify } from '../process-identity';
import { type Account, chooseAccount, giveTo } from './embedded-account';
import { type Binaries, findBinaries } from './embedded-binaries';
import { findPostmaster, startPostmaster, stopPostmaster } from './embedded-postmaster';

export interface EmbeddedPostgres {
  url: string; // of the database `postgres`; it holds the password
  /** Makes the database when there is none; gives its URL. */
  createDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
}

const USER = 'postgres';
const ALREADY_THERE = ['42P04', '23505']; // the latter when two make it in the same instant
const READY_SECONDS = 60; // after a kill it first replays what was committed
const POLL_MS = 30;
const TRIES = 5; // what a killed server left in shared memory is in use until its last child has ended

function urlOf(port: number, password: string, database: string): string {
  return `postgres://${USER}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

async function keepPassword(folder: string): Promise<string> {
  const file = join(folder, 'password');
  await writeFile(file, randomBytes(24).toString('hex'), { flag: 'wx', mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await chmod(file, 0o600);
  return (await readFile(file, 'utf8')).trim();
}

/** Makes the data beside and renames it: `data` is either absent or whole. */
async function initialise(folder: string, data: string, password: string, account: Account, { initdb }: Binaries): Promise<void> {
  for (const name of await readdir(folder)) if (name.startsWith('new-')) await rm(join(folder, name), { recursive: true, force: true });
  const fresh = join(folder, `new-${randomUUID()}`);
  const passwordFile = join(fresh, 'password');
  await mkdir(fresh, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (account.owner) for (const path of [passwordFile, fresh]) await chown(path, account.owner.uid, account.owner.gid);
  const [command = initdb, ...rest] = [...account.prefix, initdb, '-D', join(fresh, 'data'), '-U', USER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C'];
  await promisify(execFile)(command, rest, { uid: account.uid, gid: account.gid, cwd: '/', env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C' } });
  await rename(join(fresh, 'data'), data);
  await rm(fresh, { recursive: true, force: true });
}

async function withClient<T>(url: string, action: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined); // the failed query tells
  await client.connect();
  try {
    return await action(client);
  } finally {
    await client.end();
  }
}

/** True once it takes connections, false when it ended before. */
async function isReady(pid: number, url: string): Promise<boolean> {
  const identity = identify(pid);
  for (const began = performance.now(); performance.now() - began < READY_SECONDS * 1000; await wait(POLL_MS)) {
    if (await withClient(url, async () => true).catch(() => false)) return true;
    if (!identity || identify(pid)?.started !== identity.started) return false;
  }
  return false;
}

async function startServer(folder: string, port: number, url: string, account: Account, { postgres }: Binaries): Promise<void> {
  const logFile = join(folder, 'postgres.log');
  for (let tries = 1; tries <= TRIES; tries += 1) {
    if (!(await isFree(port))) throw new DayshiftError('port-in-use', { port });
    const { size: before } = await stat(logFile).catch(() => ({ size: 0 }));
    const pid = await startPostmaster(postgres, join(folder, 'data'), port, account, logFile);
    if (await isReady(pid, url)) return;
    const said = (await readFile(logFile)).subarray(before).toString().trim().split('\n').slice(-5).join(' | ');
    const leftInMemory = said.includes('shared memory block');
    if (!leftInMemory || tries === TRIES) throw new DayshiftError('unreachable', { what: 'The embedded PostgreSQL', reason: mask(said) || 'it did not become ready' });
    await wait(tries * 500);
  }
}

/**
 * Starts PostgreSQL in the folder, or joins the one that runs there on this port; one that runs on another port is restarted.
 * Throws `part-missing`, `port-in-use`, or `unreachable` with what the server said.
 */
export async function startEmbeddedPostgres({ port, log, ...options }: { folder: string; port: number; log: (line: string) => void }): Promise<EmbeddedPostgres> {
  const folder = resolve(options.folder);
  const binaries = await findBinaries();
  await mkdir(folder, { recursive: true });
  const data = join(folder, 'data');
  const account = await chooseAccount(data, [binaries.initdb, binaries.postgres, folder]);
  const password = await keepPassword(folder);
  const url = urlOf(port, password, 'postgres');
  if (!(await stat(data).catch(() => undefined))) {
    log('making the database');
    await initialise(folder, data, password, account, binaries);
  }
  const running = await findPostmaster(data);
  if (running && running.port !== port) await stopPostmaster(data);
  if (running?.port === port) log(`PostgreSQL runs already on port ${port}`);
  else {
    await giveTo(account, data);
    await startServer(folder, port, url, account, binaries);
    log(`PostgreSQL is ready on port ${port}`);
  }

  async function createDatabase(name: string): Promise<string> {
    await withClient(url, async (client) => {
      const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
      if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`).catch((error: pg.DatabaseError) => {
        if (!ALREADY_THERE.includes(error.code ?? '')) throw error; // somebody else was quicker
      });
    });
    return urlOf(port, password, name);
  }
  return { url, createDatabase, stop: () => stopPostmaster(data) };
}
