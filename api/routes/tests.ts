// GET /api/v1/services/:service/tests?name=&limit=: how each of a service's tests fared over its archived incidents.
import { Router } from 'express';
import { z } from 'zod';
import type { TestHistoryList } from '../../src/contracts/http';
import type { ApiDeps } from '../deps';
import { serviceNamed } from '../known-service';
import { parseBody, partOf } from '../middleware/parse';

const Query = z.object({
  name: z.string({ error: 'give one name' }).trim().min(1, 'give the test\'s name, or leave it out for all').max(500).optional(), // whole, or from one of its parts on
  limit: z.coerce.number({ error: 'give a number' }).int().min(1).max(500).default(100), // tests
});

export function testRoutes({ installation, archive }: Pick<ApiDeps, 'installation' | 'archive'>): Router {
  const router = Router();
  router.get('/services/:service/tests', async (request, response) => {
    const { name: service } = serviceNamed(installation, partOf(request, 'service'));
    const { name, limit } = parseBody(Query, request.query);
    const tests = await archive.testHistory({ service, limit, ...(name === undefined ? {} : { test: name }) });
    response.json({ service, tests } satisfies TestHistoryList);
  });
  return router;
}
