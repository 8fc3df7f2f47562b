// What does a call of an operation bring? Its path, its query and its body, each parsed; what the operation does not know is refused by name.
import express, { type Request, type RequestHandler } from 'express';
import { z } from 'zod';
import { DayshiftError } from '../src/errors';
import { parseBody, parsePart, partOf } from './middleware/parse';
import { DoorError } from './middleware/problem';
import type { Operation } from './operation';

const LARGEST_BODY = '64kb';
const JSON_TYPES = ['application/json', 'application/*+json'];

export interface Brought { params: unknown; query: unknown; body: unknown }

/** Read the body as the operation takes it; another media type is refused before a byte is read. */
export function readersOf({ body }: Pick<Operation, 'body'>): RequestHandler[] {
  if (!body) return [];
  if ('raw' in body) return [takes(body.types), express.raw({ type: () => true, limit: body.largest })];
  return [takes(JSON_TYPES), express.json({ limit: body.largest ?? LARGEST_BODY, type: JSON_TYPES })];
}

function takes(types: readonly string[]): RequestHandler {
  return (request, _response, next) => {
    // Null: there is no body. A type that is not told is the operation's own.
    if (!types.includes('*/*') && request.get('content-type') !== undefined && request.is([...types]) === false) {
      throw new DoorError('media-type-unknown', { given: request.get('content-type')?.slice(0, 100) ?? '', known: types.join(', ') });
    }
    next();
  };
}

/** Throws `request-malformed`, `body-malformed`. */
export function read(operation: Operation, request: Request): Brought {
  const { params, query, body } = operation;
  checkQuery(operation, request);
  return {
    params: params && parsePart(params, Object.fromEntries(Object.keys(request.params).map((name) => [name, partOf(request, name)])), 'path'),
    query: query && parsePart(query, request.query, 'query'),
    body: body && 'json' in body ? parseBody(body.json, request.body) : undefined,
  };
}

/** Systems that sign what they send may have anything in the address that they were given. */
function checkQuery({ query, needs }: Operation, request: Request): void {
  if (needs === 'signed') return;
  const known = query instanceof z.ZodObject ? Object.keys(query.shape) : [];
  const unknown = Object.keys(request.query).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  const has = known.length === 0 ? 'this address takes none' : `known: ${known.join(', ')}`;
  throw new DayshiftError('request-malformed', { faults: unknown.map((name) => `query ${name.slice(0, 100)}: it is not known; ${has}`).join('; ') });
}
