// …/session: a secret is exchanged for a session that the browser keeps in a cookie; it is left again here, and the ways in are told.
import type { Request, Response } from 'express';
import { Me, SignIn, WaysIn } from '../../src/contracts/access';
import { Answer } from '../../src/contracts/http';
import { DayshiftError } from '../../src/errors';
import type { Credential } from '../../src/ports/credentials';
import type { Access } from '../access/access';
import { checkNoOtherPage } from '../access/origin';
import { principalOf } from '../access/principals';
import type { ApiDeps } from '../deps';
import type { Door } from '../door';
import { operation } from '../operation';
import { meOf } from './me';

/** Where the provider's sign-in begins, see access/oidc. */
export const OIDC_START = '/auth/oidc/start';
/** What was read stays in no browser that others use after it. */
const CACHE_CLEARED = { 'Clear-Site-Data': '"cache"' };

const signIn = operation({
  id: 'signIn', method: 'post', path: '/session', tag: 'access', needs: 'public',
  summary: 'Sign in with a token or with a link\'s secret',
  description: 'The answer sets a cookie that no script can read. A one-time secret opens one session and is gone; a session never lasts longer than what opened it. A session that the browser had before is ended.',
  body: { json: SignIn, example: { secret: 'dayshift_…' } },
  answers: { 200: { description: 'Who is signed in.', json: Me } },
  problems: ['sign-in-refused', 'origin-unknown', 'unreachable'],
  repeats: 'none',
});

const signOut = operation({
  id: 'signOut', method: 'delete', path: '/session', tag: 'access', needs: 'public',
  summary: 'Sign out',
  answers: { 200: { description: 'The session is over, if there was one.', json: Answer } },
  problems: ['origin-unknown', 'unreachable'],
});

const readWays = operation({
  id: 'readWaysIn', method: 'get', path: '/session/ways', tag: 'access', needs: 'public',
  summary: 'How one can sign in here',
  answers: { 200: { description: 'A provider, when there is one; a token or link always.', json: WaysIn, example: { readsAreOpen: true } } },
});

/** A signed-in person looks at the sessions that are theirs, by ending all of them. */
const endMine = operation({
  id: 'endMySessions', method: 'delete', path: '/me/sessions', tag: 'access', needs: 'signed-in',
  summary: 'End all of your own sessions, this one too',
  answers: { 200: { description: 'How many were open.', json: Answer } },
  problems: ['person-needed', 'unreachable'],
});

type SessionDeps = Pick<ApiDeps, 'installation' | 'credentials' | 'publicUrl' | 'readsNeedToken'>;

export function addSession(door: Door, { installation, credentials, publicUrl, readsNeedToken }: SessionDeps, { book, sessions }: Access): void {
  const { oidc } = installation.authentication;

  door.add(signIn, async ({ body, request, response }) => {
    checkNoOtherPage(request, publicUrl);
    const found = await book.take(body.secret);
    const credential = 'credential' in found && found.credential.kind !== 'session' ? found.credential : undefined;
    const me = credential && await open(credential, request, response);
    if (!me) throw new DayshiftError('sign-in-refused');
    return { json: me, headers: { 'Cache-Control': 'no-store' } };
  });

  async function open({ id, name, person, program, roles, scopes, expiresAt }: Credential, request: Request, response: Response): Promise<Me | undefined> {
    const holder = { name, person, program, roles, scopes, by: id, until: expiresAt };
    if (!principalOf({ ...holder, id, kind: 'session', sha256: '', createdAt: '', createdBy: id }, installation)) return undefined;
    // A one-time secret's hour is for its use, not for the session that it opens.
    const session = await sessions.open(request, response, id.startsWith('once-') ? { ...holder, until: undefined } : holder);
    const principal = principalOf(session, installation);
    response.locals['principal'] = principal;
    return principal && meOf(principal, installation, session.expiresAt);
  }

  door.add(signOut, async ({ request, response }) => {
    const ended = await sessions.end(request, response, 'its holder');
    return { json: { accepted: true, text: ended ? 'Signed out.' : 'Nobody was signed in.' } satisfies Answer, headers: CACHE_CLEARED };
  });

  door.add(readWays, () => ({ json: { ...(oidc ? { oidc: { name: oidc.name, start: OIDC_START } } : {}), readsAreOpen: !readsNeedToken } satisfies WaysIn }));

  door.add(endMine, async ({ principal, request, response }) => {
    const mine = principal.kind === 'person' ? principal.id : undefined;
    const count = mine === undefined ? 0 : await endSessionsOf(mine, { credentials, book }, `person ${mine}`);
    await sessions.end(request, response, 'its holder');
    return { json: { accepted: true, text: `Ended: ${count} ${count === 1 ? 'session' : 'sessions'}.` } satisfies Answer, headers: CACHE_CLEARED };
  });
}

/** How many of the person's sessions were open. */
export async function endSessionsOf(person: string, { credentials, book }: Pick<ApiDeps, 'credentials'> & Pick<Access, 'book'>, by: string): Promise<number> {
  const open = (await credentials.list('session')).filter((session) => session.person === person && session.endedAt === undefined);
  for (const session of open) await book.end(session, by);
  return open.length;
}
