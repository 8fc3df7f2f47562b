// Does a secret open anything? Asked of dayshift.yaml and of the store, remembered for a few seconds; what has ended is refused within those.
import type { Logger } from 'pino';
import type { Installation } from '../../src/contracts/installation';
import { endOfLife } from '../../src/domain/access';
import { parseDuration } from '../../src/domain/quantity';
import { DayshiftError } from '../../src/errors';
import type { Credential, Credentials } from '../../src/ports/credentials';
import { BoundedCache } from '../bounded-cache';
import { credentialOf } from './principals';
import { sha256Of, withHash } from './secrets';

const FRESH_MS = 3000;
const KNOWN_FOR_MS = 600_000; // while the store cannot be asked, nobody can end anything in it either
const MOST_KNOWN = 10_000;
const NOTED_EVERY_MS = 60_000;
const OPEN_NOTHING: readonly Credential['kind'][] = ['device-code', 'user-code']; // strangers make them

export type Found = { credential: Credential } | { refused: 'unknown' | 'ended' };

export interface CredentialBook {
  /** What the secret opens. `mayAsk` false: a secret that was not seen lately is not asked for. Throws `unreachable`. */
  find(secret: string, options?: { mayAsk?: boolean }): Promise<Found>;
  /** As `find`; of several who take a one-time secret at once one gets it, and it is gone. Throws `unreachable`. */
  take(secret: string): Promise<Found>;
  /** Throws `unreachable`. */
  keep(credential: Credential): Promise<void>;
  /** Also the sessions that it opened end. False when it had ended before. Throws `unreachable`. */
  end(credential: Credential, by: string): Promise<boolean>;
  /** Those that dayshift.yaml names. */
  ofFile: readonly Credential[];
}

export interface BookDeps { installation: Installation; credentials: Credentials; logger: Logger; now: () => Date }

export function createCredentialBook({ installation, credentials, logger, now }: BookDeps): CredentialBook {
  const ofFile = installation.tokens.map((token) => credentialOf(token, installation));
  const known = new BoundedCache<string, { credential: Credential | undefined; at: number }>(MOST_KNOWN);
  const idleMs = parseDuration(installation.authentication.session.idle) * 1000;
  const noteEveryMs = Math.min(NOTED_EVERY_MS, idleMs / 4);

  async function find(secret: string, { mayAsk = true }: { mayAsk?: boolean } = {}): Promise<Found> {
    const sha256 = sha256Of(secret);
    const credential = withHash(ofFile, sha256) ?? await stored(sha256, mayAsk);
    if (!credential) return { refused: 'unknown' };
    if (endOf(credential) !== undefined || hasLostItsOrigin(credential)) return { refused: 'ended' };
    return { credential };
  }

  async function take(secret: string): Promise<Found> {
    const found = await find(secret);
    if (!('credential' in found) || found.credential.kind !== 'once') return found;
    const taken = await credentials.find(found.credential.sha256, { at: now().toISOString(), by: 'its use' });
    known.delete(found.credential.sha256);
    return taken ? { credential: taken } : { refused: 'ended' };
  }

  /** The store's answer, a few seconds old at most; an older one stands while the store is away. */
  async function stored(sha256: string, mayAsk: boolean): Promise<Credential | undefined> {
    const last = known.get(sha256);
    const age = last ? now().getTime() - last.at : Infinity;
    if (last && age < FRESH_MS) return noted(last.credential);
    if (!mayAsk && !last?.credential) return undefined;
    try {
      const found = await credentials.find(sha256);
      const credential = found && OPEN_NOTHING.includes(found.kind) ? undefined : found;
      known.set(sha256, { credential, at: now().getTime() });
      return noted(credential);
    } catch (error) {
      const stands = last?.credential !== undefined && age < KNOWN_FOR_MS && error instanceof DayshiftError && error.code === 'unreachable';
      if (!stands) throw error;
      return last.credential;
    }
  }

  /** Notes about when it was used last; a use that cannot be noted is a use all the same. */
  function noted(credential: Credential | undefined): Credential | undefined {
    if (!credential || credential.kind === 'once' || endOf(credential) !== undefined) return credential;
    const at = now();
    if (at.getTime() - Date.parse(credential.usedAt ?? credential.createdAt) < noteEveryMs && credential.usedAt !== undefined) return credential;
    const used = { ...credential, usedAt: at.toISOString() };
    known.set(credential.sha256, { credential: used, at: known.get(credential.sha256)?.at ?? at.getTime() });
    credentials.save(used).catch((error: unknown) => logger.warn({ credential: credential.id, reason: String(error) }, 'the use of a credential is not noted'));
    return used;
  }

  function endOf(credential: Credential): ReturnType<typeof endOfLife> {
    return endOfLife(credential, now().getTime(), credential.kind === 'session' ? idleMs : undefined);
  }

  /** A session that a token of dayshift.yaml opened ends with it. */
  function hasLostItsOrigin({ kind, createdBy }: Credential): boolean {
    return kind === 'session' && createdBy.startsWith('file-') && !ofFile.some(({ id }) => id === createdBy);
  }

  async function keep(credential: Credential): Promise<void> {
    await credentials.save(credential);
    known.set(credential.sha256, { credential, at: now().getTime() });
  }

  async function end(credential: Credential, by: string): Promise<boolean> {
    const at = now().toISOString();
    const ended = await credentials.find(credential.sha256, { at, by });
    known.delete(credential.sha256);
    if (credential.kind === 'session') return ended !== undefined;
    for (const session of (await credentials.list('session')).filter(({ createdBy, endedAt }) => createdBy === credential.id && endedAt === undefined)) {
      await credentials.find(session.sha256, { at, by });
      known.delete(session.sha256);
    }
    return ended !== undefined;
  }

  return { find, take, keep, end, ofFile };
}
