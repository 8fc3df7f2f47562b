// GET /api/v1/incidents/:id/impact: the figures as monitoring has them now; of a closed incident those of its record.
import { Router } from 'express';
import type { LiveImpact } from '../../src/contracts/http';
import type { ApiDeps } from '../deps';
import { createIncidentReading } from '../incident-reading';
import type { LiveImpacts } from '../live/live-impact';
import { partOf } from '../middleware/parse';

export function impactRoutes(deps: ApiDeps, impacts: LiveImpacts): Router {
  const reading = createIncidentReading(deps);
  const router = Router();
  router.get('/incidents/:id/impact', async (request, response) => {
    const impact: LiveImpact = await impacts.of(await reading.view(partOf(request, 'id')));
    response.set('Cache-Control', 'no-store').json(impact);
  });
  return router;
}
