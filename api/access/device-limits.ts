// How much may be tried at the sign-in of devices? So many programs that begin, so many wrong codes, and one question in each interval.
import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, MemoryStore, rateLimit } from 'express-rate-limit';
import { DayshiftError } from '../../src/errors';
import { BoundedCache } from '../bounded-cache';
import { INTERVAL_S, MOST_OF_ONE_ADDRESS } from './devices';
import { isFromHere, USUAL_LIMITS, type Limits } from './limits';
import { sha256Of } from './secrets';

const MINUTE_MS = 60_000;
const MOST_WRONG = 10; // codes of one person in a minute: of 25 billion
const MOST_ASKING = 5000;
const EARLY_MS = 1000; // a question may have been quicker on its way than the one before

export interface DeviceLimits {
  begins: RequestHandler;
  /** What one address may have waiting at once, and whether two are the same. */
  waitingOf(request: Request): { address: string; most: number; isSame(one: string, other: string): boolean };
  /** Throws `too-many-requests` when the person has tried too many codes that lead to nothing. */
  mayTry(person: string, response: Response): Promise<void>;
  countWrong(person: string): Promise<void>;
  /** Throws `asked-too-soon`. */
  mayAsk(deviceCode: string, response: Response, at: number): void;
}

/** Of one process: each has its own counts, as with every limit. */
export function createDeviceLimits(limits: Limits = USUAL_LIMITS): DeviceLimits {
  const more = (request: Request): number => (isFromHere(request) ? limits.onThisMachine : 1);
  const wrong = new MemoryStore();
  wrong.init({ windowMs: MINUTE_MS } as Parameters<MemoryStore['init']>[0]);
  const asked = new BoundedCache<string, number>(MOST_ASKING);
  const begins = rateLimit({
    windowMs: MINUTE_MS, limit: (request) => limits.signIns * more(request), keyGenerator: ({ ip = '' }) => ipKeyGenerator(ip),
    standardHeaders: 'draft-7', legacyHeaders: false,
    handler: (request, _response, next) => { next(new DayshiftError('too-many-requests', { limit: limits.signIns * more(request), what: 'sign-ins from your address' })); },
  });

  async function mayTry(person: string, response: Response): Promise<void> {
    const tried = await wrong.get(person);
    if ((tried?.totalHits ?? 0) < MOST_WRONG) return;
    response.set('Retry-After', String(MINUTE_MS / 1000));
    throw new DayshiftError('too-many-requests', { limit: MOST_WRONG, what: 'codes of yours that no program waits under' });
  }

  function mayAsk(deviceCode: string, response: Response, at: number): void {
    const key = sha256Of(deviceCode);
    const left = (asked.get(key) ?? 0) + INTERVAL_S * 1000 - EARLY_MS - at;
    if (left > 0) {
      response.set('Retry-After', String(INTERVAL_S));
      throw new DayshiftError('asked-too-soon', { seconds: INTERVAL_S });
    }
    asked.set(key, at);
  }

  return {
    begins, mayTry, mayAsk,
    async countWrong(person) { await wrong.increment(person); },
    waitingOf: (request) => ({ address: request.ip ?? '', most: MOST_OF_ONE_ADDRESS * more(request), isSame: (one, other) => ipKeyGenerator(one) === ipKeyGenerator(other) }),
  };
}
