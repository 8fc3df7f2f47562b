// GET /api/v1/me: whose token is this? So that a page can say who acts, and what waits for them.
import { Router } from 'express';
import type { Me } from '../../src/contracts/http';
import { DayshiftError } from '../../src/errors';
import type { ApiDeps } from '../deps';
import type { Callers } from '../middleware/caller';

export function meRoutes({ installation }: Pick<ApiDeps, 'installation'>, callers: Callers): Router {
  const router = Router();
  router.get('/me', (request, response) => {
    const id = callers.personOf(request);
    const person = installation.team.find((one) => one.id === id);
    if (!person) throw new DayshiftError('not-signed-in'); // a token that outlived its person
    const { name, roles } = person;
    response.set('Cache-Control', 'no-store').json({ id, name, roles } satisfies Me);
  });
  return router;
}
