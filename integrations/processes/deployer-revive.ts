// What runs after the machine itself was restarted, and how does everything end? By the files alone.
import { join } from 'node:path';
import { DayshiftError } from '../../src/errors';
import { withLock } from './deployer-lock';
import { listPlaces, listReleases, type Place, readLive } from './deployer-place';
import { endProcess, isAlive } from './deployer-process';
import { bringUp, type StartSettings } from './deployer-start';
import { switchTo, writeTargets } from './deployer-traffic';

export interface Revived {
  service: string;
  environment: string;
  digest: string;
  state: 'ran already' | 'started again' | 'did not come up';
  reason?: string;
}

async function reviveOne(place: Place, settings: StartSettings): Promise<Revived | undefined> {
  const live = await readLive(place);
  if (!live) return undefined;
  const told = { service: place.service, environment: place.environment, digest: live.release.digest };
  if (isAlive(live.release)) return { ...told, state: 'ran already' };
  try {
    const up = await bringUp(place, live.release, settings, { onProgress: () => undefined });
    await switchTo(place, up, live.since);
    await writeTargets(place, up);
    return { ...told, state: 'started again' };
  } catch (error) {
    if (!(error instanceof DayshiftError)) throw error;
    return { ...told, state: 'did not come up', reason: error.message };
  }
}

/** For start-up: starts each live release again whose process is gone. Releases that run are left alone. Safe to repeat. */
export async function reviveReleases(options: { folder: string; ports: { from: number; to: number }; graceSeconds?: number }): Promise<Revived[]> {
  const settings = { graceSeconds: 10, ...options };
  const revived = await Promise.all((await listPlaces(options.folder)).map((place) =>
    withLock(join(place.folder, 'lock'), undefined, () => reviveOne(place, settings))));
  return revived.filter((one) => one !== undefined);
}

/** Ends every process that the folder's files name; the files stay, so that `reviveReleases` brings the live ones back. Call it when no worker deploys. */
export async function stopReleases(options: { folder: string; graceSeconds?: number }): Promise<void> {
  const releases = (await Promise.all((await listPlaces(options.folder)).map(listReleases))).flat();
  await Promise.all(releases.map((release) => endProcess(release, options.graceSeconds ?? 10)));
}
