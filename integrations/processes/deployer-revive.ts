// What is started again when it died, or after the machine itself was restarted, and how does everything end? By the files alone.
import { join } from 'node:path';
import { isFree } from '../free-port';
import { isRunning } from '../process-identity';
import { awaitHealth } from './deployer-health';
import { withLock } from './deployer-lock';
import { listPlaces, listReleases, type Place, readRelease, readTraffic, type ReleaseFile, type Traffic, withRelease, writeRelease } from './deployer-place';
import { endProcess, findLeader, launch, startProcess } from './deployer-process';
import { reservePort, type StartSettings, withOutput } from './deployer-start';
import { writeTraffic } from './deployer-traffic';
import { healthUrl, isTheRelease } from './deployer-vouch';

export type Role = 'live' | 'canary' | 'standby';
/** A release that is to run, with the place that it runs in. */
export interface Wanted { place: Place; role: Role; release: ReleaseFile }

/** A standby that is not confirmed is just being deployed again: whoever does that starts it. */
async function standbyIn(place: Place, { live, canary }: Traffic): Promise<ReleaseFile | undefined> {
  const id = live?.release.previous;
  const standby = id === undefined || id === canary?.release.id ? undefined : await readRelease(place, id);
  return standby?.confirmed ? standby : undefined;
}

/** What is to run there: who has traffic, and the release that is kept to go back to. */
export async function wantedIn(place: Place): Promise<Wanted[]> {
  const traffic = await readTraffic(place);
  const rows = [['live', traffic.live?.release], ['canary', traffic.canary?.release], ['standby', await standbyIn(place, traffic)]] as const;
  return rows.flatMap(([role, release]) => (release ? [{ place, role, release }] : []));
}

/** Whether the process that was written down runs: one look, cheap enough for many a second. */
export function isUp({ release }: Wanted): boolean {
  return release.leader !== undefined && isRunning(release.leader);
}

export type Start = 'runs' | 'started' | 'unwanted' | 'port taken';

/** By the files as they are now: whoever had the lock may have decided otherwise. */
async function launchIfGone({ place, release: { id } }: Wanted, settings: StartSettings): Promise<Start> {
  const release = (await wantedIn(place)).find((wanted) => wanted.release.id === id)?.release;
  if (!release) return 'unwanted';
  const leader = findLeader(release);
  if (leader) {
    await writeRelease(place, { ...release, leader });
    return 'runs';
  }
  if (release.port === 0 || !(await isFree(release.port))) return 'port taken';
  await launch(place, release, settings.graceSeconds);
  return 'started';
}

/** A stranger has its port: it gets another one, and the traffic follows it. */
async function startElsewhere(wanted: Wanted, settings: StartSettings): Promise<Start> {
  const { place } = wanted;
  return withLock(join(place.folder, 'lock'), undefined, async () => {
    const found = await withRelease(place, wanted.release.id, () => launchIfGone(wanted, settings));
    if (found !== 'port taken') return found;
    await startProcess(place, await reservePort(place, wanted.release, settings), settings.graceSeconds);
    await writeTraffic(place, await readTraffic(place)); // the same shares, at the port that was written down
    return 'started';
  });
}

/**
 * Starts it again when none of it runs any more; on another port only when somebody else has taken its own. Does not wait
 * until it answers, and for a deployment that is under way only when its port is taken: customers do not wait for that either.
 */
export async function startAgain(wanted: Wanted, settings: StartSettings): Promise<Start> {
  const found = await withRelease(wanted.place, wanted.release.id, () => launchIfGone(wanted, settings));
  return found === 'port taken' ? startElsewhere(wanted, settings) : found;
}

export interface Revived {
  service: string;
  environment: string;
  digest: string;
  state: 'ran already' | 'started again' | 'did not come up';
  reason?: string;
}

async function revive(wanted: Wanted, settings: StartSettings): Promise<Revived | undefined> {
  const { place } = wanted;
  const told = { service: place.service, environment: place.environment, digest: wanted.release.digest };
  const state = await startAgain(wanted, settings);
  if (state === 'unwanted') return undefined;
  if (state === 'runs') return { ...told, state: 'ran already' };
  const release = await readRelease(place, wanted.release.id) ?? wanted.release;
  const answer = await awaitHealth(healthUrl(release), isTheRelease(place, release), { seconds: release.timeoutSeconds, times: 1, isOver: () => (findLeader(release) ? undefined : 'the command ended') });
  if ('health' in answer) return { ...told, state: 'started again' };
  return { ...told, state: 'did not come up', reason: await withOutput(place, release, answer.reason) };
}

/** For start-up: starts each release again that has traffic, or is kept to go back to, and whose process is gone; waits until it answers. Safe to repeat. */
export async function reviveReleases(options: { folder: string; ports: { from: number; to: number }; graceSeconds?: number }): Promise<Revived[]> {
  const settings = { graceSeconds: 10, ...options };
  const wanted = await Promise.all((await listPlaces(options.folder)).map(wantedIn));
  const revived = await Promise.all(wanted.flat().map((one) => revive(one, settings)));
  return revived.filter((one) => one !== undefined);
}

/** Ends every process that the folder's files name; the files stay, so that `reviveReleases` brings them back. Call it when no worker runs. */
export async function stopReleases(options: { folder: string; graceSeconds?: number }): Promise<void> {
  const releases = (await Promise.all((await listPlaces(options.folder)).map(listReleases))).flat();
  await Promise.all(releases.map((release) => endProcess(release, options.graceSeconds ?? 10)));
}
