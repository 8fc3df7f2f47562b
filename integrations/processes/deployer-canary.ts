// How does a release get a share of the traffic beside the live one, and lose it again? The live one is not touched.
import type { Release } from '../../src/contracts/result';
import { DayshiftError } from '../../src/errors';
import { type Place, readRelease, type ReleaseFile, type Served, type Traffic, updateRelease } from './deployer-place';
import { isAlive } from './deployer-process';
import { bringUp, type Control } from './deployer-start';
import { endOthers, reportOf, type Settings } from './deployer-switch';
import { whyUnconfirmed, writeTraffic } from './deployer-traffic';

/** Everybody goes to the live release again; then the canary is drained and ended. */
export async function takeAway(place: Place, { live, canary }: Traffic, settings: Settings): Promise<Traffic> {
  await writeTraffic(place, { live });
  const standby = live?.release.previous === canary?.release.id ? undefined : live?.release.previous;
  await endOthers(place, [live?.release.id, standby], settings);
  return { live };
}

/** A canary that stands is brought up again when it died; when that fails, it loses its share. */
async function bringCanaryUp(place: Place, candidate: ReleaseFile, traffic: Traffic, settings: Settings, control: Control): Promise<ReleaseFile> {
  try {
    return await bringUp(place, candidate, settings, control);
  } catch (error) {
    const left = await readRelease(place, candidate.id);
    if (traffic.canary && !(left && isAlive(left))) await takeAway(place, traffic, settings);
    throw error;
  }
}

/** Gives the release its share; for one that has a share already only the share changes. Throws `deploy-failed` with the live one alone in the traffic. */
export async function giveShare(
  place: Place, candidate: ReleaseFile, traffic: Traffic & { live: Served }, share: { weight: number; since: string }, settings: Settings, control: Control,
): Promise<Release> {
  const { live } = traffic;
  const up = await bringCanaryUp(place, candidate, traffic, settings, control);
  const canary = { release: up, since: traffic.canary?.since ?? share.since, weight: share.weight };
  await writeTraffic(place, { live, canary });
  control.onProgress(`it has ${share.weight}% of the traffic`);
  if (up.confirmed) return reportOf(place, canary);
  const reason = await whyUnconfirmed(place, up, settings, { signal: control.signal, isCanary: true });
  if (reason !== undefined) {
    await takeAway(place, { live, canary }, settings);
    throw new DayshiftError('deploy-failed', { digest: up.digest, reason });
  }
  control.onProgress('it answers some of the customers');
  return reportOf(place, { ...canary, release: await updateRelease(place, up, { confirmed: true }) });
}
