// GET /api/v1/services: each service, in an incident and between them: what runs where, the lanes, the budget, open and last incidents.
import { Router } from 'express';
import type { ServiceView } from '../../src/contracts/http';
import type { ApiDeps } from '../deps';
import { createServicePanels } from '../service-panels';

export function serviceRoutes(deps: ApiDeps): Router {
  const panels = createServicePanels(deps);
  const router = Router();
  router.get('/services', async (_request, response) => {
    response.json(await panels.all() satisfies ServiceView[]);
  });
  return router;
}
