// GET /metrics: dayshift's own figures for Prometheus. Who may read incidents may read them.
import { Router } from 'express';
import type { Access } from '../access/access';
import { operation } from '../operation';
import type { Figures } from '../telemetry/figures';

/** Outside of the versioned API, at the address that every Prometheus asks. */
const readMetrics = operation({
  id: 'readMetrics', method: 'get', path: '/metrics', tag: 'set-up', needs: 'read',
  summary: 'Figures for Prometheus',
  answers: { 200: { description: 'Prometheus\' text format.', type: 'text/plain' } },
});

export function metricsRoutes(figures: Figures, access: Access): Router {
  const router = Router();
  router.get('/metrics', async (request, response) => {
    await access.admit(request, response, readMetrics);
    const { text, type } = await figures.tell();
    response.set({ 'Content-Type': type, 'Cache-Control': 'no-store' }).end(text);
  });
  return router;
}
