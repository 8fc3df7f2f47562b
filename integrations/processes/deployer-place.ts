// What is kept on disk for one service in one environment, and where? Every file is replaced whole, so that it is true after any restart.
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Digest } from '../../src/contracts/evidence';
import { readEndpoints } from '../envoy';
import { replaceFile } from '../replace-file';
import { withLock } from './deployer-lock';

/** A release that was live, and since when it was. */
const Past = z.object({ digest: Digest, version: z.string(), commit: z.string().optional(), at: z.string() });
type Past = z.infer<typeof Past>;

/** One release: how it was started, which process it is, and which release was live before it. */
export const ReleaseFile = z.object({
  id: z.string(),
  digest: Digest,
  version: z.string(),
  commit: z.string().optional(),
  port: z.number().int(),
  start: z.string(),
  health: z.string(),
  env: z.record(z.string(), z.string()), // may hold secrets: the file is for its owner only
  timeoutSeconds: z.number(),
  token: z.string(), // of its latest start; carried in the environment of every process of it
  leader: z.object({ pid: z.number().int(), started: z.string() }).optional(),
  previous: z.string().optional(), // the standby that `undo` goes back to
  replaced: z.string().optional(), // what was live when it took over: until it is confirmed the traffic goes back there
  before: z.array(Past).optional(), // what was live before it, newest first; absent in files of an earlier dayshift
  confirmed: z.boolean(), // it has answered after the switch
});
export type ReleaseFile = z.infer<typeof ReleaseFile>;

export interface Place {
  service: string;
  environment: string;
  folder: string;
  endpoints: string;
  targets: string;
  releases: string;
}

function segment(name: string): string {
  return encodeURIComponent(name).replace(/^\.+/, (dots) => '%2E'.repeat(dots.length));
}

export function placeOf(folder: string, service: string, environment: string): Place {
  const own = join(folder, segment(service), segment(environment));
  return {
    service, environment, folder: own,
    endpoints: join(own, 'traffic', 'endpoints.json'), // in a folder of its own: Envoy watches the folder
    targets: join(own, 'targets.json'),
    releases: join(own, 'releases'),
  };
}

/** The file that Envoy's bootstrap names. */
export function endpointsFileOf(folder: string, service: string, environment: string): string {
  return placeOf(folder, service, environment).endpoints;
}

/** The file that Prometheus' `file_sd_configs` names. */
export function targetsFileOf(folder: string, service: string, environment: string): string {
  return placeOf(folder, service, environment).targets;
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
}

/** Every service and environment that has a folder. */
export async function listPlaces(folder: string): Promise<Place[]> {
  const places: Place[] = [];
  for (const service of await foldersIn(folder)) {
    for (const environment of await foldersIn(join(folder, service))) {
      const place = placeOf(folder, decodeURIComponent(service), decodeURIComponent(environment));
      if ((await foldersIn(place.folder)).includes('releases')) places.push(place);
    }
  }
  return places;
}

export function releaseFolder(place: Place, id: string): string {
  return join(place.releases, id);
}

export function releaseId(digest: string): string {
  return digest.slice('sha256:'.length, 'sha256:'.length + 16);
}

/** Undefined when there is none; a file that cannot be read is an error. */
export async function readRelease(place: Place, id: string): Promise<ReleaseFile | undefined> {
  try {
    return ReleaseFile.parse(JSON.parse(await readFile(join(releaseFolder(place, id), 'release.json'), 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

export async function writeRelease(place: Place, release: ReleaseFile): Promise<ReleaseFile> {
  await mkdir(releaseFolder(place, release.id), { recursive: true, mode: 0o700 });
  await replaceFile(join(releaseFolder(place, release.id), 'release.json'), `${JSON.stringify(release, null, 2)}\n`, 0o600);
  return release;
}

/**
 * Nobody else starts, ends or changes the release meanwhile: the keeper starts one again while a deployment has the place's lock.
 * Taken after the place's lock, never before it. Sixteen locks serve all releases.
 */
export async function withRelease<T>(place: Place, id: string, action: () => Promise<T>): Promise<T> {
  return withLock(join(place.folder, 'starts', id.slice(0, 1)), undefined, action);
}

/** Changes what is said of a release and leaves the rest as it is on disk, above all which process it is. */
export async function updateRelease(place: Place, release: ReleaseFile, change: Partial<ReleaseFile>): Promise<ReleaseFile> {
  return withRelease(place, release.id, async () => writeRelease(place, { ...release, ...await readRelease(place, release.id), ...change }));
}

export async function listReleases(place: Place): Promise<ReleaseFile[]> {
  const found = await Promise.all((await foldersIn(place.releases)).map((id) => readRelease(place, id)));
  return found.filter((release) => release !== undefined);
}

export async function removeRelease(place: Place, id: string): Promise<void> {
  await rm(releaseFolder(place, id), { recursive: true, force: true });
}

/** A release that has traffic, since when, and how much of it in percent. */
export interface Served { release: ReleaseFile; since: string; weight: number }
export interface Traffic { live?: Served; canary?: Served }

/** Who has traffic, by the endpoints file; no live one: nothing is live. */
export async function readTraffic(place: Place): Promise<Traffic> {
  const traffic: Traffic = {};
  for (const { role, release: id, since, weight } of await readEndpoints(place.endpoints)) {
    const release = await readRelease(place, id);
    if (release) traffic[role] = { release, since, weight };
  }
  return traffic;
}

const MOST_PAST = 20;

/** What a release that takes over from the live one has before it, newest first. */
export function pastOf(live: Pick<Served, 'release' | 'since'> | undefined): Past[] {
  if (!live) return [];
  const { digest, version, commit, before = [] } = live.release;
  return [{ digest, version, commit, at: live.since }, ...before].slice(0, MOST_PAST);
}
