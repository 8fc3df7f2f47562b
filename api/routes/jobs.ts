// POST /api/v1/jobs/:id: what another system tells of a check that it runs for us, signed; answered when it is durable.
import express, { Router, type Request } from 'express';
import type { Answer } from '../../src/contracts/http';
import { DayshiftError } from '../../src/errors';
import type { JobDoor } from '../../src/ports/job-door';
import type { ApiDeps } from '../deps';
import { partOf } from '../middleware/parse';
import { rawOf } from '../read-delivery';

const LARGEST_BODY = '24mb'; // a report of 10 MiB, escaped for JSON, and what was printed

export function jobRoutes({ jobDoor, logger }: Pick<ApiDeps, 'jobDoor' | 'logger'>): Router {
  const router = Router();

  function doorFor(request: Request): JobDoor {
    if (!jobDoor) throw new DayshiftError('job-unknown', { id: partOf(request, 'id').slice(0, 100) });
    return jobDoor;
  }

  // Who brings no signature is sent away before megabytes are read; raw, because it is over the bytes.
  router.post('/jobs/:id', (request, _response, next) => {
    doorFor(request).admit(partOf(request, 'id'), request.headers);
    next();
  }, express.raw({ type: () => true, limit: LARGEST_BODY }), async (request, response) => {
    const id = partOf(request, 'id');
    const answer: Answer = await doorFor(request).take(id, rawOf(request), request.headers);
    logger.info({ job: id, accepted: answer.accepted, answer: answer.text }, 'a job elsewhere was heard of');
    response.json(answer);
  });
  return router;
}
