// Who runs this order now? One file per order id, written before the process is started: a later start finds the earlier run and ends it.
import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { link, mkdir, open, readdir, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { DayshiftError } from '../../src/errors';
import { jsonOf } from '../json-of';
import { identify, isRunning } from '../process-identity';
import { endGroup } from './check-runner-group';
import { createTracker } from './check-runner-members';

const Identity = z.object({ pid: z.number().int().positive(), started: z.string() });
const Leader = Identity.extend({ holdsBox: z.boolean().default(false) });
type Leader = z.infer<typeof Leader>;
const ClaimLine = z.object({ id: z.string(), folder: z.string(), worker: Identity.optional() });
type ClaimLine = z.infer<typeof ClaimLine>;
type Found = ClaimLine & { leader?: Leader };

export interface Claim {
  /** Writes down the process that leads the run; false when a later start has taken over. */
  record(leader: Leader): Promise<boolean>;
  /** Whether no later start of the same id has taken over. */
  isHeld(): Promise<boolean>;
  /** Gives the id free, unless a later start has it. */
  release(): Promise<void>;
}

const ENDING = '.ending.'; // a claim that a later start has taken away, until its run is ended

function claimFile(stateFolder: string, id: string): string {
  return path.join(stateFolder, `${createHash('sha256').update(id).digest('hex').slice(0, 24)}.run`);
}

async function readClaim(file: string): Promise<Found | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const [claim, leader] = text.split('\n').map(jsonOf); // a line may be cut short by the end of its writer
  const read = ClaimLine.safeParse(claim);
  return read.success ? { ...read.data, leader: Leader.safeParse(leader).data } : undefined;
}

/** Ends the run that a file taken away tells of. Safe to repeat, also by two at once. */
async function endTaken(file: string, graceSeconds: number): Promise<void> {
  const earlier = await readClaim(file);
  if (earlier) {
    const left = await endGroup(createTracker({ ...earlier, ledFromStart: true }), { graceSeconds, leader: earlier.leader?.pid, holdsBox: earlier.leader?.holdsBox });
    if (left.length > 0) throw new DayshiftError('runner-broken', { what: earlier.id, reason: `processes ${left.join(', ')} of its earlier run would not end` });
    await rm(earlier.folder, { recursive: true, force: true });
  }
  await rm(file, { force: true });
}

async function endEarlier(file: string, graceSeconds: number): Promise<void> {
  await rename(file, `${file}${ENDING}${randomUUID()}`).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  const names = await readdir(path.dirname(file));
  for (const name of names.filter((one) => one.startsWith(path.basename(file) + ENDING))) await endTaken(path.join(path.dirname(file), name), graceSeconds);
}

/** Takes the id: whatever is left of an earlier run of it is ended and gone when this returns. Throws `runner-broken` when it will not end. */
export async function claimRun(stateFolder: string, id: string, folder: string, graceSeconds: number): Promise<Claim> {
  const file = claimFile(stateFolder, id);
  const fresh = `${file}.${randomUUID()}.new`;
  const claim: ClaimLine = { id, folder, worker: identify(process.pid) };
  await mkdir(stateFolder, { recursive: true });
  await writeFile(fresh, `${JSON.stringify(claim)}\n`);
  try {
    for (let taken = false; !taken; ) {
      await endEarlier(file, graceSeconds);
      taken = await link(fresh, file).then(() => true, (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
        return false; // another start came between: it is the earlier one now
      });
    }
  } finally {
    await rm(fresh, { force: true });
  }
  return holdClaim(file, folder);
}

function holdClaim(file: string, folder: string): Claim {
  async function record(leader: Leader): Promise<boolean> {
    const handle = await open(file, constants.O_WRONLY | constants.O_APPEND).catch(() => undefined); // never creates it anew
    if (!handle) return false;
    await handle.appendFile(`${JSON.stringify(leader)}\n`).finally(() => handle.close());
    return isHeld();
  }
  async function isHeld(): Promise<boolean> {
    return (await readClaim(file))?.folder === folder;
  }
  async function release(): Promise<void> {
    if (await isHeld()) await unlink(file).catch(() => undefined);
  }
  return { record, isHeld, release };
}

/** Ends every run whose worker is gone, for a worker to call when it starts. Returns the ids that were ended. */
export async function endOrphanedRuns(stateFolder: string, graceSeconds = 2): Promise<string[]> {
  const ended: string[] = [];
  for (const name of await readdir(stateFolder).catch(() => [] as string[])) {
    if (!name.endsWith('.run')) continue;
    const found = await readClaim(path.join(stateFolder, name));
    if (!found || (found.worker && isRunning(found.worker))) continue;
    await endEarlier(path.join(stateFolder, name), graceSeconds);
    ended.push(found.id);
  }
  return ended;
}
