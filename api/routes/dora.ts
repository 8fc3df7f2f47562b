// GET /api/v1/dora?service=&weeks=: DORA's five figures from the archive, of each service by week, with what each of them means.
import { Router } from 'express';
import { z } from 'zod';
import type { DoraReport } from '../../src/contracts/http';
import { DayshiftError } from '../../src/errors';
import type { ApiDeps } from '../deps';
import { createDoraReports } from '../dora-reports';
import { parseBody } from '../middleware/parse';

const Query = z.object({
  service: z.string({ error: 'give one service' }).trim().min(1, 'give a service\'s name, or leave it out for all').max(100).optional(),
  weeks: z.coerce.number({ error: 'give a number' }).int().min(1).max(104).default(12),
});

export function doraRoutes(deps: Pick<ApiDeps, 'installation' | 'archive'>): Router {
  const reports = createDoraReports(deps);
  const known = deps.installation.services.map(({ name }) => name);
  const router = Router();
  router.get('/dora', async (request, response) => {
    const { service, weeks } = parseBody(Query, request.query);
    if (service !== undefined && !known.includes(service)) throw new DayshiftError('service-unknown', { service, known: known.join(', ') });
    response.json(await reports.of(service === undefined ? known : [service], weeks) satisfies DoraReport);
  });
  return router;
}
