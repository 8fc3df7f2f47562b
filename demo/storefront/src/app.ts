// Which parts make the shop, and in which order does a request meet them? Nothing here listens.
import { join } from 'node:path';
import express, { type ErrorRequestHandler, type Express } from 'express';
import type { Pool } from 'pg';
import { createRefusedCustomers } from './login/refused-customers';
import { loginRoutes } from './login/login-routes';
import { registerRoutes } from './login/register-routes';
import { healthRoutes, type Readiness } from './runtime/health';
import { createMetrics } from './runtime/metrics';
import { sameOriginOnly, securityHeaders } from './runtime/security';
import type { Sessions } from './runtime/session';
import type { Settings } from './runtime/settings';
import { shopRoutes } from './shop/shop-routes';

export function createApp(settings: Settings, pool: Pool, sessions: Sessions, readiness: Readiness): Express {
  const refusedCustomers = createRefusedCustomers(pool);
  const metrics = createMetrics(refusedCustomers.count);
  const app = express();
  app.disable('x-powered-by').set('trust proxy', 'loopback');
  // Health and metrics come first: they are asked every few seconds and need no session.
  app.use(healthRoutes(settings, pool, readiness), metrics.routes);
  app.use(metrics.countRequests, securityHeaders);
  app.use(express.static(join(__dirname, 'public'), { maxAge: '1h' }));
  app.use((_request, response, next) => {
    response.set('cache-control', 'no-store'); // every page from here on shows whose it is
    if (readiness.draining) response.set('connection', 'close');
    next();
  });
  app.use(sameOriginOnly, express.urlencoded({ extended: false, limit: '8kb' }), sessions.handler);
  app.use(shopRoutes(), loginRoutes(pool, metrics, refusedCustomers), registerRoutes(pool));
  app.use((_request, response) => void response.status(404).type('text').send('There is no such page.'));
  app.use(answerFault);
  return app;
}

const answerFault: ErrorRequestHandler = (error: unknown, request, response, next) => {
  if (response.headersSent) return next(error);
  const status = error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500;
  if (status >= 500) console.error(JSON.stringify({ msg: 'request failed', method: request.method, path: request.path, reason: String(error) }));
  response.status(status).type('text').send(status >= 500 ? 'Something broke on our side. Please try again.' : 'This request could not be understood.');
};
