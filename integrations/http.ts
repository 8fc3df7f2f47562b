// The one fetch: a limit on time, a hint on trying again, secrets masked, the answer parsed. Everything that goes out over HTTP passes here.
import type { z } from 'zod';
import { DayshiftError, mask } from '../src/errors';

export interface HttpRequest {
  what: string; // what is asked, in an error's words, e.g. `Prometheus`
  url: string;
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string;
  timeoutMs?: number; // default 5000
  signal?: AbortSignal;
  secrets?: readonly string[];
}
export interface HttpAnswer { status: number; text: string; headers: Headers }

const DEFAULT_TIMEOUT_MS = 5000;
const SHOWN_CHARACTERS = 200;

/** The innermost message: fetch hides the system's reason behind `fetch failed`. */
function reasonOf(error: unknown): string {
  const { message, cause, errors } = Object(error) as { message?: string; cause?: unknown; errors?: unknown[] };
  const inner = cause ?? errors?.[0];
  return (inner ? reasonOf(inner) : message) || message || String(error);
}

/** Seconds that the other side asks to wait (`Retry-After`, in seconds or as a date); undefined when it does not say. */
export function retryAfterSeconds(headers: Headers, now: Date): number | undefined {
  const value = headers.get('retry-after');
  if (!value) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - now.getTime()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}

/**
 * Sends a request and reads the whole answer, whatever its status.
 * Throws DayshiftError `unreachable` on no answer or a timeout; the signal's reason when the caller cancelled.
 */
export async function ask(request: HttpRequest): Promise<HttpAnswer> {
  const timeoutMs = request.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const limit = AbortSignal.timeout(timeoutMs);
  const signal = request.signal ? AbortSignal.any([request.signal, limit]) : limit;
  try {
    const answer = await fetch(request.url, { method: request.method ?? 'GET', headers: request.headers, body: request.body, signal, redirect: 'error' });
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  } catch (error) {
    request.signal?.throwIfAborted();
    const reason = limit.aborted ? `no answer within ${timeoutMs / 1000} s` : mask(reasonOf(error), request.secrets);
    throw new DayshiftError('unreachable', { what: request.what, reason });
  }
}

/** Like `ask`, but an answer outside 200 to 299 is `unreachable` too, with its status, the beginning of its text and the hint when to try again. */
export async function askOk(request: HttpRequest): Promise<HttpAnswer> {
  const answer = await ask(request);
  if (answer.status >= 200 && answer.status < 300) return answer;
  const retry = retryAfterSeconds(answer.headers, new Date());
  const reason = `it answered ${answer.status} ${mask(answer.text.slice(0, SHOWN_CHARACTERS), request.secrets)}`.trim();
  throw new DayshiftError('unreachable', { what: request.what, reason, ...(retry === undefined ? {} : { retryAfterSeconds: retry }) });
}

/** Parses a JSON text by a schema. Throws `unreachable` that names what was expected: an answer in another shape is none. */
export function parseAnswer<T extends z.ZodType>(what: string, text: string, schema: T): z.infer<T> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new DayshiftError('unreachable', { what, reason: 'the answer is not JSON' });
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.slice(0, 3).map((issue) => `${issue.path.join('.') || 'answer'}: ${issue.message}`).join('; ');
  throw new DayshiftError('unreachable', { what, reason: `the answer has another shape (${faults})` });
}
