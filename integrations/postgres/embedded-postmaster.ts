// Does a server run on this data already, and how does it start and end? `postmaster.pid` is believed only when its process is one.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { DayshiftError } from '../../src/errors';
import { identify, isRunning } from '../process-identity';
import type { Account } from './embedded-account';

export interface Postmaster { pid: number; port: number }

const FAST_SECONDS = 20;
const POLL_MS = 30;
/** Small: one team's archive and a demo's shop. No socket file: only TCP on this machine. */
const SETTINGS = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'shared_buffers=32MB', 'max_wal_size=128MB'];

async function isPostmasterOf(pid: number, data: string): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  if (process.platform === 'linux') return (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === await realpath(data);
  const { stdout } = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return stdout.includes('postgres');
}

/** The server that runs on the data. A file that was left by a killed one is removed: its pid may be another process's by now. */
export async function findPostmaster(data: string): Promise<Postmaster | undefined> {
  const file = join(data, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (await isPostmasterOf(pid, data)) return { pid, port: Number(lines[3]) };
  await rm(file, { force: true });
  return undefined;
}

/** Starts the server detached: it outlives this process. Its output goes to the log file. */
export async function startPostmaster(postgres: string, data: string, port: number, account: Account, logFile: string): Promise<number> {
  const log = await open(logFile, 'a', 0o600);
  try {
    const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
    const [command = postgres, ...rest] = [...account.prefix, postgres, '-D', data, '-p', String(port), ...settings];
    const { uid, gid } = account;
    const child = spawn(command, rest, { uid, gid, cwd: '/', env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C' }, detached: true, stdio: ['ignore', log.fd, log.fd] });
    await once(child, 'spawn');
    child.unref();
    if (child.pid === undefined) throw new DayshiftError('part-missing', { part: 'A process for PostgreSQL', advice: `Read ${logFile}.` });
    return child.pid;
  } finally {
    await log.close();
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Ends the server: open connections are cut, what was committed is on disk. Waits until it is gone. */
export async function stopPostmaster(data: string): Promise<void> {
  const postmaster = await findPostmaster(data);
  const identity = postmaster && identify(postmaster.pid);
  if (!identity) return;
  send(identity.pid, 'SIGINT');
  for (const began = performance.now(); isRunning(identity); await wait(POLL_MS)) {
    if (performance.now() - began > FAST_SECONDS * 1000) send(identity.pid, 'SIGQUIT');
  }
}
