// How does an artifact go live where the team's own commands deploy it? The target is asked before and after; only its answer counts.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeployerRow } from '../../src/contracts/integrations';
import type { Release, RunningRelease } from '../../src/contracts/result';
import { DayshiftError } from '../../src/errors';
import type { Deployer, DeployOrder, UndoOrder } from '../../src/ports/deployer';
import type { ArtifactStore } from '../../src/ports/evidence-store';
import { millisecondsOf } from '../duration';
import { passFence } from '../processes/deployer-fence';
import { withLock } from '../processes/deployer-lock';
import { placeOf, type Place } from '../processes/deployer-place';
import { freshFolder, noteVerified, seenSince, verifiedIn } from './place';
import { endLeftOver, readEnd, runAlone } from './run-command';
import type { Past, Status } from './schema';
import { askStatus } from './status';

export interface CommandDeployerOptions {
  row: Extract<DeployerRow, { use: 'command' }>;
  stateFolder: string; // absolute; notes below `<service>/<environment>/`
  artifacts: Pick<ArtifactStore, 'unpack'>;
  /** What the installation declares to releases of an environment, and which of the values must never be told. */
  variables: (service: string, environment: string) => { env: Record<string, string>; secrets: string[] };
  pollSeconds?: number; // between two questions for the status; default 2
  now?: () => Date;
}

const STATUS_SECONDS = 60;
const WHOLE = 100;

type Variables = Record<string, string>;
interface Session {
  place: Place;
  env: Variables; // of every command
  secrets: readonly string[];
  signal?: AbortSignal;
  onProgress: (text: string) => void;
}
/** What is run, with what it alone is given, and the digest that is ready afterwards. */
interface Step { command: string; given: Variables; digest: string; seconds: number }

/** The port `Deployer` on commands of the team's own. They must be safe to repeat; the target knows what runs, dayshift remembers nothing of it. */
export function createCommandDeployer({ row, stateFolder, artifacts, variables, pollSeconds = 2, now = () => new Date() }: CommandDeployerOptions): Deployer {
  const limitSeconds = millisecondsOf(row.timeout) / 1000;

  function sessionOf(service: string, environment: string, more: Partial<Session> = {}): Session {
    const { env, secrets } = variables(service, environment);
    return {
      place: placeOf(stateFolder, service, environment), onProgress: () => undefined, ...more,
      env: { ...env, ...more.env, DAYSHIFT_SERVICE: service, DAYSHIFT_ENVIRONMENT: environment }, secrets,
    };
  }

  function statusOf({ env, secrets, signal }: Session): Promise<Status> {
    return askStatus({ command: row.status, folder: row.folder, env, secrets, timeoutSeconds: Math.min(limitSeconds, STATUS_SECONDS), signal });
  }

  /** Runs the command, then asks until the digest is ready; the reason why it did not come to that, or nothing. */
  async function bring(session: Session, { command, given, digest, seconds }: Step): Promise<string | undefined> {
    const end = performance.now() + seconds * 1000;
    const timeoutSeconds = Math.min(limitSeconds, seconds);
    const { place, env, secrets, signal, onProgress } = session;
    const ran = await runAlone(place, { command, folder: row.folder, env: { ...env, ...given }, secrets, timeoutSeconds, signal, onLine: onProgress });
    if (ran.timedOut || ran.exitCode !== 0) return `the command ${readEnd(ran, timeoutSeconds)}`;
    for (;; await sleep(pollSeconds * 1000, undefined, { signal }).catch(() => signal?.throwIfAborted())) {
      const status = await statusOf(session).catch(reasonOf);
      if (typeof status !== 'string' && status.state === 'ready' && status.digest === digest) return undefined;
      const found = typeof status === 'string' ? status : readStatus(status);
      if (performance.now() >= end) return `after ${Math.round(seconds)} s ${found}`;
      onProgress(`waiting: ${found}`);
    }
  }

  async function releaseOf(place: Place, status: Status): Promise<RunningRelease | undefined> {
    if (status.state === 'none') return undefined;
    if (status.state === 'progressing') throw new DayshiftError('unreachable', { what: `What ${place.environment} runs`, reason: `its status says that a change to ${status.digest} is under way` });
    const { digest, version, commit, since, before } = status;
    const named = (one: Omit<Past, 'since'>, at: string): Release => ({ environment: place.environment, digest: one.digest, version: one.version ?? one.digest.slice(7, 19), commit: one.commit, at });
    return { ...named({ digest, version, commit }, since ?? await seenSince(place, digest, now().toISOString())), before: before.map((past) => named(past, past.since)) };
  }

  async function settled(session: Session): Promise<Release> {
    const release = await releaseOf(session.place, await statusOf(session));
    if (!release) throw new DayshiftError('unreachable', { what: 'The target\'s status command', reason: 'it says that nothing runs, right after it was ready' });
    const { before: _, ...own } = release;
    return own;
  }

  /** Back to the newest release before that is not barred; a verified one when there is any. */
  async function goBack(session: Session, { digest, fence, barred = [] }: Pick<UndoOrder, 'digest' | 'fence' | 'barred'>, status: Status): Promise<void> {
    const before = status.state === 'none' ? [] : status.before.filter((past) => past.digest !== digest && !barred.includes(past.digest));
    const verified = await verifiedIn(session.place);
    const to = before.find((past) => verified.includes(past.digest)) ?? before[0];
    if (!to) throw new DayshiftError('deploy-failed', { digest, reason: 'there is no release before it to go back to' });
    session.onProgress(`going back to ${to.digest}`);
    const given = { DAYSHIFT_DIGEST: digest, DAYSHIFT_ROLLBACK_TO: to.digest, ...commitOf(to.commit), ...fenceOf(fence) };
    const why = await bring(session, { command: row.rollback, given, digest: to.digest, seconds: limitSeconds });
    if (why !== undefined) throw new DayshiftError('unreachable', { what: `The release ${to.digest} that was gone back to`, reason: why });
  }

  async function deploy(order: DeployOrder, control: { signal: AbortSignal; onProgress: (text: string) => void }): Promise<Release> {
    const { service, environment, digest, commit, fence, weight = WHOLE } = order;
    if (weight !== WHOLE) throw new DayshiftError('deploy-failed', { digest, reason: 'a target of the team\'s own commands takes all of the traffic or none, it knows no canary' });
    const session = sessionOf(service, environment, { ...control, env: order.env });
    const { place } = session;
    return withLock(join(place.folder, 'lock'), control.signal, async () => {
      await passFence(place, fence);
      await noteVerified(place, order.verified);
      await endLeftOver(place);
      const found = await statusOf(session);
      if (found.state === 'ready' && found.digest === digest) return settled(session);
      const artifact = await freshFolder(place);
      await artifacts.unpack(digest, artifact);
      const given = { DAYSHIFT_DIGEST: digest, DAYSHIFT_WEIGHT: String(weight), DAYSHIFT_ARTIFACT: artifact, ...commitOf(commit), ...fenceOf(fence) };
      const why = await bring(session, { command: row.deploy, given, digest, seconds: order.timeoutSeconds });
      await freshFolder(place);
      if (why === undefined) return settled(session);
      await takeBack(session, order);
      throw new DayshiftError('deploy-failed', { digest, reason: why });
    });
  }

  /** What did not come up must not stay half live. Without a release before it, it stays as it is and the reason tells. */
  async function takeBack(session: Session, { digest, fence }: DeployOrder): Promise<void> {
    const status = await statusOf(session);
    if (status.state === 'none' || status.digest !== digest || status.before.every((past) => past.digest === digest)) return;
    await goBack(session, { digest, fence }, status);
  }

  async function undo(order: UndoOrder): Promise<Release | undefined> {
    const session = sessionOf(order.service, order.environment);
    const { place } = session;
    return withLock(join(place.folder, 'lock'), undefined, async () => {
      await passFence(place, order.fence);
      await endLeftOver(place);
      const status = await statusOf(session);
      if (status.state === 'none' || status.digest !== order.digest) return releaseOf(place, status);
      await goBack(session, order, status);
      return settled(session);
    });
  }

  async function current(service: string, environment: string): Promise<RunningRelease | undefined> {
    const session = sessionOf(service, environment);
    return releaseOf(session.place, await statusOf(session));
  }

  return { current, deploy, undo };
}

function commitOf(commit: string | undefined): Variables {
  return commit === undefined ? {} : { DAYSHIFT_COMMIT: commit };
}

function fenceOf(fence: number | undefined): Variables {
  return fence === undefined ? {} : { DAYSHIFT_FENCE: String(fence) };
}

function readStatus(status: Status): string {
  return status.state === 'none' ? 'nothing runs' : `${status.digest} is ${status.state}`;
}

/** While it comes up the status may be out of reach; whatever else goes wrong is no matter of waiting. */
function reasonOf(error: unknown): string {
  if (error instanceof DayshiftError && error.code === 'unreachable') return error.message.replace(/\.$/, '');
  throw error;
}
