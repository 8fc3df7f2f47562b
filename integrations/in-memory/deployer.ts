// A blue-green deployer without processes. It keeps the promises of the port: one live, one standby, repeats change nothing.
import type { Release, RunningRelease } from '../../src/contracts/result';
import { DayshiftError } from '../../src/errors';
import type { Deployer, DeployOrder } from '../../src/ports/deployer';

export interface InMemoryDeployer extends Deployer {
  readonly deployed: readonly DeployOrder[]; // every order that started a release; a repeat adds none
  /** What already runs, before the test begins. */
  setLive(service: string, release: RunningRelease): void;
  /** The digest's next deployments fail with the reason; without one they come up again. */
  setBroken(digest: string, reason?: string): void;
  /** From now on the environment reports something else than what was deployed; undefined: it is down. */
  setReported(service: string, environment: string, release: Release | undefined): void;
}

interface Place { live?: Release; standby?: Release; reported?: Release | 'down'; before?: Release[] } // before: newest first

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
    const { reported, live, before } = placeOf(service, environment);
    const running = reported === 'down' ? undefined : (reported ?? live);
    return running && (before ? { ...running, before } : running);
  }

  function goLive(place: Place, release: Release): void {
    if (place.live) place.before = [place.live, ...(place.before ?? [])];
    place.live = release;
    delete place.reported;
  }

  async function deploy(order: DeployOrder, control: { signal: AbortSignal; onProgress: (text: string) => void }): Promise<Release> {
    control.signal.throwIfAborted();
    const place = placeOf(order.service, order.environment);
    if (place.live?.digest === order.digest && place.reported === undefined) return place.live;
    if (!hasArtifact(order.digest)) throw new DayshiftError('evidence-unknown', { digest: order.digest });
    deployed.push(order);
    const reason = broken.get(order.digest);
    if (reason !== undefined) throw new DayshiftError('deploy-failed', { digest: order.digest, reason });
    control.onProgress('switched');
    const release: Release = { environment: order.environment, digest: order.digest, version: order.commit?.slice(0, 7) ?? order.digest.slice(7, 14), commit: order.commit, at: now().toISOString() };
    if (place.live?.digest === order.digest) delete place.live; // it is started again: no release before itself
    else place.standby = place.live;
    goLive(place, release);
    return release;
  }

  async function undo(service: string, environment: string, digest: string): Promise<Release | undefined> {
    const place = placeOf(service, environment);
    if (place.live?.digest !== digest) return current(service, environment);
    if (!place.standby) throw new DayshiftError('deploy-failed', { digest, reason: 'there is no release before it to go back to' });
    const back = { ...place.standby, at: now().toISOString() };
    goLive(place, back);
    delete place.standby;
    return back;
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
