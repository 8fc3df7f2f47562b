// Where do the customers go? Envoy's endpoints and Prometheus' targets follow one another; a switch is confirmed from outside.
import { stat } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { writeEndpoints, type Endpoint } from '../envoy';
import { replaceFile } from '../replace-file';
import { awaitHealth } from './deployer-health';
import { type Place, readRelease, type ReleaseFile, type Traffic } from './deployer-place';
import { isAnsweredBy } from './deployer-vouch';

export interface TrafficSettings {
  address?: (service: string, environment: string) => string | undefined; // where customers reach it
  confirmSeconds: number;
  drainSeconds: number;
}

export const EVERYBODY = 100;
const CONFIRMATIONS = 3; // the proxy's threads take the endpoints over one by one
const CANARY_PAUSE_MS = 5; // of a hundred answers one may be the canary's

function endpointsOf({ live, canary }: Traffic): Endpoint[] {
  if (!live) return [];
  const share = canary?.weight ?? 0;
  const rows = [{ ...live, weight: EVERYBODY - share, role: 'live' as const }, ...(canary ? [{ ...canary, role: 'canary' as const }] : [])];
  return rows.map(({ release, since, weight, role }) => ({ address: '127.0.0.1', port: release.port, weight, release: release.id, since, role }));
}

/** Writes who has traffic, and then what Prometheus is to scrape: also the release before the live one, whose last counts are still wanted. */
export async function writeTraffic(place: Place, traffic: Traffic): Promise<void> {
  await writeEndpoints(place.endpoints, endpointsOf(traffic));
  await writeTargets(place, traffic);
}

export async function writeTargets(place: Place, { live, canary }: Traffic): Promise<void> {
  const before = live?.release.previous;
  const standby = before === undefined || before === canary?.release.id ? undefined : await readRelease(place, before);
  const rows = [['live', live?.release], ['standby', standby], ['canary', canary?.release]] as const;
  const targets = rows.flatMap(([role, release]) => (release ? [targetOf(place, release, role)] : []));
  await replaceFile(place.targets, `${JSON.stringify(targets, null, 2)}\n`);
}

function targetOf({ service, environment }: Place, { port, digest, version }: ReleaseFile, role: string): unknown {
  return { targets: [`127.0.0.1:${port}`], labels: { service, environment, digest: digest.slice('sha256:'.length, 'sha256:'.length + 12), version, role } };
}

/** The reason why the public address does not answer with the release, for a canary now and then; undefined when it does, or when there is none to ask. */
export async function whyUnconfirmed(place: Place, release: ReleaseFile, settings: TrafficSettings, { signal, isCanary = false }: { signal?: AbortSignal; isCanary?: boolean } = {}): Promise<string | undefined> {
  const address = settings.address?.(place.service, place.environment);
  if (address === undefined) return undefined;
  const url = `${address.replace(/\/+$/, '')}${release.health}`;
  const limit = { seconds: settings.confirmSeconds, signal, ...(isCanary ? { times: 1, pauseMs: CANARY_PAUSE_MS } : { times: CONFIRMATIONS }) };
  const answer = await awaitHealth(url, isAnsweredBy(release), limit);
  return 'reason' in answer ? `at ${address}: ${answer.reason}` : undefined;
}

/** When the traffic was moved last; undefined: it never was. */
async function movedAt(place: Place): Promise<number | undefined> {
  try {
    return (await stat(place.endpoints)).mtimeMs;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Lets what is under way at a release that lost the traffic come to its end: counted from when the traffic was moved, whoever moved it. */
export async function drain(place: Place, settings: TrafficSettings): Promise<void> {
  const moved = await movedAt(place);
  if (moved === undefined) return;
  const passedMs = Math.max(0, Date.now() - moved);
  await wait(Math.max(0, settings.drainSeconds * 1000 - passedMs));
}
