// What is an operation of the API? Its address, who may, what it takes and what it answers: one declaration that validates, documents and audits.
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { ErrorCode } from '../src/errors';
import type { Need, Principal } from '../src/domain/access';
import type { DoorProblem } from './middleware/problem';

export const STREAM = 'text/event-stream';

export type Tag = 'incidents' | 'words' | 'alerts' | 'live' | 'evidence' | 'services' | 'numbers' | 'access' | 'set-up' | 'programs';

/** What a success is answered with: JSON of a schema, or another media type; with both, the query says which. */
export type Answered = { description: string; json: z.ZodType; example?: unknown; type?: string } | { description: string; type: string };

export interface Operation<P extends z.ZodType = z.ZodType, Q extends z.ZodType = z.ZodType, B extends z.ZodType = z.ZodType> {
  id: string; // camelCase verb and object: the name of the call in a made client, and the action in the audit
  method: 'get' | 'post' | 'put' | 'delete';
  path: string; // below /api/v1, e.g. `/incidents/{id}/record`
  tag: Tag;
  summary: string; // half a sentence
  description?: string; // Markdown
  needs: Need;
  params?: P; // of the path, by name
  query?: Q;
  /** JSON that is parsed, or raw bytes that the handler reads itself (signatures are over bytes). */
  body?: { json: B; largest?: string; example?: unknown } | { raw: true; largest: string; types: readonly string[]; description: string };
  answers: Readonly<Record<number, Answered>>; // by status; the first is what `json` answers with
  problems?: readonly (ErrorCode | DoorProblem)[]; // beside those that every operation of its kind has
  /** Of what changes something: how a repeat under the same Idempotency-Key is known. `itself`: the handler does it, `kept` (default of POST): the first answer is kept for a day, `none`: it makes a secret or is harmless to repeat. */
  repeats?: 'itself' | 'kept' | 'none';
  deprecated?: { since: string; sunset: string; instead: string }; // dates; told in the headers `Deprecation`, `Sunset` and `Link`
}

type Read<S> = S extends z.ZodType ? z.output<S> : undefined;

/** One call of an operation: everything parsed, and who calls. */
export interface Call<P, Q, B> {
  params: Read<P>;
  query: Read<Q>;
  body: Read<B>;
  principal: Principal;
  request: Request;
  response: Response;
}

/** JSON with the first status of `answers` unless it says another; undefined when the handler has answered by itself, e.g. with a stream. */
export type Reply = { json: unknown; status?: number; headers?: Record<string, string> } | { text: string; type: string; status?: number; headers?: Record<string, string> } | undefined;

/** An operation with the types of what it takes; the identity. */
export function operation<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(declared: Operation<P, Q, B>): Operation<P, Q, B> {
  return declared;
}

/** Whether it answers with events, by itself. */
export function isStream({ answers }: Pick<Operation, 'answers'>): boolean {
  return Object.values(answers).some((answered) => 'type' in answered && answered.type === STREAM);
}

/** Whether the first answer under an Idempotency-Key is kept for the next. */
export function isKept({ method, repeats }: Pick<Operation, 'method' | 'repeats'>): boolean {
  return repeats === 'kept' || (repeats === undefined && method === 'post');
}
