// Who is at the door, and may they? Every credential is read here, every operation's need is asked here, and every answer is written down.
import type { Request, RequestHandler, Response } from 'express';
import { nameOfPrincipal, refusalOf, type Need, type Principal } from '../../src/domain/access';
import { actionOf, mayAssist } from '../../src/domain/actions';
import { Scope } from '../../src/domain/vocabulary';
import { DayshiftError } from '../../src/errors';
import type { ApiDeps } from '../deps';
import { DoorError } from '../middleware/problem';
import type { Operation } from '../operation';
import { createAudit } from './audit';
import { createCredentialBook, type CredentialBook } from './credential-book';
import { createCallLimits, type Limits } from './limits';
import { changesSomething, checkOwnPage } from './origin';
import { principalOf } from './principals';
import { createSessions, type Sessions } from './sessions';

export interface Access {
  /** Who calls. Throws `not-signed-in`, `session-ended`, `person-needed`, `person-must-act`, `scope-missing`, `origin-unknown`, `too-many-requests`, `too-many-streams`. */
  admit(request: Request, response: Response, operation: Pick<Operation, 'id' | 'needs' | 'tag' | 'answers'>): Promise<Principal>;
  /** Before the checks of host and origin. */
  atTheDoor: RequestHandler;
  sessions: Sessions;
  book: CredentialBook;
}

export type AccessDeps = Pick<ApiDeps, 'installation' | 'credentials' | 'auditLog' | 'logger' | 'publicUrl' | 'readsNeedToken' | 'clock'> & { limits?: Limits };

/** The person who calls an operation that needs `act`; anybody else was refused before. */
export function personIn(principal: Principal): Extract<Principal, { kind: 'person' }> {
  if (principal.kind !== 'person') throw new DoorError('person-needed');
  return principal;
}

/** Their id. */
export function personOf(principal: Principal): string {
  return personIn(principal).id;
}

/** When the session of a call ends, whatever is done (ISO); undefined for a token. */
export function untilOf(response: Response): string | undefined {
  return response.locals['until'] as string | undefined;
}

/** What a request carries: nobody's, somebody's, or the cookie of a session that is over. */
type Brought = { principal: Principal; hasEnded?: boolean };
const MOST_WHO_WAIT = 30; // for an answer's end: logs, figures, traces, limits, the audit and a stream's own parts
const ANYBODY: Principal = { kind: 'anybody' };

export function createAccess({ installation, credentials, auditLog, logger, publicUrl, readsNeedToken, clock: now = () => new Date(), limits }: AccessDeps): Access {
  const book = createCredentialBook({ installation, credentials, logger, now });
  const sessions = createSessions({ installation, publicUrl, book, now });
  const audit = createAudit({ auditLog, logger, now });
  const callLimits = createCallLimits(limits);

  async function admit(request: Request, response: Response, operation: Pick<Operation, 'id' | 'needs' | 'tag' | 'answers'>): Promise<Principal> {
    response.setMaxListeners(MOST_WHO_WAIT);
    audit.watch(request, response, operation);
    response.locals['principal'] = ANYBODY;
    if (operation.needs === 'signed') return ANYBODY; // it may bring a token of another system, which is not ours to read
    const { principal, hasEnded } = await whoCalls(request, response, operation.needs);
    response.locals['principal'] = principal;
    await callLimits.admit(request, response, principal, operation);
    const refusal = refusalOf(principal, operation.needs, { readsAreOpen: !readsNeedToken, mayAssist: mayAssist(operation.id) });
    if (refusal === 'not-signed-in') throw new DayshiftError(hasEnded ? 'session-ended' : 'not-signed-in');
    if (refusal === 'person-needed') throw new DoorError('person-needed');
    if (refusal === 'person-must-act') throw new DoorError('person-must-act', { what: actionOf(operation.id)?.what ?? operation.id, whose: nameOfPrincipal(principal) });
    if (refusal === 'scope-missing') throw new DoorError('scope-missing', { scope: operation.needs === Scope.Assist ? Scope.Act : operation.needs });
    return principal;
  }

  /** A bearer token that opens nothing is refused, whatever is asked; the cookie of a session that is over only where one is needed. */
  async function whoCalls(request: Request, response: Response, needs: Need): Promise<Brought> {
    if (request.get('authorization') !== undefined) return needs === 'public' ? { principal: ANYBODY } : { principal: await byToken(request) };
    const secret = sessions.secretOf(request);
    if (secret === undefined) return { principal: ANYBODY };
    if (changesSomething(request)) checkOwnPage(request, publicUrl);
    const found = await book.find(secret, { mayAsk: await callLimits.mayAsk(request) });
    const session = 'credential' in found && found.credential.kind === 'session' ? found.credential : undefined;
    const principal = session && principalOf(session, installation);
    if (!principal && 'refused' in found && found.refused === 'unknown') await callLimits.countUnknown(request);
    response.locals['until'] = session?.expiresAt;
    return principal ? { principal } : { principal: ANYBODY, hasEnded: true };
  }

  async function byToken(request: Request): Promise<Principal> {
    const secret = /^Bearer +(\S+) *$/i.exec(request.get('authorization') ?? '')?.[1];
    const found = secret === undefined ? undefined : await book.find(secret, { mayAsk: await callLimits.mayAsk(request) });
    const credential = found && 'credential' in found && (found.credential.kind === 'token' || found.credential.kind === 'link') ? found.credential : undefined;
    const principal = credential && principalOf(credential, installation);
    if (principal) return principal;
    await callLimits.countUnknown(request);
    throw new DayshiftError('not-signed-in');
  }

  return { admit, atTheDoor: audit.atTheDoor, sessions, book };
}
