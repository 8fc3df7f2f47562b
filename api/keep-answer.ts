// Was this call made before under the same Idempotency-Key? Then it is answered as before, and nothing happens twice.
import { createHash, randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { z } from 'zod';
import { nameOfPrincipal, type Principal } from '../src/domain/access';
import { DayshiftError } from '../src/errors';
import type { KeptAnswer, Repeats } from '../src/ports/repeats';
import { problemOf } from './middleware/problem';
import { isKept, type Operation } from './operation';
import type { Brought } from './read-call';

const Key = z.string().regex(/^[\x21-\x7e]{1,200}$/, 'use up to 200 printable characters').optional();
/** Told about the caller or the moment, not about what was asked. */
const NOT_KEPT = [401, 403, 408, 429];

/** Throws `request-malformed` when the header is none that can be kept. */
export function idempotencyKey(request: Request): string | undefined {
  const key = Key.safeParse(request.get('idempotency-key'));
  if (!key.success) throw new DayshiftError('request-malformed', { faults: `header Idempotency-Key: ${key.error.issues[0]?.message ?? ''}` });
  return key.data;
}

/** The first answer under the key, or undefined when there is none to give: `answer` is then asked, and what it says is kept. Throws `repeat-differs`, `repeat-running`. */
export async function keepAnswer(repeats: Repeats, call: { operation: Operation; request: Request; principal: Principal; brought: Brought }, answer: () => Promise<KeptAnswer | undefined>): Promise<{ answer: KeptAnswer; isRepeat: boolean } | undefined> {
  const { operation, request, principal, brought } = call;
  const given = isKept(operation) ? idempotencyKey(request) : undefined;
  if (given === undefined) return fresh(await answer());
  const key = `${whose(principal, request)}/${operation.id}/${given}`;
  const begun = await repeats.begin(key, fingerprintOf(request, brought));
  if (begun.state === 'differs') throw new DayshiftError('repeat-differs');
  if (begun.state === 'running') throw new DayshiftError('repeat-running');
  if (begun.state === 'answered') return { answer: begun.answer, isRepeat: true };
  try {
    const first = await answer();
    await repeats.end(key, first);
    return fresh(first);
  } catch (error) {
    await repeats.end(key, refusalIn(error));
    throw error;
  }
}

/** Two strangers at two addresses may choose the same key, and neither gets the other's answer. */
function whose(principal: Principal, { ip = '' }: Request): string {
  return principal.kind === 'anybody' ? `anybody at ${ip}` : nameOfPrincipal(principal);
}

function fresh(answer: KeptAnswer | undefined): { answer: KeptAnswer; isRepeat: boolean } | undefined {
  return answer && { answer, isRepeat: false };
}

/** A refusal that would be the same again; a failure may be tried again under the same key. */
function refusalIn(error: unknown): KeptAnswer | undefined {
  const problem = problemOf(error, randomUUID().slice(0, 8));
  if (problem.status >= 500 || NOT_KEPT.includes(problem.status)) return undefined;
  return { status: problem.status, contentType: 'application/problem+json', body: JSON.stringify(problem) };
}

function fingerprintOf(request: Request, { params, query, body }: Brought): string {
  const hash = createHash('sha256').update(JSON.stringify([params ?? null, query ?? null, body ?? null]));
  return Buffer.isBuffer(request.body) ? hash.update(request.body).digest('hex') : hash.digest('hex');
}
