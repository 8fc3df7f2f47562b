// How is something posted to a program of the team's own? Signed over time and body, with a key by which repeats are dropped.
import { createHmac } from 'node:crypto';
import { DayshiftError, mask } from '../../src/errors';
import { ask, retryAfterSeconds, type HttpAnswer } from '../http';

export interface Receiver {
  what: string; // the receiver in an error's words
  url: string;
  secret?: string; // shared with the receiver; absent: unsigned
  timeoutMs?: number; // default 5000
  now?: () => Date;
}
export interface Posting { key: string; contentType: string; body: string; signal?: AbortSignal }

/** What a receiver says of the message itself: sending the same again changes nothing. Anything else may be mended meanwhile. */
const NEVER: readonly number[] = [400, 405, 410, 413, 415, 422];
const SHOWN_CHARACTERS = 200;

/** The receiver computes the same over `<time>.<body>` and refuses old times: a delivery that was overheard cannot be sent again. */
export function sign(secret: string, time: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`;
}

/** What every signed request carries; without a secret only the time. */
export function signedHeaders(secret: string | undefined, at: Date, body: string): Record<string, string> {
  const time = at.toISOString();
  return { 'dayshift-time': time, ...(secret === undefined ? {} : { 'dayshift-signature': sign(secret, time, body) }) };
}

/** Posts, and answers what the receiver said when it took it (200 to 299). Throws as `postSigned`. */
export async function askSigned({ what, url, secret, timeoutMs, now = () => new Date() }: Receiver, { key, contentType, body, signal }: Posting): Promise<HttpAnswer> {
  const secrets = secret === undefined ? [] : [secret];
  const answer = await ask({
    what, url, method: 'POST', body, timeoutMs, secrets, signal,
    headers: { 'content-type': contentType, 'idempotency-key': key, ...signedHeaders(secret, now(), body) },
  });
  const { status, text, headers } = answer;
  if (status >= 200 && status < 300) return answer;
  const reason = `it answered ${status} ${mask(text.slice(0, SHOWN_CHARACTERS), secrets)}`.trim();
  if (NEVER.includes(status)) throw new DayshiftError('telling-refused', { what, reason });
  const retry = retryAfterSeconds(headers, now());
  throw new DayshiftError('unreachable', { what, reason, ...(retry === undefined ? {} : { retryAfterSeconds: retry }) });
}

/** Throws `unreachable` when nobody answers or it may be tried again, with `retryAfterSeconds` when the receiver says when; `telling-refused` when it will never be taken. */
export async function postSigned(receiver: Receiver, posting: Posting): Promise<void> {
  await askSigned(receiver, posting);
}
