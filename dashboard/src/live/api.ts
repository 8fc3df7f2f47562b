// How does the page ask the API? Same origin, JSON; a refusal becomes a problem with its advice.
import type { Answer, Problem } from '../../../src/contracts/http';
import { currentToken } from './token';

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
  const body = await response.json().catch(() => undefined) as Partial<Problem> | undefined;
  throw new Refused({ status: response.status, detail: body?.detail ?? `dayshift answered ${response.status}.`, advice: body?.advice ?? 'Try again; if it stays, look into the API\'s log.' });
}

/** The token of this tab, when there is one. */
function signed(): Record<string, string> {
  const token = currentToken();
  return token ? { authorization: `Bearer ${token}` } : {};
}

export async function get<Body>(path: string): Promise<Body> {
  return (await ask(path, { headers: signed() })).json() as Promise<Body>;
}

export async function remove(path: string): Promise<void> {
  await ask(path, { method: 'DELETE', headers: signed() });
}

export type Word = 'acknowledge' | 'assign' | 'decline' | 'hand-over' | 'join' | 'sign-off' | 'withdraw' | 'ask' | 'delegate' | 'break-glass' | 'judge-gate' | 'note';

export function addressOfIncident(id: string): string {
  return `/api/v1/incidents/${encodeURIComponent(id)}`;
}

/** Says a person's word by the token that is kept for this tab. */
export async function say(address: string, body: Record<string, unknown>): Promise<Answer> {
  const headers: Record<string, string> = { 'content-type': 'application/json', ...signed() };
  return (await ask(address, { method: 'POST', headers, body: JSON.stringify(body) })).json() as Promise<Answer>;
}

export function asRefused(error: unknown): Refused {
  if (error instanceof Refused) return error;
  return new Refused({ status: 0, detail: error instanceof Error ? error.message : String(error), advice: 'Reload the page.' });
}
