// How does the traffic move from one release to another, and back? One file is replaced; what is left to do afterwards is safe to repeat.
import { readdir } from 'node:fs/promises';
import type { Release } from '../../src/contracts/result';
import { DayshiftError } from '../../src/errors';
import type { UndoOrder } from '../../src/ports/deployer';
import { pastOf, type Place, readRelease, type ReleaseFile, type Served, type Traffic, updateRelease } from './deployer-place';
import { endRelease, isAlive } from './deployer-process';
import { bringUp, type Control, type StartSettings } from './deployer-start';
import { drain, EVERYBODY, type TrafficSettings, whyUnconfirmed, writeTargets, writeTraffic } from './deployer-traffic';

export type Settings = StartSettings & TrafficSettings;

export function reportOf(place: Place, { release, since }: Pick<Served, 'release' | 'since'>): Release {
  return { environment: place.environment, digest: release.digest, version: release.version, commit: release.commit, at: since };
}

/** Ends and removes every release but those to keep, also what an interrupted try left half started. What may just have lost its traffic is drained. */
export async function endOthers(place: Place, keep: (string | undefined)[], settings: Settings): Promise<void> {
  const others = (await readdir(place.releases).catch(() => [])).filter((id) => !keep.includes(id));
  const releases = (await Promise.all(others.map((id) => readRelease(place, id)))).filter((release) => release !== undefined);
  if (releases.some(isAlive)) await drain(place, settings);
  await Promise.all(others.map((id) => endRelease(place, id, { graceSeconds: settings.graceSeconds, remove: true })));
}

/** What keeps running beside those that have traffic: the one to go back to. */
export function kept({ live, canary }: Traffic): (string | undefined)[] {
  return [live?.release.id, live?.release.previous, canary?.release.id];
}

async function goBackUnconfirmed(place: Place, live: Served, settings: Settings): Promise<void> {
  const id = live.release.replaced ?? live.release.previous; // a file of an earlier dayshift has only the second
  const replaced = id === undefined ? undefined : await readRelease(place, id);
  await writeTraffic(place, replaced ? { live: { release: replaced, since: live.release.before?.[0]?.at ?? live.since, weight: EVERYBODY } } : {});
  await endOthers(place, [replaced?.id, replaced?.previous], settings);
}

/** What is left to do once the traffic is switched; safe to repeat. Throws `deploy-failed` with the traffic back where it was. */
export async function settle(place: Place, live: Served, settings: Settings, control: Control): Promise<Release> {
  if (!live.release.confirmed) {
    const reason = await whyUnconfirmed(place, live.release, settings, control);
    if (reason !== undefined) {
      await goBackUnconfirmed(place, live, settings);
      throw new DayshiftError('deploy-failed', { digest: live.release.digest, reason });
    }
    control.onProgress('it answers the customers');
  }
  const release = await updateRelease(place, live.release, { confirmed: true });
  await endOthers(place, [release.id, release.previous], settings);
  await writeTargets(place, { live: { ...live, release } });
  return reportOf(place, { release, since: live.since });
}

/** Replaces the traffic's target: from here on the release is the live one, whatever happens to this process. */
export async function goLive(place: Place, release: ReleaseFile, since: string, settings: Settings, control: Control): Promise<Release> {
  const live = { release, since, weight: EVERYBODY };
  await writeTraffic(place, { live });
  control.onProgress('the traffic is switched');
  return settle(place, live, settings, control);
}

async function standbyOf(place: Place, { digest, previous }: ReleaseFile, barred: UndoOrder['barred']): Promise<ReleaseFile> {
  const standby = previous === undefined ? undefined : await readRelease(place, previous);
  if (!standby) throw new DayshiftError('deploy-failed', { digest, reason: 'there is no release before it to go back to' });
  if (barred?.includes(standby.digest)) throw new DayshiftError('deploy-failed', { digest: standby.digest, reason: `it is barred, so ${digest} is not taken back for it` });
  return standby;
}

/** Back to the standby, once it is up; a canary beside the live release goes with it. Throws `deploy-failed` with the traffic where it was. */
export async function undoLive(place: Place, live: Served, { since, barred }: { since: string; barred?: readonly string[] }, settings: Settings): Promise<Release> {
  const standby = await standbyOf(place, live.release, barred);
  const alone = await updateRelease(place, standby, { previous: undefined, replaced: undefined, before: pastOf(live) });
  const up = await bringUp(place, alone, settings, { onProgress: () => undefined });
  await writeTraffic(place, { live: { release: up, since, weight: EVERYBODY } });
  const reason = await whyUnconfirmed(place, up, settings);
  await endOthers(place, [up.id], settings);
  if (reason !== undefined) throw new DayshiftError('unreachable', { what: 'The release that was gone back to', reason });
  return reportOf(place, { release: up, since });
}
