// What does monitoring learn? Logins by outcome and reason, how long they take, how requests end.
import { Router, type RequestHandler } from 'express';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export type Refusal = 'unknown-email' | 'wrong-password';

export interface Metrics {
  loginAccepted(seconds: number): void;
  loginRefused(reason: Refusal, seconds: number): void;
  countRequests: RequestHandler;
  routes: Router;
}

export function createMetrics(countRefusedCustomers: () => Promise<number>): Metrics {
  const registers = [new Registry()];
  const registry = registers[0] as Registry;
  collectDefaultMetrics({ register: registry });
  const logins = new Counter({ name: 'storefront_logins_total', help: 'Login attempts by outcome', labelNames: ['outcome', 'reason'], registers });
  const duration = new Histogram({
    name: 'storefront_login_duration_seconds',
    help: 'Time to judge one login',
    labelNames: ['outcome'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  const requests = new Counter({ name: 'storefront_http_requests_total', help: 'Answered requests by status', labelNames: ['method', 'status'], registers });
  new Gauge({
    name: 'storefront_customers_refused',
    help: 'Customers with an account who were refused since this process started and have not got in since',
    registers,
    async collect() {
      this.set(await countRefusedCustomers());
    },
  });
  // A series that starts at zero lets monitoring see the very first refusal.
  logins.inc({ outcome: 'accepted', reason: 'none' }, 0);
  for (const reason of ['unknown-email', 'wrong-password']) logins.inc({ outcome: 'refused', reason }, 0);

  const routes = Router();
  routes.get('/metrics', async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
  return {
    routes,
    loginAccepted(seconds) {
      logins.inc({ outcome: 'accepted', reason: 'none' });
      duration.observe({ outcome: 'accepted' }, seconds);
    },
    loginRefused(reason, seconds) {
      logins.inc({ outcome: 'refused', reason });
      duration.observe({ outcome: 'refused' }, seconds);
    },
    countRequests(request, response, next) {
      response.once('finish', () => requests.inc({ method: request.method, status: String(response.statusCode) }));
      next();
    },
  };
}
