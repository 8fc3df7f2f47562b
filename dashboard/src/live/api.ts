// How does the page ask the API? Same origin, JSON, by the session's cookie; a refusal becomes a problem with its advice.
import type { Answer, Problem } from '../../../src/contracts/http';
import { readJson, unturned } from '../unturned';
import { sayNotSignedIn } from './session-news';

export class Refused extends Error {
  constructor(readonly problem: Pick<Problem, 'detail' | 'advice' | 'status'>) {
    super(problem.detail);
    this.name = 'Refused';
  }
}

async function ask(path: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(path, init).catch(() => {
    throw new Refused({ status: 0, detail: 'dayshift does not answer.', advice: 'The page tries again by itself; look whether it is running.' });
  });
  if (response.ok) return response;
  if (response.status === 401) sayNotSignedIn();
  const body = await response.json().catch(() => undefined) as Partial<Problem> | undefined;
  throw new Refused({ status: response.status, detail: body?.detail ?? `dayshift answered ${response.status}.`, advice: body?.advice ?? 'Try again; if it stays, look into the API\'s log.' });
}

/** `limitMs`: after that time there is no answer. Default: none, for some answers are long work. */
export async function get<Body>(path: string, limitMs?: number): Promise<Body> {
  return readJson(await (await ask(path, limitMs === undefined ? undefined : { signal: AbortSignal.timeout(limitMs) })).text()) as Body;
}

/** Every sign as it was written, for a file: what is shown on the page comes from `get`. */
export async function getAsWritten<Body>(path: string): Promise<Body> {
  return await (await ask(path)).json() as Body;
}

/** What is no JSON, e.g. a story. */
export async function getText(path: string): Promise<string> {
  return unturned(await (await ask(path)).text());
}

export async function remove(path: string): Promise<void> {
  await ask(path, { method: 'DELETE' });
}

/** Under one key the API does a thing once, however often it is sent. Default: a key of its own. */
export async function post<Body>(path: string, body: unknown, key = newKey()): Promise<Body> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': key };
  const response = await ask(path, { method: 'POST', headers, body: JSON.stringify(body) });
  return (response.status === 204 ? undefined : await response.json()) as Body;
}

export type Word = 'acknowledge' | 'assign' | 'decline' | 'hand-over' | 'join' | 'sign-off' | 'withdraw' | 'ask' | 'delegate' | 'break-glass' | 'judge-gate' | 'note' | 'build' | 'cancel';

export function addressOfIncident(id: string): string {
  return `/api/v1/incidents/${encodeURIComponent(id)}`;
}

/** Says a person's word, as the person who is signed in. */
export async function say(address: string, body: Record<string, unknown>, key?: string): Promise<Answer> {
  return post<Answer>(address, body, key);
}

export function asRefused(error: unknown): Refused {
  if (error instanceof Refused) return error;
  return new Refused({ status: 0, detail: error instanceof Error ? error.message : String(error), advice: 'Reload the page.' });
}

/** Not `randomUUID`: a browser has that only where the address is a secure one. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
