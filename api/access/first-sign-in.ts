// How does the first person get in? On this machine by a link that opens one session; where others can come, a way in must have been set up.
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FIRST_LINK_FILE } from '../../src/config/home';
import type { Installation } from '../../src/contracts/installation';
import { administratorsOf, endOfLife, usualScopes } from '../../src/domain/access';
import { DayshiftError } from '../../src/errors';
import type { Credentials } from '../../src/ports/credentials';
import { isLoopback } from '../listen';
import { newId, newSecret, sha256Of } from './secrets';
import { signInLink } from './sign-in-link';

const GOOD_FOR_MS = 3_600_000;

/** Whether only this machine can come: neither the door nor the address that people are told leads further. */
export function isForThisMachine({ host, publicAddress }: { host: string; publicAddress: string }): boolean {
  return isLoopback(host) && isLoopback(new URL(publicAddress).hostname.replace(/^\[|\]$/g, ''));
}

/** Whether reading needs somebody who is signed in: as the file says, else as soon as others can come. */
export function readsNeedSignIn({ authentication }: Pick<Installation, 'authentication'>, isLocal: boolean): boolean {
  return authentication.reads === undefined ? !isLocal : authentication.reads === 'signed-in';
}

/** Throws `nobody-may-sign-in` when neither a provider nor a token lets anybody in; `unreachable` when only the store could tell. */
export async function checkWayIn({ installation, credentials, host, now }: { installation: Installation; credentials: Credentials; host: string; now: Date }): Promise<void> {
  if (installation.authentication.oidc || installation.tokens.length > 0) return;
  const made = await credentials.list('token');
  if (!made.some((token) => endOfLife(token, now.getTime()) === undefined)) throw new DayshiftError('nobody-may-sign-in', { host });
}

/** A link that signs the first administrator in, once and within an hour. Throws `unreachable`. */
export async function makeFirstLink({ installation, credentials, publicUrl, now }: { installation: Installation; credentials: Credentials; publicUrl: string; now: Date }): Promise<{ link: string; person: string }> {
  const administrators = administratorsOf(installation);
  const person = administrators[0] ?? '';
  const secret = newSecret();
  await credentials.save({
    id: newId('once'), kind: 'once', sha256: sha256Of(secret), name: 'the start on this machine', person, scopes: usualScopes({ person }, administrators),
    createdAt: now.toISOString(), createdBy: 'dayshift', expiresAt: new Date(now.getTime() + GOOD_FOR_MS).toISOString(),
  });
  return { link: signInLink(publicUrl, secret), person };
}

/** Leaves the link where only its owner reads it; whoever looks sees all of it or nothing. */
export async function leaveLink(home: string, link: string): Promise<void> {
  await mkdir(home, { recursive: true });
  const file = path.join(home, FIRST_LINK_FILE);
  await writeFile(`${file}.new`, `${link}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
