// How do two workers keep from deploying at once? A numbered lock file; the highest number holds, as long as its process runs.
import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { jsonOf } from '../json-of';
import { identify, isRunning } from '../process-identity';
import { replaceFile } from '../replace-file';

const Holder = z.object({ pid: z.number().int(), started: z.string(), released: z.boolean() });
const POLL_MS = 50;

async function numbersIn(folder: string): Promise<number[]> {
  return (await readdir(folder)).flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : [])).sort((a, b) => b - a);
}

/** What cannot be read is held by nobody: every file is written before it gets its number. */
async function isHeld(file: string): Promise<boolean> {
  const holder = Holder.safeParse(jsonOf(await readFile(file, 'utf8').catch(() => '')));
  return holder.success && !holder.data.released && isRunning(holder.data);
}

/** Takes the next number when the highest is not held. Numbers only rise: a late comer can never take a number that was passed. */
async function tryTake(folder: string, holder: string): Promise<number | undefined> {
  const highest = (await numbersIn(folder))[0] ?? 0;
  if (highest > 0 && await isHeld(join(folder, String(highest)))) return undefined;
  const mine = highest + 1;
  const beside = join(folder, `${randomUUID()}.tmp`);
  await writeFile(beside, holder);
  try {
    await link(beside, join(folder, String(mine))); // fails when somebody was quicker
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw error;
  } finally {
    await rm(beside, { force: true });
  }
  const numbers = await numbersIn(folder);
  if (numbers[0] !== mine) {
    await rm(join(folder, String(mine)), { force: true });
    return undefined;
  }
  await Promise.all(numbers.slice(1).map((lower) => rm(join(folder, String(lower)), { force: true })));
  return mine;
}

/**
 * Runs the action while this process alone holds the folder's lock; waits for a holder that runs, takes over from one that does not.
 * Throws the signal's reason when it is aborted while waiting.
 */
export async function withLock<T>(folder: string, signal: AbortSignal | undefined, action: () => Promise<T>): Promise<T> {
  await mkdir(folder, { recursive: true });
  const holder = { ...identify(process.pid), released: false };
  let mine = await tryTake(folder, JSON.stringify(holder));
  while (mine === undefined) {
    signal?.throwIfAborted();
    await wait(POLL_MS);
    mine = await tryTake(folder, JSON.stringify(holder));
  }
  try {
    return await action();
  } finally {
    await replaceFile(join(folder, String(mine)), JSON.stringify({ ...holder, released: true }));
  }
}
