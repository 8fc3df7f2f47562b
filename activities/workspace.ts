// Where does a check find its files? A fresh checkout, the build's cache by content key, the artifact by digest.
import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import type { Plan } from '../src/contracts/plan';
import { DayshiftError } from '../src/errors';
import type { AttemptRef } from './attempt';
import type { World } from './world';

type Place = Pick<World, 'workFolder' | 'sourceControl' | 'artifacts'>;
type Cache = Plan['build']['cache'];

/** A path below the work folder, of safe names. */
export function placeFor(world: Place, ...parts: string[]): string {
  return path.join(world.workFolder, ...parts.map((part) => part.replace(/[^A-Za-z0-9._-]+/g, '-')));
}

type Subject = Pick<AttemptRef, 'repository' | 'commit' | 'checkout'>;

/** An empty folder with the commit in it, whatever was there before. */
export async function freshCheckout(world: Place, { repository, commit, checkout }: Subject, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(path.dirname(folder), { recursive: true });
  await world.sourceControl.checkout(repository, commit, folder, checkout);
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(() => true, () => false);
}

/** The content key of a checkout's cache: the key files' bytes. Throws `file-missing` when one is absent. */
async function cacheFolder(world: Place, cache: NonNullable<Cache>, checkout: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of cache.key) {
    const bytes = await readFile(path.join(checkout, file)).catch((cause: unknown) => {
      throw new DayshiftError('file-missing', { file, where: 'the checkout (build.cache.key)' }, { cause });
    });
    hash.update(`${file}\0${bytes.length}\0`).update(bytes);
  }
  return placeFor(world, 'cache', hash.update(cache.paths.join('\0')).digest('hex').slice(0, 24));
}

/** Links the cache into the checkout; false when there is none with that key. */
export async function linkCache(world: Place, cache: Cache, checkout: string): Promise<boolean> {
  if (!cache) return false;
  const folder = await cacheFolder(world, cache, checkout);
  if (!(await exists(folder))) return false;
  for (const item of cache.paths) {
    await mkdir(path.dirname(path.join(checkout, item)), { recursive: true });
    await symlink(path.join(folder, item), path.join(checkout, item)).catch(rethrowUnlessExists);
  }
  return true;
}

/** Links each cache that is there; answers those that were. */
export async function linkCaches(world: Place, caches: readonly Cache[], checkout: string): Promise<Cache[]> {
  const linked: Cache[] = [];
  for (const cache of caches) if (await linkCache(world, cache, checkout)) linked.push(cache);
  return linked;
}

/** Fills those that were not there and that the command has made whole. */
export async function fillCaches(world: Place, caches: readonly NonNullable<Cache>[], linked: readonly Cache[], checkout: string): Promise<void> {
  for (const cache of caches.filter((one) => !linked.includes(one))) {
    const whole = (await Promise.all(cache.paths.map((item) => exists(path.join(checkout, item))))).every(Boolean);
    if (whole) await fillCache(world, cache, checkout);
  }
}

function rethrowUnlessExists(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

/** Moves what the install step made into the cache and links it back. A cache that another made meanwhile wins. */
export async function fillCache(world: Place, cache: Cache, checkout: string): Promise<void> {
  if (!cache) return;
  const folder = await cacheFolder(world, cache, checkout);
  const partial = `${folder}.${randomUUID()}.partial`; // cells side by side may fill the same cache at once
  await mkdir(partial, { recursive: true });
  for (const item of cache.paths) {
    await mkdir(path.dirname(path.join(partial, item)), { recursive: true });
    await rename(path.join(checkout, item), path.join(partial, item));
  }
  await rename(partial, folder).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    await rm(partial, { recursive: true, force: true });
  });
  await linkCache(world, cache, checkout);
}

/** The artifact's folder, unpacked once per machine and checked by its digest. */
export async function unpackedArtifact(world: Place, digest: string): Promise<string> {
  const folder = placeFor(world, 'artifacts', digest);
  await world.artifacts.unpack(digest, folder);
  return folder;
}
