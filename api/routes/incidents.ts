// GET /api/v1/incidents…: the board's rows, one incident's view, its record and its story.
import { Router } from 'express';
import { z } from 'zod';
import type { IncidentList } from '../../src/contracts/http';
import type { IncidentView } from '../../src/contracts/incident';
import type { IncidentRecord } from '../../src/contracts/record';
import { incidentRecord } from '../../src/domain/record';
import { storyOf } from '../../src/domain/story';
import { DayshiftError } from '../../src/errors';
import { viewOfRecord } from '../archived-view';
import type { ApiDeps } from '../deps';
import type { IncidentListing } from '../incident-list';
import { parseBody, partOf } from '../middleware/parse';

const Query = z.object({ state: z.enum(['open', 'closed', 'all']).default('all') });

export function incidentRoutes(deps: ApiDeps, listing: IncidentListing): Router {
  const { gateway, archive, logger } = deps;
  const router = Router();

  router.get('/incidents', async (request, response) => {
    const { state } = parseBody(Query, request.query);
    response.json({ incidents: await listing.list(state) } satisfies IncidentList);
  });
  router.get('/incidents/:id', async (request, response) => {
    response.json(await viewOf(partOf(request, 'id')));
  });
  router.get('/incidents/:id/record', async (request, response) => {
    response.json((await kept(partOf(request, 'id'))).record);
  });
  router.get('/incidents/:id/story', async (request, response) => {
    response.type('text/markdown; charset=utf-8').send((await kept(partOf(request, 'id'))).story);
  });

  /** From the query; when Temporal does not have it, or cannot say any more, from the archive. */
  async function viewOf(id: string): Promise<IncidentView> {
    try {
      return await gateway.view(id);
    } catch (error) {
      const found = await fromArchive(id);
      if (!found) throw error;
      return viewOfRecord(found.record);
    }
  }

  /** A closed incident's from the archive; otherwise derived from what the incident is now. */
  async function kept(id: string): Promise<{ record: IncidentRecord; story: string }> {
    const found = await fromArchive(id);
    if (found) return found;
    const record = incidentRecord(await gateway.view(id));
    return { record, story: storyOf(record) };
  }

  async function fromArchive(id: string): Promise<{ record: IncidentRecord; story: string } | undefined> {
    try {
      return await archive.find(id);
    } catch (error) {
      const reason = error instanceof DayshiftError ? error.message : String(error);
      logger.warn({ incident: id, reason }, 'the archive could not be read');
      return undefined;
    }
  }

  return router;
}
