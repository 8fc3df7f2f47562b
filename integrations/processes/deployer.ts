// How does an artifact become what customers reach on this machine? Blue-green: the new release beside the old one, then one file is replaced.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Release, RunningRelease } from '../../src/contracts/result';
import { DayshiftError } from '../../src/errors';
import type { Deployer, DeployOrder } from '../../src/ports/deployer';
import type { ArtifactStore } from '../../src/ports/evidence-store';
import { askHealth } from './deployer-health';
import { withLock } from './deployer-lock';
import { type Live, pastOf, type Place, placeOf, readLive, readRelease, type ReleaseFile, releaseId, removeRelease, writeRelease } from './deployer-place';
import { endProcess } from './deployer-process';
import { bringUp, type Control, healthUrl, prepare, type StartSettings } from './deployer-start';
import { drain, switchTo, type TrafficSettings, whyUnconfirmed, writeTargets } from './deployer-traffic';

export { endpointsFileOf, targetsFileOf } from './deployer-place';
export { reviveReleases, stopReleases } from './deployer-revive';

export interface ProcessDeployerOptions extends Pick<TrafficSettings, 'address'> {
  folder: string; // absolute; state below `<service>/<environment>/`
  ports: { from: number; to: number }; // loopback ports for releases; at least three for each environment
  artifacts: ArtifactStore;
  graceSeconds?: number; // from SIGTERM to SIGKILL; default 10
  drainSeconds?: number; // from losing the traffic to SIGTERM; default 1
  confirmSeconds?: number; // for the public address to answer with the new digest; default 10
  now?: () => Date;
}

type Settings = StartSettings & TrafficSettings;

async function endRelease(place: Place, id: string, settings: Settings): Promise<void> {
  const release = await readRelease(place, id);
  if (release) await endProcess(release, settings.graceSeconds);
  await removeRelease(place, id);
}

/** Ends and removes every release but those to keep, also what an interrupted try left half started. */
async function endOthers(place: Place, keep: (string | undefined)[], settings: Settings): Promise<void> {
  const ids = await readdir(place.releases).catch(() => []);
  for (const id of ids) if (!keep.includes(id)) await endRelease(place, id, settings);
}

function reportOf(place: Place, release: ReleaseFile, since: string): Release {
  return { environment: place.environment, digest: release.digest, version: release.version, commit: release.commit, at: since };
}

/** What is left to do once the traffic is switched; safe to repeat. Throws `deploy-failed` with the traffic back where it was. */
async function settle(place: Place, live: ReleaseFile, since: string, settings: Settings, control: Control): Promise<Release> {
  const reason = live.confirmed ? undefined : await whyUnconfirmed(place, live, settings, control.signal);
  if (reason !== undefined) {
    const before = live.previous === undefined ? undefined : await readRelease(place, live.previous);
    await switchTo(place, before, since);
    await writeTargets(place, before);
    await drain(settings);
    await endRelease(place, live.id, settings);
    throw new DayshiftError('deploy-failed', { digest: live.digest, reason });
  }
  if (!live.confirmed) control.onProgress('it answers the customers');
  const settled = await writeRelease(place, { ...live, confirmed: true });
  await endOthers(place, [settled.id, settled.previous], settings);
  await writeTargets(place, settled);
  return reportOf(place, settled, since);
}

/** Replaces the traffic's target: from here on the release is the live one, whatever happens to this process. */
async function goLive(place: Place, release: ReleaseFile, since: string, settings: Settings, control: Control): Promise<Release> {
  await switchTo(place, release, since);
  await writeTargets(place, release);
  control.onProgress('the traffic is switched');
  return settle(place, release, since, settings, control);
}

async function undoLive(place: Place, { release: live, since: wentLiveAt }: Live, since: string, settings: Settings): Promise<Release> {
  const standby = live.previous === undefined ? undefined : await readRelease(place, live.previous);
  if (!standby) throw new DayshiftError('deploy-failed', { digest: live.digest, reason: 'there is no release before it to go back to' });
  const unseen = { onProgress: () => undefined };
  const up = await bringUp(place, { ...standby, previous: undefined, before: pastOf({ release: live, since: wentLiveAt }) }, settings, unseen);
  await switchTo(place, up, since);
  await writeTargets(place, up);
  const reason = await whyUnconfirmed(place, up, settings);
  await drain(settings);
  await endOthers(place, [up.id], settings);
  if (reason !== undefined) throw new DayshiftError('unreachable', { what: 'The release that was gone back to', reason });
  return reportOf(place, up, since);
}

/** The port `Deployer` on processes of this machine, with Envoy in front. */
export function createProcessDeployer(options: ProcessDeployerOptions): Deployer {
  const { artifacts, now = () => new Date() } = options;
  const settings: Settings = { graceSeconds: 10, drainSeconds: 1, confirmSeconds: 10, ...options };

  async function current(service: string, environment: string): Promise<RunningRelease | undefined> {
    const live = await readLive(placeOf(options.folder, service, environment));
    const answer = live && await askHealth(healthUrl(live.release));
    if (!answer || 'reason' in answer) return undefined;
    const { version, digest } = answer.health;
    const commit = digest === live.release.digest ? live.release.commit : undefined;
    const before = live.release.before?.map((past) => ({ environment, ...past }));
    return { environment, digest, version, commit, at: live.since, before };
  }

  async function deploy(order: DeployOrder, control: Control): Promise<Release> {
    const place = placeOf(options.folder, order.service, order.environment);
    return withLock(join(place.folder, 'lock'), control.signal, async () => {
      control.signal?.throwIfAborted();
      const live = await readLive(place);
      if (live?.release.digest === order.digest) {
        const up = await bringUp(place, live.release, settings, control);
        if (up.port !== live.release.port) await switchTo(place, up, live.since);
        return settle(place, up, live.since, settings, control);
      }
      await endOthers(place, [live?.release.id, live?.release.previous, releaseId(order.digest)], settings);
      const candidate = await prepare(artifacts, place, order, live, settings);
      const up = await bringUp(place, candidate, settings, control);
      control.onProgress('it is up');
      return goLive(place, up, now().toISOString(), settings, control);
    });
  }

  async function undo(service: string, environment: string, digest: string): Promise<Release | undefined> {
    const place = placeOf(options.folder, service, environment);
    return withLock(join(place.folder, 'lock'), undefined, async () => {
      const live = await readLive(place);
      if (live?.release.digest === digest) return undoLive(place, live, now().toISOString(), settings);
      await endOthers(place, [live?.release.id, live?.release.previous], settings);
      await writeTargets(place, live?.release);
      return current(service, environment);
    });
  }

  return { current, deploy, undo };
}
