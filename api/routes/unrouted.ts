// GET and DELETE /api/v1/unrouted…: alerts that belonged to no service, until a person dismisses them.
import { Router } from 'express';
import type { Answer, UnroutedList } from '../../src/contracts/http';
import type { ApiDeps } from '../deps';
import type { Callers } from '../middleware/caller';
import { partOf } from '../middleware/parse';

export function unroutedRoutes({ gateway }: ApiDeps): Router {
  const router = Router();
  router.get('/unrouted', async (_request, response) => {
    response.json(await gateway.unrouted.list() satisfies UnroutedList);
  });
  return router;
}

/** A person's, like every word that changes something. */
export function dismissRoutes({ gateway, logger }: ApiDeps, callers: Callers): Router {
  const router = Router();
  router.delete('/unrouted/:key', async (request, response) => {
    const by = callers.personOf(request);
    const key = partOf(request, 'key');
    await gateway.unrouted.dismiss(key, by);
    logger.info({ key, by }, 'unrouted alert dismissed');
    response.json({ accepted: true, text: `Dismissed: ${key}.` } satisfies Answer);
  });
  return router;
}
