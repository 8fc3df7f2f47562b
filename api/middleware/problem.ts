// How is an error said over HTTP? As an RFC 9457 problem document: what was found, what to do, and nothing of the inside.
import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { Problem } from '../../src/contracts/http';
import { CATALOGUE, DayshiftError, mask, type ErrorCode } from '../../src/errors';
import { tellAudit } from '../access/audit-word';

/** What only the door itself has to say; the rest is in the catalogue. */
export const DOOR_PROBLEMS = {
  'address-unknown': { status: 404, detail: 'Nothing answers at {path}.', advice: 'The incidents are at /api/v1/incidents, the dashboard at /.' },
  'host-unknown': { status: 421, detail: 'dayshift does not answer for that host name.', advice: 'Use the address that it was started with, or name the host in its settings.' },
  'origin-unknown': { status: 403, detail: 'A page from another site may not act here.', advice: 'Act from dayshift\'s own dashboard, the command line or the IDE.' },
  'person-needed': { status: 403, detail: 'Only a person of the team can say this, and that credential is not one\'s.', advice: 'Sign in as a person of the team, or use a person\'s token.' },
  'person-must-act': { status: 403, detail: 'An agent may not do this ({what}): the credential of {whose} that it uses may assist, and decides nothing.', advice: 'Leave it to the person: they do it by their own sign-in on the dashboard, the command line or in the IDE. docs/guides/agents.md says what an agent may.' },
  'scope-missing': { status: 403, detail: 'That credential is not good for this: it lacks the scope "{scope}".', advice: 'Use one with that scope; docs/guides/who-may.md says who makes them.' },
  'status-page-off': { status: 404, detail: 'This installation shows no status page.', advice: 'Whoever runs it adds `statusPage` to dayshift.yaml; docs/guides/status-page.md says how.' },
  'method-unknown': { status: 405, detail: 'Nothing answers to {method} there.', advice: 'Use one of {known}.' },
  'head-too-large': { status: 431, detail: 'The address and the headers are larger than 16 KiB together.', advice: 'Ask for less by the address: a shorter text, fewer filters.' },
  'request-too-slow': { status: 408, detail: 'The request did not arrive in time.', advice: 'Send it again, at once.' },
  'request-unreadable': { status: 400, detail: 'What arrived is no HTTP request.', advice: 'Speak HTTP/1.1; look at what lies between.' },
  'address-malformed': { status: 400, detail: 'The address is not one: its percent-encoding cannot be read.', advice: 'Encode each part of the address as UTF-8, e.g. with encodeURIComponent.' },
  'media-type-unknown': { status: 415, detail: 'A body of the type {given} is not taken here.', advice: 'Send it as one of: {known}.' },
  internal: { status: 500, detail: 'Something inside dayshift went wrong.', advice: 'Look for the reference {reference} in the API\'s log.' },
} as const;
export type DoorProblem = keyof typeof DOOR_PROBLEMS;

export class DoorError extends Error {
  constructor(readonly code: DoorProblem, readonly details: Record<string, string> = {}) {
    super(code);
  }
}

function fill(text: string, details: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (_, key: string) => details[key] ?? '');
}

function fromDoor(code: DoorProblem, details: Record<string, string>): Problem {
  const { status, detail, advice } = DOOR_PROBLEMS[code];
  return { type: `/problems/${code}`, title: titleOf(code), status, detail: fill(detail, details), advice: fill(advice, details) };
}

/** A code as people read it, e.g. `Body too large`. */
export function titleOf(code: string): string {
  const words = code.replace(/-/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function bodyFault(error: unknown): DayshiftError | undefined {
  const { type, limit, status, expose } = (typeof error === 'object' && error !== null ? error : {}) as { type?: unknown; limit?: unknown; status?: unknown; expose?: unknown };
  if (type === 'entity.too.large') return new DayshiftError('body-too-large', { limit: `${Math.round(Number(limit) / 1024)} KiB` });
  if (type === 'entity.parse.failed') return new DayshiftError('body-malformed', { faults: 'it is not JSON' });
  if (typeof type === 'string' && /^(encoding|charset|request|entity)\./.test(type)) return new DayshiftError('body-malformed', { faults: type.replace('.', ' ') });
  // E.g. bytes that are not compressed as the header says: the reader of bodies blames the caller, and so do we.
  if (expose === true && typeof status === 'number' && status >= 400 && status < 500) return new DayshiftError('body-malformed', { faults: 'its bytes are not what its headers say' });
  return undefined;
}

/** The problem that an error is told as. What is not ours gets a reference that the log has too. */
export function problemOf(error: unknown, reference: string): Problem {
  const known = error instanceof DayshiftError ? error : bodyFault(error);
  if (known) return { type: `/problems/${known.code}`, title: titleOf(known.code), status: known.entry.status, detail: mask(known.message), advice: mask(known.advice) };
  if (error instanceof DoorError) return fromDoor(error.code, error.details);
  if (error instanceof URIError) return fromDoor('address-malformed', {});
  return fromDoor('internal', { reference });
}

export function sendProblem(response: Response, problem: Problem): void {
  response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

/** The last handler: every error leaves as a problem, or ends the stream that had begun. */
export function answerWithProblems(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const reference = randomUUID().slice(0, 8);
    const problem = problemOf(error, reference);
    if (problem.status >= 500) logger.error({ err: error, reference, method: request.method, path: request.path, problem: problem.type }, 'request failed');
    tellAudit(response, problem.status, problem.type.slice('/problems/'.length));
    if (response.headersSent) return next(error);
    if (problem.status === 401) response.set('WWW-Authenticate', 'Bearer');
    if (problem.status === 503) response.set('Retry-After', '2');
    if (problem.type === '/problems/repeat-running') response.set('Retry-After', '1');
    sendProblem(response, { ...problem, instance: request.originalUrl.split('?')[0] });
  };
}

/** For an address that nothing answers. */
export const answerUnknownAddress: RequestHandler = (request) => {
  throw new DoorError('address-unknown', { path: request.path });
};

/** Whether an error is one of the catalogue's with that code. */
export function isCode(error: unknown, code: ErrorCode): boolean {
  return error instanceof DayshiftError && error.code === code;
}

/** Every code that an answer may carry, with its plain explanation. */
export function explain(code: string): { status: number; message: string; advice: string } | undefined {
  if (Object.hasOwn(CATALOGUE, code)) return CATALOGUE[code as ErrorCode];
  if (!Object.hasOwn(DOOR_PROBLEMS, code)) return undefined;
  const { status, detail, advice } = DOOR_PROBLEMS[code as DoorProblem];
  return { status, message: detail, advice };
}
