// GET /api/v1/dora?service=&weeks=: DORA's five figures from the archive, of each service by week, with what each of them means.
import { Router } from 'express';
import { z } from 'zod';
import type { DoraReport } from '../../src/contracts/http';
import type { ApiDeps } from '../deps';
import { createDoraReports } from '../dora-reports';
import { serviceNamed } from '../known-service';
import { parseBody } from '../middleware/parse';

const Query = z.object({
  service: z.string({ error: 'give one service' }).trim().min(1, 'give a service\'s name, or leave it out for all').max(100).optional(),
  weeks: z.coerce.number({ error: 'give a number' }).int().min(1).max(104).default(12),
});

export function doraRoutes(deps: Pick<ApiDeps, 'installation' | 'archive'>): Router {
  const reports = createDoraReports(deps);
  const router = Router();
  router.get('/dora', async (request, response) => {
    const { service, weeks } = parseBody(Query, request.query);
    const asked = service === undefined ? deps.installation.services : [serviceNamed(deps.installation, service)];
    response.json(await reports.of(asked.map(({ name }) => name), weeks) satisfies DoraReport);
  });
  return router;
}
