// Who may write to a mirror now? One process of this machine at a time; the lock of one that has ended is taken over.
import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { identify, isRunning } from '../process-identity';

const Holder = z.object({ pid: z.number().int().positive(), started: z.string(), key: z.string() });
const PAUSE_MILLISECONDS = 20;

async function holderOf(file: string): Promise<z.infer<typeof Holder> | undefined> {
  try {
    return Holder.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined; // gone meanwhile
  }
}

/** Takes away the lock of a process that has ended; two at once do no harm, for git has locks of its own below this one. */
async function breakStale(file: string): Promise<void> {
  const holder = await holderOf(file);
  if (!holder || isRunning(holder)) return;
  const taken = `${file}.${randomUUID()}`;
  await rename(file, taken).catch(() => undefined);
  await rm(taken, { force: true });
}

async function tryLink(own: string, file: string): Promise<boolean> {
  return link(own, file).then(() => true, (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
    return false;
  });
}

/** Runs the work while no other process and no other call of this one holds the lock. */
export async function withLock<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  const key = randomUUID();
  const own = `${file}.${key}`;
  await writeFile(own, JSON.stringify({ ...(identify(process.pid) ?? { pid: process.pid, started: 'unknown' }), key }));
  try {
    while (!(await tryLink(own, file))) { // a link, not a write: the lock is never seen half written
      await breakStale(file);
      await sleep(PAUSE_MILLISECONDS);
    }
    try {
      return await work();
    } finally {
      if ((await holderOf(file))?.key === key) await rm(file, { force: true });
    }
  } finally {
    await rm(own, { force: true });
  }
}
