// How much may be tried at the sign-in of devices? So many programs that begin, so many wrong codes, and one question in each interval.
import type { Request, RequestHandler, Response } from 'express';
import { DayshiftError } from '../../src/errors';
import { BoundedCache } from '../bounded-cache';
import { isCode } from '../middleware/problem';
import { INTERVAL_S, MOST_OF_ONE_ADDRESS, type From } from './devices';
import { addressOf, atMost, countsOfAMinute, MINUTE_MS, moreFor, USUAL_LIMITS, type Limits } from './limits';
import { sha256Of } from './secrets';

const MOST_WRONG = 10; // codes of one person in a minute: of 25 billion
const MOST_ASKING = 5000;
const EARLY_MS = 1000; // a question may have been quicker on its way than the one before

export interface DeviceLimits {
  begins: RequestHandler;
  /** Where a program begins, and what may wait from there at once. */
  from(request: Request): From;
  /** Whoever guesses is stopped, also before the right code and with many guesses at once. Throws `too-many-requests`, and what `look` throws. */
  trying<Result>(person: string, response: Response, look: () => Promise<Result>): Promise<Result>;
  /** Throws `asked-too-soon`. */
  mayAsk(deviceCode: string, response: Response, at: number): void;
}

/** Of one process: each has its own counts, as with every limit. */
export function createDeviceLimits(limits: Limits = USUAL_LIMITS): DeviceLimits {
  const wrong = countsOfAMinute();
  const asked = new BoundedCache<string, number>(MOST_ASKING);

  async function trying<Result>(person: string, response: Response, look: () => Promise<Result>): Promise<Result> {
    const { totalHits } = await wrong.increment(person); // wrong until it is seen to be right
    if (totalHits > MOST_WRONG) {
      response.set('Retry-After', String(MINUTE_MS / 1000));
      throw new DayshiftError('too-many-requests', { limit: MOST_WRONG, what: 'codes of yours that no program waits under' });
    }
    let isWrong = false;
    try {
      return await look();
    } catch (error) {
      isWrong = isCode(error, 'device-code-unknown');
      throw error;
    } finally {
      if (!isWrong) await wrong.decrement(person);
    }
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
    begins: atMost(limits.signIns, 'sign-ins from your address', addressOf, limits), trying, mayAsk,
    from: (request) => ({ address: request.ip ?? '', most: MOST_OF_ONE_ADDRESS * moreFor(request, limits) }),
  };
}
