// How does an artifact become what customers reach on this machine? The new release beside the old one, then one file is replaced: for everybody, or for a share.
import { join } from 'node:path';
import type { Release, RunningRelease } from '../../src/contracts/result';
import { DayshiftError } from '../../src/errors';
import type { Deployer, DeployOrder, UndoOrder } from '../../src/ports/deployer';
import type { ArtifactStore } from '../../src/ports/evidence-store';
import { giveShare, takeAway } from './deployer-canary';
import { passFence } from './deployer-fence';
import { withLock } from './deployer-lock';
import { type Place, placeOf, readTraffic, releaseId, type Served } from './deployer-place';
import { bringUp, type Control, isStartedAs, prepare } from './deployer-start';
import { endOthers, goLive, kept, settle, type Settings, undoLive } from './deployer-switch';
import { EVERYBODY, type TrafficSettings, writeTargets, writeTraffic } from './deployer-traffic';
import { askRelease, assertVouched, versionOf } from './deployer-vouch';

export { endpointsFileOf, targetsFileOf } from './deployer-place';
export { reviveReleases, stopReleases } from './deployer-revive';

export interface ProcessDeployerOptions extends Pick<TrafficSettings, 'address'> {
  folder: string; // absolute; state below `<service>/<environment>/`
  ports: { from: number; to: number }; // loopback ports for releases; at least three for each environment
  artifacts: ArtifactStore;
  graceSeconds?: number; // from SIGTERM to SIGKILL; default 10
  drainSeconds?: number; // from losing the traffic to SIGTERM; default 1
  confirmSeconds?: number; // for the public address to answer with the new release; default 10
  now?: () => Date;
}

function shareOf({ digest, weight = EVERYBODY }: DeployOrder): number {
  if (Number.isInteger(weight) && weight >= 1 && weight <= EVERYBODY) return weight;
  throw new DayshiftError('deploy-failed', { digest, reason: `its share of the traffic is ${weight}%, and shares are whole, from 1 to ${EVERYBODY}` });
}

/** What runs by its own word, or as it can be seen; undefined when it does not answer. */
async function askServed(place: Place, served: Served | undefined): Promise<Release | undefined> {
  const answer = served && await askRelease(place, served.release);
  if (!answer || 'reason' in answer) return undefined;
  const { release, since } = served;
  const isIt = answer.health.digest === release.digest;
  return { environment: place.environment, digest: answer.health.digest, version: versionOf(release, answer.health), commit: isIt ? release.commit : undefined, at: since };
}

/** The port `Deployer` on processes of this machine, with Envoy in front. */
export function createProcessDeployer(options: ProcessDeployerOptions): Deployer {
  const { artifacts, now = () => new Date() } = options;
  const settings: Settings = { graceSeconds: 10, drainSeconds: 1, confirmSeconds: 10, ...options };

  async function current(service: string, environment: string): Promise<RunningRelease | undefined> {
    const place = placeOf(options.folder, service, environment);
    const { live, canary } = await readTraffic(place);
    const [running, beside] = await Promise.all([askServed(place, live), askServed(place, canary)]);
    if (!running) return undefined;
    const before = live?.release.before?.map((past) => ({ environment, ...past }));
    return { ...running, before, ...(beside && canary ? { canary: { ...beside, weight: canary.weight } } : {}) };
  }

  async function deployAgain(place: Place, live: Served, control: Control): Promise<Release> {
    await assertVouched(place, live.release);
    const up = { ...live, release: await bringUp(place, live.release, settings, control) };
    if (up.release.port !== live.release.port) await writeTraffic(place, { live: up });
    return settle(place, up, settings, control);
  }

  /** With the place's lock. */
  async function bringLive(place: Place, order: DeployOrder, control: Control): Promise<Release> {
    const weight = shareOf(order);
    const found = await readTraffic(place);
    const { live, canary } = found.canary && !isStartedAs(found.canary.release, order) ? await takeAway(place, found, settings) : found;
    if (live?.release.digest === order.digest) return deployAgain(place, live, control);
    if (canary) await assertVouched(place, canary.release);
    await endOthers(place, [...kept({ live, canary }), releaseId(order.digest)], settings);
    const isShare = weight < EVERYBODY && live !== undefined; // the first release of all has everybody
    const candidate = isShare && canary ? canary.release : await prepare(artifacts, place, order, live, settings);
    if (isShare) return giveShare(place, candidate, { live, canary }, { weight, since: now().toISOString() }, settings, control);
    const up = await bringUp(place, candidate, settings, control);
    control.onProgress('it is up');
    return goLive(place, up, now().toISOString(), settings, control);
  }

  async function deploy(order: DeployOrder, control: Control): Promise<Release> {
    const place = placeOf(options.folder, order.service, order.environment);
    return withLock(join(place.folder, 'lock'), control.signal, async () => {
      control.signal?.throwIfAborted();
      await passFence(place, order.fence);
      return bringLive(place, order, control);
    });
  }

  /** With the place's lock. */
  async function takeBack(place: Place, { digest, barred }: UndoOrder): Promise<Release | undefined> {
    const { live, canary } = await readTraffic(place);
    if (live?.release.digest === digest) return undoLive(place, live, { since: now().toISOString(), barred }, settings);
    if (canary?.release.digest === digest) await takeAway(place, { live, canary }, settings);
    else {
      await endOthers(place, kept({ live, canary }), settings);
      await writeTargets(place, { live, canary });
    }
    return live && await askServed(place, live);
  }

  async function undo(order: UndoOrder): Promise<Release | undefined> {
    const place = placeOf(options.folder, order.service, order.environment);
    return withLock(join(place.folder, 'lock'), undefined, async () => {
      await passFence(place, order.fence);
      return takeBack(place, order);
    });
  }

  return { current, deploy, undo };
}
