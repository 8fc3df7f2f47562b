// How does a release come up? Unpacked, on a port of its own, answering with its digest; one that is already up is taken over.
import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { DayshiftError, mask } from '../../src/errors';
import type { DeployOrder } from '../../src/ports/deployer';
import type { ArtifactStore } from '../../src/ports/evidence-store';
import { isFree } from '../free-port';
import { ask } from '../http';
import { noteBytes } from './deployer-bytes';
import { awaitHealth } from './deployer-health';
import { withLock } from './deployer-lock';
import { pastOf, type Place, readRelease, type ReleaseFile, releaseFolder, releaseId, type Served, updateRelease } from './deployer-place';
import { pickPort } from './deployer-ports';
import { endRelease, isAlive, lastOutput, startProcess } from './deployer-process';
import { appFolder, bytesFile, healthUrl, isTheRelease, versionOf } from './deployer-vouch';

export interface StartSettings {
  folder: string;
  ports: { from: number; to: number };
  graceSeconds: number;
}
export interface Control { signal?: AbortSignal; onProgress: (text: string) => void }

const WARM_UP_REQUESTS = 5;
const PORT_TRIES = 3;
const SECRET_NAME = /secret|password|passwd|token|key|credential|url|dsn/i;

/** Puts the artifact in place: `app` is either absent or whole. */
async function unpack(artifacts: ArtifactStore, place: Place, id: string, digest: string): Promise<void> {
  const app = appFolder(place, id);
  if (await stat(app).catch(() => undefined)) return;
  const beside = join(releaseFolder(place, id), `unpack-${randomUUID()}`);
  await mkdir(releaseFolder(place, id), { recursive: true, mode: 0o700 });
  try {
    await artifacts.unpack(digest, beside);
    await noteBytes(beside, bytesFile(place, id));
    await rename(beside, app);
  } catch (error) {
    await rm(beside, { recursive: true, force: true });
    throw error;
  }
}

/** What an order says of how its release is started. Throws `deploy-failed` when it does not say it. */
function startOf({ digest, start, health, env }: DeployOrder): Pick<ReleaseFile, 'start' | 'health' | 'env'> {
  if (start !== undefined && health !== undefined) return { start, health, env };
  const missing = start === undefined ? '`start`, the command that runs it' : '`health`, the path that answers 200';
  throw new DayshiftError('deploy-failed', { digest, reason: `a process needs ${missing}; write it under \`deploy\` in .dayshift/pipeline.yaml` });
}

export function isStartedAs(release: ReleaseFile, order: DeployOrder): boolean {
  const { start, health, env } = release;
  return release.digest === order.digest && isDeepStrictEqual({ start, health, env }, startOf(order));
}

/** What `undo` goes back to: the live one, or its standby when that was verified and the live one was not. */
async function previousOf(place: Place, live: Served | undefined, { digest, verified }: DeployOrder): Promise<string | undefined> {
  const standby = live?.release.previous === undefined ? undefined : await readRelease(place, live.release.previous);
  if (!live || !standby || !verified || standby.digest === digest) return live?.release.id;
  return !verified.includes(live.release.digest) && verified.includes(standby.digest) ? standby.id : live.release.id;
}

/** The candidate of an order: what an earlier try left of it, when it was started in the same way, else a new one. */
export async function prepare(artifacts: ArtifactStore, place: Place, order: DeployOrder, live: Served | undefined, settings: StartSettings): Promise<ReleaseFile> {
  const { digest, timeoutSeconds } = order;
  const started = startOf(order);
  const id = releaseId(digest);
  const over = { previous: await previousOf(place, live, order), replaced: live?.release.id, before: pastOf(live), confirmed: false };
  const left = await readRelease(place, id);
  if (left && isStartedAs(left, order)) return updateRelease(place, left, { commit: order.commit ?? left.commit, timeoutSeconds, ...over });
  if (left) await endRelease(place, id, { graceSeconds: settings.graceSeconds, remove: true });
  await unpack(artifacts, place, id, digest);
  return { id, digest, version: '', commit: order.commit, port: 0, ...started, timeoutSeconds, token: randomUUID(), ...over };
}

/** Keeps the release's port when it is free, else writes another one down; one release at a time, of all services. */
export async function reservePort(place: Place, release: ReleaseFile, settings: StartSettings): Promise<ReleaseFile> {
  return withLock(join(settings.folder, '.ports'), undefined, async () => {
    if (release.port > 0 && await isFree(release.port)) return release;
    const port = await pickPort(settings.folder, settings.ports);
    if (port === undefined) throw new DayshiftError('deploy-failed', { digest: release.digest, reason: `no port from ${settings.ports.from} to ${settings.ports.to} is free` });
    return updateRelease(place, release, { port });
  });
}

/** A reason with the last lines that the release wrote, without its secrets. */
export async function withOutput(place: Place, { id, env }: ReleaseFile, reason: string): Promise<string> {
  const secrets = Object.entries(env).flatMap(([name, value]) => (SECRET_NAME.test(name) ? [value] : []));
  const output = mask(await lastOutput(place, id), secrets);
  return output ? `${reason}; its last output: ${output}` : reason;
}

async function startAndAwait(place: Place, release: ReleaseFile, settings: StartSettings, control: Control): Promise<ReleaseFile> {
  for (let tries = 1; ; tries += 1) {
    const placed = await reservePort(place, release, settings);
    control.onProgress(`starting on port ${placed.port}`);
    const started = await startProcess(place, placed, settings.graceSeconds);
    const answer = await awaitHealth(healthUrl(started), isTheRelease(place, started), {
      seconds: started.timeoutSeconds, times: WARM_UP_REQUESTS, signal: control.signal,
      isOver: () => (isAlive(started) ? undefined : 'the command ended'),
    });
    if ('health' in answer) return updateRelease(place, started, { version: versionOf(started, answer.health) });
    const portWasTaken = !isAlive(started) && !(await isFree(started.port));
    if (portWasTaken && tries < PORT_TRIES) continue; // somebody else was quicker on that port
    throw new DayshiftError('deploy-failed', { digest: release.digest, reason: await withOutput(place, started, answer.reason) });
  }
}

/** Brings the release up, or takes it over when it runs already. Throws `deploy-failed` with its last output; nothing of it runs then. */
export async function bringUp(place: Place, release: ReleaseFile, settings: StartSettings, control: Control): Promise<ReleaseFile> {
  if (isAlive(release)) {
    control.onProgress(`it runs already on port ${release.port}`);
    const limit = { seconds: release.timeoutSeconds, times: 1, signal: control.signal, isOver: () => (isAlive(release) ? undefined : 'it ended') };
    const answer = await awaitHealth(healthUrl(release), isTheRelease(place, release), limit); // cancelled here, it goes on: it may be the live one
    if ('health' in answer) return updateRelease(place, release, { version: versionOf(release, answer.health) });
  }
  try {
    const up = await startAndAwait(place, release, settings, control);
    for (let n = 0; n < WARM_UP_REQUESTS; n += 1) await ask({ what: 'The release', url: `http://127.0.0.1:${up.port}/`, signal: control.signal }).catch(() => control.signal?.throwIfAborted());
    return up;
  } catch (error) {
    await endRelease(place, release.id, { graceSeconds: settings.graceSeconds, remove: false });
    throw error;
  }
}
