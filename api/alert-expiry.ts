// When is an alert over whose source tells no end? Pure: not heard of for as long as the policies say.
import type { Alert } from '../src/contracts/alert';

const MINUTE_MS = 60_000;

/**
 * The alert with `expiresAt`, unless it has ended or has one. Counted from its beginning, so that a repeated delivery reads the
 * same; from now (to the next minute) when it began long ago and is still heard of, or when the clocks disagree.
 */
export function withExpiry(alert: Alert, silentForSeconds: number, now: number): Alert {
  if (alert.status === 'resolved' || alert.expiresAt !== undefined) return alert;
  const silentFor = silentForSeconds * 1000;
  const began = Date.parse(alert.startsAt);
  const heard = Math.abs(now - began) < silentFor / 2 ? began : Math.ceil(now / MINUTE_MS) * MINUTE_MS;
  return { ...alert, expiresAt: new Date(heard + silentFor).toISOString() };
}
