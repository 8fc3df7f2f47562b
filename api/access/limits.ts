// How much may one caller ask? So many readings, changes, sign-ins and streams; whoever is over is told when to come back.
import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, MemoryStore, rateLimit } from 'express-rate-limit';
import { isAgent, nameOfPrincipal, type Principal } from '../../src/domain/access';
import { DayshiftError } from '../../src/errors';
import { isStream, type Operation } from '../operation';
import { changesSomething } from './origin';

export const MINUTE_MS = 60_000;

/** In a minute, but for the streams, which are those open at once. */
export interface Limits { reads: number; changes: number; signIns: number; unknownSecrets: number; streams: number; onThisMachine: number }
export const USUAL_LIMITS: Limits = { reads: 600, changes: 120, signIns: 10, unknownSecrets: 60, streams: 50, onThisMachine: 20 }; // the last: so many times more
const MOST_STREAMS_HERE = 2000;

export interface CallLimits {
  /** Counts a call. Throws `too-many-requests`, `too-many-streams`. */
  admit(request: Request, response: Response, principal: Principal, operation: Pick<Operation, 'id' | 'answers' | 'needs'>): Promise<void>;
  /** Whether secrets of this address that were not seen lately are still asked for. */
  mayAsk(request: Request): Promise<boolean>;
  /** Somebody at this address brought a secret that opens nothing. Throws `too-many-requests` when it was one too many. */
  countUnknown(request: Request): Promise<void>;
}

/** Programs, tests and people on this machine share one address, and none of them is a stranger. */
function isFromHere({ ip = '' }: { ip?: string }): boolean {
  return ip === '::1' || /^(::ffff:)?127\./.test(ip);
}

/** Of IPv6 the network that one customer has. */
export function addressOf({ ip = '' }: { ip?: string }): string {
  return ipKeyGenerator(ip);
}

function keyOfPrincipal(principal: Principal, request: Request): string {
  if (principal.kind === 'anybody') return `address ${addressOf(request)}`;
  const isPerson = principal.kind === 'person' && !isAgent(principal); // an agent that asks too much takes nothing from its person
  return `${nameOfPrincipal(principal)}/${isPerson ? '' : principal.credential}`;
}

/** How many times more whoever calls may: the machine's own share one address. */
export function moreFor(request: { ip?: string }, { onThisMachine }: Pick<Limits, 'onThisMachine'>): number {
  return isFromHere(request) ? onThisMachine : 1;
}

/** So many in a minute, each key by itself. Goes on with `too-many-requests`. */
export function atMost(most: number, what: string, keyOf: (request: Request, response: Response) => string, limits: Limits): RequestHandler {
  return rateLimit({
    windowMs: MINUTE_MS, limit: (request) => most * moreFor(request, limits), keyGenerator: keyOf,
    standardHeaders: 'draft-7', legacyHeaders: false, // with `Retry-After`
    handler: (request, _response, next) => { next(new DayshiftError('too-many-requests', { limit: most * moreFor(request, limits), what })); },
  });
}

/** What is counted by hand; each count is over after a minute. */
export function countsOfAMinute(): MemoryStore {
  const counts = new MemoryStore();
  counts.init({ windowMs: MINUTE_MS } as Parameters<MemoryStore['init']>[0]);
  return counts;
}

export function createCallLimits(limits: Limits = USUAL_LIMITS): CallLimits {
  const byPrincipal = (request: Request, response: Response): string => keyOfPrincipal(response.locals['principal'] as Principal, request);
  const reads = atMost(limits.reads, 'readings', byPrincipal, limits);
  const changes = atMost(limits.changes, 'changes', byPrincipal, limits);
  const signIns = atMost(limits.signIns, 'sign-ins from your address', addressOf, limits);
  const unknown = countsOfAMinute();
  const open = new Map<string, number>();

  async function admit(request: Request, response: Response, principal: Principal, operation: Pick<Operation, 'id' | 'answers' | 'needs'>): Promise<void> {
    const limiter = operation.id.startsWith('signIn') ? signIns : changesSomething(request) ? changes : reads;
    await new Promise<void>((resolve, reject) => { void limiter(request, response, (error?: Error | 'router' | 'route') => { if (error instanceof Error) reject(error); else resolve(); }); });
    if (request.method === 'GET' && isStream(operation)) openStream(request, response, principal);
  }

  function openStream(request: Request, response: Response, principal: Principal): void {
    const key = keyOfPrincipal(principal, request);
    const most = isFromHere(request) && principal.kind === 'anybody' ? MOST_STREAMS_HERE : limits.streams;
    const now = open.get(key) ?? 0;
    if (now >= most) throw new DayshiftError('too-many-streams', { limit: most });
    open.set(key, now + 1);
    response.once('close', () => {
      const left = (open.get(key) ?? 1) - 1;
      if (left > 0) open.set(key, left);
      else open.delete(key);
    });
  }

  const overUnknown = (hits: number, request: Request): boolean => hits > limits.unknownSecrets * moreFor(request, limits);

  async function mayAsk(request: Request): Promise<boolean> {
    return !overUnknown((await unknown.get(addressOf(request)))?.totalHits ?? 0, request);
  }

  async function countUnknown(request: Request): Promise<void> {
    const { totalHits } = await unknown.increment(addressOf(request));
    if (overUnknown(totalHits, request)) throw new DayshiftError('too-many-requests', { limit: limits.unknownSecrets * moreFor(request, limits), what: 'unknown secrets from your address' });
  }

  return { admit, mayAsk, countUnknown };
}
