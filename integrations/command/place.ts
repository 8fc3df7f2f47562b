// What does dayshift note of an environment that others deploy to? What was verified, since when a digest was seen, and which command runs.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { DayshiftError } from '../../src/errors';
import { jsonOf } from '../json-of';
import type { Place } from '../processes/deployer-place';
import { replaceFile } from '../replace-file';

/** The command under way: every process of it carries the token in its environment. */
export const Running = z.object({ token: z.string(), leader: z.object({ pid: z.number().int(), started: z.string() }).optional() });
export type Running = z.infer<typeof Running>;
const Seen = z.object({ digest: z.string(), at: z.string() });
const Verified = z.array(z.string());

const NAMES = { running: 'running.json', seen: 'seen.json', verified: 'verified.json' } as const;

/** Undefined when there is none. A file that cannot be understood is an error: every one of them is written whole. */
async function readNote<T>(place: Place, name: string, schema: z.ZodType<T>): Promise<T | undefined> {
  const file = join(place.folder, name);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const read = schema.safeParse(jsonOf(text));
  if (!read.success) throw new DayshiftError('unreachable', { what: 'What dayshift noted of the environment', reason: `${file} is not what it wrote` });
  return read.data;
}

/** The note of the command under way. */
export function runningFile(place: Place): string {
  return join(place.folder, NAMES.running);
}

export function readRunning(place: Place): Promise<Running | undefined> {
  return readNote(place, NAMES.running, Running);
}

export async function writeRunning(place: Place, running: Running): Promise<void> {
  await replaceFile(runningFile(place), JSON.stringify(running), 0o600);
}

export async function forgetRunning(place: Place): Promise<void> {
  await rm(runningFile(place), { force: true });
}

export async function noteVerified(place: Place, digests: readonly string[] | undefined): Promise<void> {
  if (digests) await replaceFile(join(place.folder, NAMES.verified), JSON.stringify(digests));
}

export async function verifiedIn(place: Place): Promise<string[]> {
  return await readNote(place, NAMES.verified, Verified) ?? [];
}

/** Since when a target that does not say it itself has the digest: since it was first seen here. */
export async function seenSince(place: Place, digest: string, now: string): Promise<string> {
  const seen = await readNote(place, NAMES.seen, Seen);
  if (seen?.digest === digest) return seen.at;
  await replaceFile(join(place.folder, NAMES.seen), JSON.stringify({ digest, at: now }));
  return now;
}

/** Where a deployment's artifact goes; nothing is there, whatever was left. Needs the place's lock. */
export async function freshFolder(place: Place): Promise<string> {
  const folder = join(place.folder, 'artifact');
  await rm(folder, { recursive: true, force: true });
  return folder;
}
