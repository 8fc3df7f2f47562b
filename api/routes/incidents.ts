// GET /api/v1/incidents…: the board's rows, one incident's view, its record and its story.
import { Router } from 'express';
import { z } from 'zod';
import type { IncidentList } from '../../src/contracts/http';
import type { ApiDeps } from '../deps';
import type { IncidentListing } from '../incident-list';
import { createIncidentReading } from '../incident-reading';
import { parseBody, partOf } from '../middleware/parse';

const Query = z.object({ state: z.enum(['open', 'closed', 'all']).default('all') });

export function incidentRoutes(deps: ApiDeps, listing: IncidentListing): Router {
  const reading = createIncidentReading(deps);
  const router = Router();

  router.get('/incidents', async (request, response) => {
    const { state } = parseBody(Query, request.query);
    response.json({ incidents: await listing.list(state) } satisfies IncidentList);
  });
  router.get('/incidents/:id', async (request, response) => {
    response.json(await reading.view(partOf(request, 'id')));
  });
  router.get('/incidents/:id/record', async (request, response) => {
    response.json((await reading.kept(partOf(request, 'id'))).record);
  });
  router.get('/incidents/:id/story', async (request, response) => {
    response.type('text/markdown; charset=utf-8').send((await reading.kept(partOf(request, 'id'))).story);
  });

  return router;
}
