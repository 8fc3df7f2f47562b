// How does a release come up? Unpacked, on a port of its own, answering with its digest; one that is already up is taken over.
import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { DayshiftError, mask } from '../../src/errors';
import type { DeployOrder } from '../../src/ports/deployer';
import type { ArtifactStore } from '../../src/ports/evidence-store';
import { ask } from '../http';
import { awaitDigest } from './deployer-health';
import { withLock } from './deployer-lock';
import { type Live, pastOf, type Place, readRelease, type ReleaseFile, releaseFolder, releaseId, removeRelease, writeRelease } from './deployer-place';
import { isFree, pickPort } from './deployer-ports';
import { endProcess, isAlive, lastOutput, startProcess } from './deployer-process';

export interface StartSettings {
  folder: string;
  ports: { from: number; to: number };
  graceSeconds: number;
}
export interface Control { signal?: AbortSignal; onProgress: (text: string) => void }

const WARM_UP_REQUESTS = 5;
const PORT_TRIES = 3;
const SECRET_NAME = /secret|password|passwd|token|key|credential|url|dsn/i;

export function healthUrl(release: ReleaseFile): string {
  return `http://127.0.0.1:${release.port}${release.health}`;
}

/** Puts the artifact in place: `app` is either absent or whole. */
async function unpack(artifacts: ArtifactStore, place: Place, id: string, digest: string): Promise<void> {
  const app = join(releaseFolder(place, id), 'app');
  if (await stat(app).catch(() => undefined)) return;
  const beside = join(releaseFolder(place, id), `unpack-${randomUUID()}`);
  await mkdir(releaseFolder(place, id), { recursive: true, mode: 0o700 });
  try {
    await artifacts.unpack(digest, beside);
    await rename(beside, app);
  } catch (error) {
    await rm(beside, { recursive: true, force: true });
    throw error;
  }
}

/** The candidate of an order: what an earlier try left of it, when it was started in the same way, else a new one. */
export async function prepare(artifacts: ArtifactStore, place: Place, order: DeployOrder, live: Live | undefined, settings: StartSettings): Promise<ReleaseFile> {
  const { digest, start, health, env, timeoutSeconds } = order;
  const id = releaseId(digest);
  const over = { previous: live?.release.id, before: pastOf(live) };
  const left = await readRelease(place, id);
  if (left && left.digest === digest && isDeepStrictEqual([left.start, left.health, left.env], [start, health, env])) {
    return writeRelease(place, { ...left, commit: order.commit ?? left.commit, timeoutSeconds, ...over, confirmed: false });
  }
  if (left) {
    await endProcess(left, settings.graceSeconds);
    await removeRelease(place, id);
  }
  await unpack(artifacts, place, id, digest);
  return { id, digest, version: '', commit: order.commit, port: 0, start, health, env, timeoutSeconds, token: randomUUID(), ...over, confirmed: false };
}

/** Keeps the release's port when it is free, else writes another one down; one release at a time, of all services. */
async function reservePort(place: Place, release: ReleaseFile, settings: StartSettings): Promise<ReleaseFile> {
  return withLock(join(settings.folder, '.ports'), undefined, async () => {
    if (release.port > 0 && await isFree(release.port)) return release;
    const port = await pickPort(settings.folder, settings.ports);
    if (port === undefined) throw new DayshiftError('deploy-failed', { digest: release.digest, reason: `no port from ${settings.ports.from} to ${settings.ports.to} is free` });
    return writeRelease(place, { ...release, port });
  });
}

async function whyNot(place: Place, release: ReleaseFile, reason: string): Promise<DayshiftError> {
  const secrets = Object.entries(release.env).flatMap(([name, value]) => (SECRET_NAME.test(name) ? [value] : []));
  const output = mask(await lastOutput(place, release.id), secrets);
  return new DayshiftError('deploy-failed', { digest: release.digest, reason: output ? `${reason}; its last output: ${output}` : reason });
}

async function startAndAwait(place: Place, release: ReleaseFile, settings: StartSettings, control: Control): Promise<ReleaseFile> {
  for (let tries = 1; ; tries += 1) {
    const placed = await reservePort(place, release, settings);
    control.onProgress(`starting on port ${placed.port}`);
    const started = await startProcess(place, placed, settings.graceSeconds);
    const answer = await awaitDigest(healthUrl(started), started.digest, {
      seconds: started.timeoutSeconds, times: WARM_UP_REQUESTS, signal: control.signal,
      isOver: () => (isAlive(started) ? undefined : 'the command ended'),
    });
    if ('health' in answer) return writeRelease(place, { ...started, version: answer.health.version });
    const portWasTaken = !isAlive(started) && !(await isFree(started.port));
    if (portWasTaken && tries < PORT_TRIES) continue; // somebody else was quicker on that port
    throw await whyNot(place, started, answer.reason);
  }
}

/** Brings the release up, or takes it over when it runs already. Throws `deploy-failed` with its last output; nothing of it runs then. */
export async function bringUp(place: Place, release: ReleaseFile, settings: StartSettings, control: Control): Promise<ReleaseFile> {
  if (isAlive(release)) {
    control.onProgress(`it runs already on port ${release.port}`);
    const limit = { seconds: release.timeoutSeconds, times: 1, signal: control.signal, isOver: () => (isAlive(release) ? undefined : 'it ended') };
    const answer = await awaitDigest(healthUrl(release), release.digest, limit); // cancelled here, it goes on: it may be the live one
    if ('health' in answer) return writeRelease(place, { ...release, version: answer.health.version });
  }
  try {
    const up = await startAndAwait(place, release, settings, control);
    for (let n = 0; n < WARM_UP_REQUESTS; n += 1) await ask({ what: 'The release', url: `http://127.0.0.1:${up.port}/`, signal: control.signal }).catch(() => control.signal?.throwIfAborted());
    return up;
  } catch (error) {
    await endProcess(await readRelease(place, release.id) ?? release, settings.graceSeconds);
    throw error;
  }
}
