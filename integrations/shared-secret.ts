// Does a delivery come from whom it says? Tokens and signatures are compared in constant time; the reason of a refusal holds no secret.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { DayshiftError } from '../src/errors';

const OLDEST_SECONDS = 5 * 60;
/** Nothing before the year 2001 is written in this many digits: then it is milliseconds. */
const MOST_DIGITS_OF_SECONDS = 11;

function unverified(reason: string): DayshiftError {
  return new DayshiftError('alert-unverified', { reason });
}

/** The lengths are no secret's business either: digests have one. */
function isSame(one: string, other: string): boolean {
  const [left, right] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}

/** A header's value; several of the same name are one text. */
export function headerOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name.toLowerCase()];
  return Array.isArray(value) ? value.join(',') : value;
}

/** What was sent as bearer token, or as the password of basic authentication. */
function givenToken({ authorization = '' }: IncomingHttpHeaders): string | undefined {
  const [, scheme = '', value = ''] = /^(bearer|basic) +(\S+) *$/i.exec(authorization) ?? [];
  if (scheme.toLowerCase() !== 'basic') return value || undefined;
  const pair = Buffer.from(value, 'base64').toString('utf8');
  return pair.includes(':') ? pair.slice(pair.indexOf(':') + 1) : undefined;
}

/** Throws `alert-unverified` unless the delivery carries the token; without one configured every delivery passes. */
export function checkToken(headers: IncomingHttpHeaders, token: string | undefined): void {
  if (token === undefined) return;
  const given = givenToken(headers);
  if (given === undefined) throw unverified('it carries no token');
  if (!isSame(given, token)) throw unverified('its token is another');
}

/** HMAC-SHA-256 in hex over the parts, one after the other. */
export function signatureOf(secret: string, ...parts: readonly (Buffer | string)[]): string {
  const hmac = createHmac('sha256', secret);
  for (const part of parts) hmac.update(part);
  return hmac.digest('hex');
}

/** Throws `alert-unverified` unless one of the signatures given is the expected one. */
export function checkSignature(header: string, given: readonly string[], expected: string): void {
  if (given.length === 0) throw unverified(`it carries no signature in ${header}`);
  // Each is compared, so that the time tells nothing of which one fits.
  const fitting = given.filter((signature) => isSame(signature.toLowerCase(), expected));
  if (fitting.length === 0) throw unverified(`no signature in ${header} matches its bytes`);
}

/** Throws `alert-unverified` when the signed time (seconds or milliseconds since 1970) is further away than that, by default five minutes: an overheard delivery cannot be sent again. */
export function checkAge(header: string, written: string, now: Date, mostSeconds: number = OLDEST_SECONDS): void {
  const time = /^\d+$/.test(written) ? Number(written) * (written.length > MOST_DIGITS_OF_SECONDS ? 1 : 1000) : Number.NaN;
  const seconds = Math.abs(now.getTime() - time) / 1000;
  if (Number.isNaN(seconds)) throw unverified(`${header} holds no time`);
  if (seconds > mostSeconds) throw unverified(`it was signed ${Math.round(seconds)} s away from now, and at most ${mostSeconds} are taken`);
}
