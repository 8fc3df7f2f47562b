// How does a request become a call of an operation? Who calls is asked, what was sent is parsed, the answer is sent; every step refuses with a problem.
import { Router, type RequestHandler, type Response } from 'express';
import type { z } from 'zod';
import type { KeptAnswer, Repeats } from '../src/ports/repeats';
import type { Access } from './access/access';
import { tellAudit } from './access/audit-word';
import { keepAnswer } from './keep-answer';
import { DoorError } from './middleware/problem';
import { isStream, STREAM, type Call, type Operation, type Reply } from './operation';
import { read, readersOf } from './read-call';

export interface Door {
  router: Router;
  /** Every operation that was added, in their order. */
  operations: readonly Operation[];
  /** `before` runs when it is known who calls, and before the body is read. */
  add<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
    operation: Operation<P, Q, B>, handle: (call: Call<P, Q, B>) => Promise<Reply> | Reply, before?: RequestHandler[],
  ): void;
  /** Refuses other methods at the known addresses; after the last `add`. */
  close(): void;
}

export interface DoorDeps {
  access: Pick<Access, 'admit'>;
  repeats: Repeats;
}

/** `/incidents/{id}` as express writes it; `{+id}` may hold slashes. */
function expressPath(path: string): string {
  return path.replace(/\{\+(\w+)\}/g, '*$1').replace(/\{(\w+)\}/g, ':$1');
}

export function createDoor({ access, repeats }: DoorDeps): Door {
  const router = Router();
  const operations: Operation[] = [];

  function add<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(operation: Operation<P, Q, B>, handle: (call: Call<P, Q, B>) => Promise<Reply> | Reply, before: RequestHandler[] = []): void {
    operations.push(operation);
    const admit: RequestHandler = async (request, response, next) => {
      if (operation.path.includes('{') && isNamed(request.path)) return next('route'); // e.g. `/device/token` is no `/device/{userCode}`, whatever the method
      response.locals['operation'] = operation; // for those who count and trace
      response.locals['principal'] = await access.admit(request, response, operation);
      tellAge(response, operation);
      next();
    };
    router[operation.method](expressPath(operation.path), admit, ...before, ...readersOf(operation), async (request, response) => {
      const brought = read(operation, request);
      const principal = response.locals['principal'] as Call<P, Q, B>['principal'];
      if (request.method === 'HEAD' && isStream(operation)) return void response.type(STREAM).end();
      if (operation.method === 'get') return send(response, await handle({ request, response, principal, ...brought } as Call<P, Q, B>), operation);
      const kept = await keepAnswer(repeats, { operation, request, principal, brought }, async () => {
        const reply = await handle({ request, response, principal, ...brought } as Call<P, Q, B>);
        response.set(reply?.headers ?? {});
        return reply && written(reply, operation);
      });
      if (kept) sendKept(response, kept);
    });
  }

  function isNamed(address: string): boolean {
    return operations.some(({ path }) => path === address);
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

/** RFC 9745 and RFC 8594: since when an operation is deprecated, when it ends, and what comes instead. */
function tellAge(response: Response, { deprecated }: Operation): void {
  if (!deprecated) return;
  response.set({
    Deprecation: `@${Math.floor(Date.parse(deprecated.since) / 1000)}`,
    Sunset: new Date(deprecated.sunset).toUTCString(),
    Link: `</api/v1/docs#${deprecated.instead}>; rel="successor-version"`,
  });
}

function statusOf(reply: NonNullable<Reply>, { answers }: Operation): number {
  return reply.status ?? Number(Object.keys(answers)[0]);
}

/** With express' ETag, so that a reader who has it already is told so. */
function send(response: Response, reply: Reply, operation: Operation): void {
  if (!reply) return;
  tellAudit(response, statusOf(reply, operation));
  response.status(statusOf(reply, operation)).set(reply.headers ?? {});
  if ('json' in reply) response.json(reply.json);
  else response.type(reply.type).send(reply.text);
}

function written(reply: NonNullable<Reply>, operation: Operation): KeptAnswer {
  const status = statusOf(reply, operation);
  return 'json' in reply ? { status, contentType: 'application/json; charset=utf-8', body: JSON.stringify(reply.json) } : { status, contentType: reply.type, body: reply.text };
}

/** Without an ETag, which nobody asks what changes something for: a storm of alerts is thousands of these. */
function sendKept(response: Response, { answer: { status, contentType, body }, isRepeat }: { answer: KeptAnswer; isRepeat: boolean }): void {
  tellAudit(response, status);
  if (isRepeat) response.set('Idempotency-Replayed', 'true');
  response.writeHead(status, status === 204 ? {} : { 'Content-Type': contentType }).end(status === 204 ? undefined : body);
}
