// GET /auth/oidc/start and …/callback: signing in at the team's own provider. Pages of a browser, so that every refusal is a page that says what to do.
import { Router, type CookieOptions, type ErrorRequestHandler, type Request, type Response } from 'express';
import { z } from 'zod';
import { accountOf, type Account } from '../../src/domain/provider-account';
import { DayshiftError } from '../../src/errors';
import type { Access } from '../access/access';
import { auditReading, tellAudit } from '../access/audit-word';
import { createProvider, type Pending } from '../access/oidc';
import { BY_PROVIDER, principalOf } from '../access/principals';
import { cookieNameOf, cookieOf } from '../access/sessions';
import type { ApiDeps } from '../deps';
import { problemOf } from '../middleware/problem';
import { operation } from '../operation';
import { refusedPage } from '../sign-in-page';
import { OIDC_START } from './session';

const CALLBACK = '/auth/oidc/callback';
const WITHIN_MS = 600_000; // somebody may have to find their second factor

const answers = { 200: { description: 'A page.', type: 'text/html' }, 302: { description: 'On the way.', type: 'text/html' } } as const;
const begin = operation({ id: 'signInByProviderBegin', method: 'get', path: OIDC_START, tag: 'access', needs: 'public', summary: 'Go to the provider', answers });
const finish = operation({ id: 'signInByProvider', method: 'get', path: CALLBACK, tag: 'access', needs: 'public', summary: 'Come back from the provider', answers });

const Kept = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), to: z.string() });

type Deps = Pick<ApiDeps, 'installation' | 'publicUrl' | 'logger'>;

/** Without a provider in the file there are no such addresses. */
export function oidcRoutes({ installation, publicUrl, logger }: Deps, access: Access): Router {
  const router = Router();
  const { oidc } = installation.authentication;
  if (!oidc) return router;
  const provider = createProvider(oidc, `${publicUrl}${CALLBACK}`);
  const cookie = `${cookieNameOf(publicUrl)}-sign-in`;
  const flags: CookieOptions = { httpOnly: true, sameSite: 'lax', path: '/', secure: publicUrl.startsWith('https:') };

  router.get(OIDC_START, async (request, response) => {
    await access.admit(request, response, begin);
    const { address, pending } = await provider.begin(placeOf(request.query['to']));
    response.cookie(cookie, Buffer.from(JSON.stringify(pending)).toString('base64url'), { ...flags, maxAge: WITHIN_MS });
    response.set('Cache-Control', 'no-store').redirect(address);
  });

  router.get(CALLBACK, async (request, response) => {
    auditReading(response);
    await access.admit(request, response, finish);
    const pending = pendingOf(cookieOf(request, cookie));
    response.clearCookie(cookie, flags).set('Cache-Control', 'no-store'); // one way there, one way back
    if (!pending) throw new DayshiftError('provider-refused', { issuer: oidc.issuer, reason: 'this sign-in was not begun in this browser, or was too long ago' });
    const account = accountOf(await provider.finish(new URL(request.originalUrl, publicUrl), pending), installation);
    if (account.kind === 'nobody') return refuse(response, account);
    await open(request, response, account);
    tellAudit(response, 302);
    response.redirect(`${publicUrl}/#${pending.to}`);
  });

  async function open(request: Request, response: Response, { kind: _, ...holder }: Exclude<Account, { kind: 'nobody' }>): Promise<void> {
    const session = await access.sessions.open(request, response, { ...holder, by: BY_PROVIDER });
    response.locals['principal'] = principalOf(session, installation);
  }

  function refuse(response: Response, { why, email }: Extract<Account, { kind: 'nobody' }>): void {
    tellAudit(response, 403, why);
    response.status(403).type('html').send(refusedPage(email === undefined ? { why: 'email-missing', provider: name() } : { why, email, provider: name() }));
  }

  const name = (): string => oidc.name;

  const answerWithPages: ErrorRequestHandler = (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const problem = problemOf(error, '');
    if (problem.status >= 500) logger.warn({ reason: problem.detail }, 'signing in by the provider failed');
    tellAudit(response, problem.status, problem.type.slice('/problems/'.length));
    response.status(problem.status).set('Cache-Control', 'no-store').type('html').send(refusedPage({ why: problem.status === 503 ? 'away' : problem.status === 429 ? 'too-many' : 'failed', detail: problem.detail, provider: name() }));
  };
  router.use('/auth/oidc', answerWithPages);
  return router;
}

/** A place within the dashboard: it stands behind the `#`, so that it can lead nowhere else. */
function placeOf(to: unknown): string {
  return typeof to === 'string' && /^\/(?!\/)[\w\-./~%?&=:+,]{0,500}$/.test(to) && !to.startsWith('/sign-in') ? to : '/';
}

function pendingOf(text: string | undefined): Pending | undefined {
  try {
    return Kept.parse(JSON.parse(Buffer.from(text ?? '', 'base64url').toString('utf8')));
  } catch {
    return undefined; // not one of ours: it is as if there were none
  }
}
