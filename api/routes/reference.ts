// What helps those who build on dayshift and run it: is it up, which shapes are there, what does a problem mean.
import { Router } from 'express';
import type { ApiDeps } from '../deps';
import { partOf } from '../middleware/parse';
import { DoorError, explain, titleOf } from '../middleware/problem';
import type { Readiness } from '../telemetry/readiness';

const DEPRECATED = `@${Date.UTC(2026, 10, 30) / 1000}`; // RFC 9745

/** GET /healthz: this process answers. GET /readyz: 200 when it can do its work, else 503, with the state of each part. GET /health: what was there before both. */
export function healthRoutes({ gateway }: Pick<ApiDeps, 'gateway'>, readiness: Readiness): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => { response.set('Cache-Control', 'no-store').json({ ok: true }); });
  router.get('/readyz', async (_request, response) => {
    const { ready, parts } = await readiness.now();
    const states = Object.fromEntries(Object.entries(parts).map(([part, { state }]) => [part, state]));
    response.status(ready ? 200 : 503).set('Cache-Control', 'no-store').json({ ready, parts: states });
  });
  router.get('/health', async (_request, response) => {
    const reachable = await gateway.isReachable();
    response.set({ 'Cache-Control': 'no-store', Deprecation: DEPRECATED, Link: '</readyz>; rel="successor-version"' }).json({ ok: true, temporal: reachable ? 'reachable' : 'unreachable' });
  });
  return router;
}

/** GET /schemas/<name>.schema.json, the address that each schema names as its own; `<name>.json` is answered too. */
export function schemaRoutes({ schemas }: Pick<ApiDeps, 'schemas'>): Router {
  const router = Router();
  router.get('/schemas', (_request, response) => {
    response.json({ schemas: Object.keys(schemas).map((file) => `/schemas/${file}`) });
  });
  router.get('/schemas/:file', (request, response) => {
    const asked = partOf(request, 'file');
    const file = Object.hasOwn(schemas, asked) ? asked : asked.replace(/\.json$/, '.schema.json');
    if (!Object.hasOwn(schemas, file)) throw new DoorError('address-unknown', { path: request.path });
    response.type('application/schema+json').send(JSON.stringify(schemas[file], null, 2));
  });
  return router;
}

/** GET /problems/:code: what every problem's `type` leads to. */
export function problemRoutes(): Router {
  const router = Router();
  router.get('/problems/:code', (request, response) => {
    const code = partOf(request, 'code');
    const explained = explain(code);
    if (!explained) throw new DoorError('address-unknown', { path: request.path });
    response.type('text/plain; charset=utf-8').send(`${titleOf(code)} (HTTP ${explained.status})\n\n${explained.message}\n\nWhat to do: ${explained.advice}\n`);
  });
  return router;
}
