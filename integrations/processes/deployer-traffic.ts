// Where do the customers go? Envoy's endpoints and Prometheus' targets follow one another; a switch is confirmed from outside.
import { setTimeout as wait } from 'node:timers/promises';
import { writeEndpoints } from '../envoy';
import { replaceFile } from '../replace-file';
import { awaitDigest } from './deployer-health';
import { type Place, readRelease, type ReleaseFile } from './deployer-place';

export interface TrafficSettings {
  address?: (service: string, environment: string) => string | undefined; // where customers reach it
  confirmSeconds: number;
  drainSeconds: number;
}

const CONFIRMATIONS = 3; // the proxy's threads take the endpoints over one by one

export async function switchTo(place: Place, release: ReleaseFile | undefined, since: string): Promise<void> {
  await writeEndpoints(place.endpoints, release ? [{ address: '127.0.0.1', port: release.port, weight: 1, release: release.id, since }] : []);
}

/** The reason why the public address does not answer with the release's digest; undefined when it does, or when there is none to ask. */
export async function whyUnconfirmed(place: Place, release: ReleaseFile, settings: TrafficSettings, signal?: AbortSignal): Promise<string | undefined> {
  const address = settings.address?.(place.service, place.environment);
  if (address === undefined) return undefined;
  const url = `${address.replace(/\/+$/, '')}${release.health}`;
  const answer = await awaitDigest(url, release.digest, { seconds: settings.confirmSeconds, times: CONFIRMATIONS, signal });
  return 'reason' in answer ? `at ${address}: ${answer.reason}` : undefined;
}

/** Lets what is under way at a release that lost the traffic come to its end. */
export async function drain(settings: TrafficSettings): Promise<void> {
  await wait(settings.drainSeconds * 1000);
}

/** Writes what Prometheus is to scrape: the live release and the one before it, whose last counts are still wanted. */
export async function writeTargets(place: Place, live: ReleaseFile | undefined): Promise<void> {
  const standby = live?.previous === undefined ? undefined : await readRelease(place, live.previous);
  const targets = [live, standby].filter((release) => release !== undefined).map((release) => ({
    targets: [`127.0.0.1:${release.port}`],
    labels: { service: place.service, environment: place.environment, digest: release.digest.slice('sha256:'.length, 'sha256:'.length + 12), version: release.version },
  }));
  await replaceFile(place.targets, `${JSON.stringify(targets, null, 2)}\n`);
}
