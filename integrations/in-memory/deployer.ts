// A deployer without processes. It keeps the promises of the port: one live, one standby, a share beside it, grants, repeats change nothing.
import type { Release, RunningRelease } from '../../src/contracts/result';
import { DayshiftError } from '../../src/errors';
import type { Deployer, DeployOrder, UndoOrder } from '../../src/ports/deployer';

export interface InMemoryDeployer extends Deployer {
  readonly deployed: readonly DeployOrder[]; // every order that started a release or changed its share; a repeat adds none
  /** What already runs, before the test begins. */
  setLive(service: string, release: RunningRelease): void;
  /** The digest's next deployments fail with the reason; without one they come up again. */
  setBroken(digest: string, reason?: string): void;
  /** From now on the environment reports something else than what was deployed; undefined: it is down. */
  setReported(service: string, environment: string, release: Release | undefined): void;
}

interface Place {
  live?: Release;
  standby?: Release;
  canary?: Release & { weight: number };
  reported?: Release | 'down';
  before?: Release[]; // newest first
  fence?: number; // the highest grant seen
}

const EVERYBODY = 100;

function passFence(place: Place, { environment, fence }: { environment: string; fence?: number }): void {
  if (fence === undefined) return;
  if (place.fence !== undefined && fence < place.fence) throw new DayshiftError('fence-passed', { environment, fence, seen: place.fence });
  place.fence = fence;
}

/** What the next release goes back to: a standby that was verified rather than a live one that was not. */
function standbyFor({ live, standby }: Place, { digest, verified }: DeployOrder): Release | undefined {
  if (!live || !standby || !verified || standby.digest === digest) return live;
  return !verified.includes(live.digest) && verified.includes(standby.digest) ? standby : live;
}

/** @param options.hasArtifact refuses digests that no store has; default: every digest is known. */
export function createInMemoryDeployer(options: { hasArtifact?: (digest: string) => boolean; now?: () => Date } = {}): InMemoryDeployer {
  const hasArtifact = options.hasArtifact ?? (() => true);
  const now = options.now ?? (() => new Date());
  const places = new Map<string, Place>();
  const broken = new Map<string, string>();
  const deployed: DeployOrder[] = [];

  function placeOf(service: string, environment: string): Place {
    const key = `${service}/${environment}`;
    const place = places.get(key) ?? {};
    places.set(key, place);
    return place;
  }

  async function current(service: string, environment: string): Promise<RunningRelease | undefined> {
    const { reported, live, before, canary } = placeOf(service, environment);
    const running = reported === 'down' ? undefined : (reported ?? live);
    return running && { ...running, ...(before ? { before } : {}), ...(canary ? { canary } : {}) };
  }

  function goLive(place: Place, release: Release): void {
    if (place.live) place.before = [place.live, ...(place.before ?? [])];
    place.live = release;
    delete place.reported;
  }

  function assertComesUp(digest: string): void {
    const reason = broken.get(digest);
    if (reason !== undefined) throw new DayshiftError('deploy-failed', { digest, reason });
  }

  /** With its share; the live release is not touched. */
  function giveShare(place: Place, release: Release, weight: number): Release {
    place.canary = { ...release, at: place.canary?.at ?? release.at, weight };
    const { weight: _, ...canary } = place.canary;
    return canary;
  }

  function replaceLive(place: Place, release: Release, order: DeployOrder): Release {
    if (place.live?.digest === order.digest) delete place.live; // it is started again: no release before itself
    else place.standby = standbyFor(place, order);
    delete place.canary;
    goLive(place, release);
    return release;
  }

  async function deploy(order: DeployOrder, control: { signal: AbortSignal; onProgress: (text: string) => void }): Promise<Release> {
    control.signal.throwIfAborted();
    const { environment, digest, commit, weight = EVERYBODY } = order;
    if (!Number.isInteger(weight) || weight < 1 || weight > EVERYBODY) throw new DayshiftError('deploy-failed', { digest, reason: `its share of the traffic is ${weight}%, and shares are whole, from 1 to ${EVERYBODY}` });
    const place = placeOf(order.service, environment);
    passFence(place, order);
    if (place.canary && place.canary.digest !== digest) delete place.canary;
    if (place.live?.digest === digest && place.reported === undefined) return place.live;
    if (!hasArtifact(digest)) throw new DayshiftError('evidence-unknown', { digest });
    if (place.canary?.weight !== weight) deployed.push(order);
    if (broken.has(digest)) delete place.canary;
    assertComesUp(digest);
    const release: Release = { environment, digest, version: commit?.slice(0, 7) ?? digest.slice(7, 14), commit, at: now().toISOString() };
    const isShare = weight < EVERYBODY && place.live !== undefined && place.live.digest !== digest; // the first release of all has everybody
    control.onProgress(isShare ? `it has ${weight}% of the traffic` : 'switched');
    return isShare ? giveShare(place, release, weight) : replaceLive(place, release, order);
  }

  function goBack(place: Place, { digest, barred }: UndoOrder): Release {
    const { standby } = place;
    if (!standby) throw new DayshiftError('deploy-failed', { digest, reason: 'there is no release before it to go back to' });
    if (barred?.includes(standby.digest)) throw new DayshiftError('deploy-failed', { digest: standby.digest, reason: `it is barred, so ${digest} is not taken back for it` });
    assertComesUp(standby.digest);
    const back = { ...standby, at: now().toISOString() };
    goLive(place, back);
    delete place.standby;
    delete place.canary;
    return back;
  }

  async function undo(order: UndoOrder): Promise<Release | undefined> {
    const place = placeOf(order.service, order.environment);
    passFence(place, order);
    if (place.live?.digest === order.digest) return goBack(place, order);
    if (place.canary?.digest === order.digest) {
      delete place.canary;
      if (place.standby?.digest === order.digest) delete place.standby;
    }
    const { reported, live } = place;
    return reported === 'down' ? undefined : (reported ?? live);
  }

  return {
    deployed,
    current,
    deploy,
    undo,
    setLive: (service, { before, ...live }) => void places.set(`${service}/${live.environment}`, { live, before }),
    setBroken: (digest, reason) => void (reason === undefined ? broken.delete(digest) : broken.set(digest, reason)),
    setReported: (service, environment, release) => void (placeOf(service, environment).reported = release ?? 'down'),
  };
}
