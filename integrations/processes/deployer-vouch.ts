// Is it this release that answers? Its page tells its digest; where the page does not, what was started is looked at.
import { join } from 'node:path';
import { DayshiftError } from '../../src/errors';
import { findChanged } from './deployer-bytes';
import { askHealth, type Health, type Judge } from './deployer-health';
import { listenAlone } from './deployer-listener';
import { type Place, type ReleaseFile, releaseFolder } from './deployer-place';
import { listMembers } from './deployer-process';

export function appFolder(place: Place, id: string): string {
  return join(releaseFolder(place, id), 'app');
}

/** Where the artifact's bytes are written down. */
export function bytesFile(place: Place, id: string): string {
  return join(releaseFolder(place, id), 'bytes.json');
}

/** Why it is not sure that what answers on the release's port was started of its digest; undefined when it is. */
export async function whyNotVouched(place: Place, release: ReleaseFile): Promise<string | undefined> {
  if (!listenAlone(release.port, listMembers(release))) return `the health page tells no digest, and it cannot be seen that only the release's own processes listen on port ${release.port}`;
  const changed = await findChanged(appFolder(place, release.id), bytesFile(place, release.id));
  return changed === undefined ? undefined : `the health page tells no digest, and ${changed} is no longer the artifact's: let the page tell DAYSHIFT_DIGEST, or let the release write elsewhere`;
}

/** For answers from the release's own port. */
export function isTheRelease(place: Place, release: ReleaseFile): Judge {
  return ({ digest }) => {
    if (digest === undefined) return whyNotVouched(place, release);
    return digest === release.digest ? undefined : `the health page reports ${digest}`;
  };
}

export function healthUrl(release: ReleaseFile): string {
  return `http://127.0.0.1:${release.port}${release.health}`;
}

/** What a release that was started says it is, asked once; a digest that its page does not tell is vouched for, or it is a reason. */
export async function askRelease(place: Place, release: ReleaseFile): Promise<{ health: Health & { digest: string } } | { reason: string }> {
  const answer = await askHealth(healthUrl(release));
  if ('reason' in answer) return answer;
  const { digest, ...health } = answer.health;
  if (digest !== undefined) return { health: { ...health, digest } };
  const reason = await whyNotVouched(place, release);
  return reason === undefined ? { health: { ...health, digest: release.digest } } : { reason };
}

/** A release that customers reach is not ended because nobody can vouch for it. Throws `deploy-failed`. */
export async function assertVouched(place: Place, release: ReleaseFile): Promise<void> {
  const answer = await askHealth(healthUrl(release));
  const reason = 'reason' in answer || answer.health.digest !== undefined ? undefined : await whyNotVouched(place, release);
  if (reason !== undefined) throw new DayshiftError('deploy-failed', { digest: release.digest, reason });
}

/** For answers from the address that customers use: of what the page and Envoy tell, everything must fit, and one of them must tell. */
export function isAnsweredBy(release: ReleaseFile): Judge {
  return ({ digest, by }) => {
    if (digest !== undefined && digest !== release.digest) return `the health page reports ${digest}`;
    if (by !== undefined && by !== release.id) return `the release ${by} answers`;
    return digest ?? by ? undefined : 'neither the health page nor Envoy\'s header says which release answers';
  };
}

/** As people read it: what the page tells, else the commit, else the digest, shortened. */
export function versionOf(release: ReleaseFile, { version }: Health): string {
  return version ?? release.commit?.slice(0, 7) ?? release.digest.slice('sha256:'.length, 'sha256:'.length + 7);
}
