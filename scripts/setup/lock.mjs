// How do two set-ups in one clone keep out of each other's way? One at a time; a lock whose holder is gone is taken over.

import { link, mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

const lookEveryMs = 200;
const renewEveryMs = 3_000;
/** A holder on another machine, or one whose process number was given anew, is known by its silence only. */
const silentAfterMs = 30_000;
/** Taking over needs two quick file operations; a guard older than this was left by one that died between them. */
const guardSilentAfterMs = 10_000;

/**
 * Runs `work` while no other process does so under the same lock file. Waits as long as the holder lives and calls
 * `onWait` once with its process number. The lock is given back however `work` ends.
 */
export async function withLock(file, work, { onWait = () => {} } = {}) {
  await mkdir(dirname(file), { recursive: true });
  const mine = JSON.stringify({ pid: process.pid, host: hostname(), token: randomUUID() });
  await acquire(file, mine, onWait);
  let lost;
  const renewal = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch((error) => (lost ??= error));
  }, renewEveryMs);
  renewal.unref();
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    if ((await read(file)) === mine) await rm(file, { force: true });
    else process.emitWarning(`The lock ${file} was taken away while it was held${lost ? `: ${lost.message}` : ''}.`);
  }
}

async function acquire(file, mine, onWait) {
  let told = false;
  while (!(await take(file, mine))) {
    const held = await read(file);
    if (held !== undefined && (await isGone(file, held))) await takeAway(file, held);
    else if (held !== undefined) {
      if (!told) onWait(JSON.parse(held).pid);
      told = true;
      await pause(lookEveryMs);
    }
  }
}

/** A link appears whole or not at all, so that nobody reads a lock that is half written. */
async function take(file, content) {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, content);
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Only one at a time may take a lock away, and only the very lock that was seen to be abandoned. */
async function takeAway(file, held) {
  const guard = `${file}.guard`;
  if (!(await take(guard, held))) {
    const age = await silence(guard);
    if (age !== undefined && age > guardSilentAfterMs) await rm(guard, { force: true });
    else await pause(lookEveryMs);
    return;
  }
  try {
    if ((await read(file)) === held) await rm(file, { force: true });
  } finally {
    await rm(guard, { force: true });
  }
}

async function isGone(file, held) {
  const { pid, host } = JSON.parse(held);
  if (host === hostname() && !isAlive(pid)) return true;
  const age = await silence(file);
  return age !== undefined && age > silentAfterMs;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

async function silence(file) {
  return stat(file).then(({ mtimeMs }) => Date.now() - mtimeMs, absent);
}

async function read(file) {
  return readFile(file, 'utf8').catch(absent);
}

function absent(error) {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
