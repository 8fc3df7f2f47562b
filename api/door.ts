// How does a request become a call of an operation? Who calls is asked, what was sent is parsed, the answer is sent; every step refuses with a problem.
import express, { Router, type RequestHandler, type Response } from 'express';
import type { z } from 'zod';
import type { Access } from './access/access';
import { parseBody } from './middleware/parse';
import { DoorError } from './middleware/problem';
import type { Call, Operation, Reply } from './operation';

const LARGEST_BODY = '64kb';

export interface Door {
  router: Router;
  /** Every operation that was added, in their order. */
  operations: readonly Operation[];
  add<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
    operation: Operation<P, Q, B>, handle: (call: Call<P, Q, B>) => Promise<Reply> | Reply,
  ): void;
  /** Refuses other methods at the known addresses; after the last `add`. */
  close(): void;
}

export interface DoorDeps {
  access: Access;
}

/** `/incidents/{id}` as express writes it. */
function expressPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

export function createDoor({ access }: DoorDeps): Door {
  const router = Router();
  const operations: Operation[] = [];

  function add<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(operation: Operation<P, Q, B>, handle: (call: Call<P, Q, B>) => Promise<Reply> | Reply): void {
    operations.push(operation as unknown as Operation);
    const admit: RequestHandler = async (request, response, next) => {
      response.locals['principal'] = await access.admit(request, response, operation);
      next();
    };
    router[operation.method](expressPath(operation.path), admit, ...readersOf(operation), async (request, response) => {
      const { params, query, body } = operation;
      const call = {
        request, response, principal: response.locals['principal'] as Call<P, Q, B>['principal'],
        params: params && parseBody(params, request.params),
        query: query && parseBody(query, request.query),
        body: body && 'json' in body ? parseBody(body.json, request.body) : undefined,
      } as Call<P, Q, B>;
      send(response, await handle(call), Number(Object.keys(operation.answers)[0]));
    });
  }

  function close(): void {
    const methods = new Map<string, string[]>();
    for (const { path, method } of operations) methods.set(path, [...(methods.get(path) ?? []), method.toUpperCase(), ...(method === 'get' ? ['HEAD'] : [])]);
    for (const [path, known] of methods) {
      router.all(expressPath(path), (request, response) => {
        response.set('Allow', known.join(', '));
        throw new DoorError('method-unknown', { method: request.method, known: known.join(', ') });
      });
    }
  }

  return { router, operations, add, close };
}

function readersOf({ body }: Operation): RequestHandler[] {
  if (!body) return [];
  if ('raw' in body) return [express.raw({ type: () => true, limit: body.largest })];
  return [express.json({ limit: body.largest ?? LARGEST_BODY })];
}

function send(response: Response, reply: Reply, status: number): void {
  if (!reply) return;
  response.status(reply.status ?? status).set(reply.headers ?? {});
  if ('json' in reply) response.json(reply.json);
  else response.type(reply.type).send(reply.text);
}
