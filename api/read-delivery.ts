// What does a delivery of a source hold? Read the same by the door and by its explanation.
import type { IncomingHttpHeaders } from 'node:http';
import type { Request } from 'express';
import { DayshiftError } from '../src/errors';
import { parseDuration } from '../src/domain/quantity';
import type { AlertSource, Decoded } from '../src/ports/alert-source';
import { withExpiry } from './alert-expiry';
import type { ApiDeps } from './deps';
import { parseJson } from './middleware/parse';

export const LARGEST_DELIVERY = '8mb'; // about nine thousand alerts of one group: a source does not send again what was too large

/** Throws `alert-source-unknown`. */
export function sourceOf({ alertSources }: Pick<ApiDeps, 'alertSources'>, name: string): AlertSource {
  const source = alertSources.get(name);
  if (!source) throw new DayshiftError('alert-source-unknown', { source: name, known: [...alertSources.keys()].join(', ') });
  return source;
}

export function rawOf(request: Request): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

/** Decoded, and with an expiry where the source tells no end. Throws `body-malformed`, `alert-malformed`. */
export function decodeDelivery({ installation }: Pick<ApiDeps, 'installation'>, source: AlertSource, raw: Buffer, headers: IncomingHttpHeaders): Decoded {
  const decoded = source.decode(parseJson(raw), headers);
  if (decoded.alwaysEnds ?? source.alwaysEnds) return decoded;
  const silentFor = parseDuration(installation.policies.silentFor);
  const now = Date.now();
  return { ...decoded, alerts: decoded.alerts.map((alert) => withExpiry(alert, silentFor, now)) };
}
