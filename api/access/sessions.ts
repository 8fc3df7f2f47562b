// How does a browser stay signed in? By a cookie that no script can read; its secret is new at each sign-in, and known here only by its hash.
import type { CookieOptions, Request, Response } from 'express';
import type { Role, Scope } from '../../src/domain/vocabulary';
import { parseDuration } from '../../src/domain/quantity';
import type { Installation } from '../../src/contracts/installation';
import type { Credential } from '../../src/ports/credentials';
import type { CredentialBook, Found } from './credential-book';
import { newId, newSecret, sha256Of } from './secrets';

/** For whom a session is opened. `by`: the credential that opened it, or BY_PROVIDER; `until`: when that ends, at the latest (ISO). */
export interface NewSession { name: string; person?: string; program?: string; roles?: Role[]; scopes: Scope[]; by: string; until?: string }

export interface Sessions {
  /** Opens one, ends the one that the request had, and gives the browser its cookie. Throws `unreachable`. */
  open(request: Request, response: Response, session: NewSession): Promise<Credential>;
  /** The secret of the request's cookie. */
  secretOf(request: Request): string | undefined;
  /** Ends the request's session and takes the cookie away. True when there was one. Throws `unreachable`. */
  end(request: Request, response: Response, by: string): Promise<boolean>;
}

export interface SessionDeps { installation: Pick<Installation, 'authentication'>; publicUrl: string; book: CredentialBook; now: () => Date }

/** Behind https nobody else can set it for us; on plain http the port keeps two installations of one host apart. */
export function cookieNameOf(publicUrl: string): string {
  const { protocol, port } = new URL(publicUrl);
  return protocol === 'https:' ? '__Host-dayshift' : `dayshift-${port || '80'}`;
}

/** The value of a request's cookie; of several with the name, the first. */
export function cookieOf(request: Request, name: string): string | undefined {
  const pairs = (request.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) || undefined;
}

export function createSessions({ installation, publicUrl, book, now }: SessionDeps): Sessions {
  const name = cookieNameOf(publicUrl);
  const flags: CookieOptions = { httpOnly: true, sameSite: 'lax', path: '/', secure: publicUrl.startsWith('https:') };
  const longestMs = parseDuration(installation.authentication.session.longest) * 1000;

  async function open(request: Request, response: Response, { by, until, ...holder }: NewSession): Promise<Credential> {
    await endThatOf(request, 'the next sign-in');
    const secret = newSecret();
    const longest = now().getTime() + longestMs;
    const expiresAt = new Date(until === undefined ? longest : Math.min(longest, Date.parse(until)));
    const session: Credential = {
      id: newId('session'), kind: 'session', sha256: sha256Of(secret), ...holder,
      createdAt: now().toISOString(), createdBy: by, expiresAt: expiresAt.toISOString(),
    };
    await book.keep(session);
    response.cookie(name, secret, { ...flags, maxAge: expiresAt.getTime() - now().getTime() });
    return session;
  }

  function secretOf(request: Request): string | undefined {
    return cookieOf(request, name);
  }

  async function endThatOf(request: Request, by: string): Promise<boolean> {
    const secret = secretOf(request);
    const found: Found | undefined = secret === undefined ? undefined : await book.find(secret);
    if (!found || !('credential' in found) || found.credential.kind !== 'session') return false;
    return book.end(found.credential, by);
  }

  async function end(request: Request, response: Response, by: string): Promise<boolean> {
    const ended = await endThatOf(request, by);
    response.clearCookie(name, flags);
    return ended;
  }

  return { open, secretOf, end };
}
