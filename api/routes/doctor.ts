// GET /api/v1/doctor: does everything hold that an incident will hang on? Always 200; what is wrong is in the findings.
import { Router } from 'express';
import type { Diagnosis } from '../../src/contracts/http';
import type { ApiDeps } from '../deps';
import { createDoctor } from '../doctor';

export function doctorRoutes(deps: ApiDeps): Router {
  const diagnose = createDoctor(deps);
  const router = Router();
  router.get('/doctor', async (_request, response) => {
    response.set('Cache-Control', 'no-store').json(await diagnose() satisfies Diagnosis);
  });
  return router;
}
