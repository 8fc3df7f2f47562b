// How much may strangers send? So many reports by one address, and so many in all; whoever is over is told when to come back.
import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { DayshiftError } from '../../src/errors';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export interface ReportLimits { minute: number; hour: number; everybody: number }
const USUAL: ReportLimits = { minute: 5, hour: 20, everybody: 120 };

/** One after the other: what an address is refused does not count against everybody. Counted in this process, over the form and the API together. */
export function createReportLimits({ minute, hour, everybody }: ReportLimits = USUAL): RequestHandler[] {
  return [
    atMost(minute, MINUTE_MS, 'from your address in a minute'),
    atMost(hour, HOUR_MS, 'from your address in an hour'),
    atMost(everybody, MINUTE_MS, 'from all customers in a minute', () => 'everybody'),
  ];
}

/** Without a key it counts by address; of IPv6 by the network that one customer has. */
function atMost(limit: number, windowMs: number, whose: string, keyGenerator?: () => string): RequestHandler {
  return rateLimit({
    limit, windowMs, ...(keyGenerator ? { keyGenerator } : {}),
    standardHeaders: 'draft-7', legacyHeaders: false, // with `Retry-After`
    handler: (_request, _response, next) => { next(new DayshiftError('too-many-reports', { limit, whose })); },
  });
}
