// POST /api/v1/jobs/{id}: what another system tells of a check that it runs for us, signed; answered when it is durable.
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { Answer } from '../../src/contracts/http';
import { DayshiftError } from '../../src/errors';
import type { JobDoor } from '../../src/ports/job-door';
import type { ApiDeps } from '../deps';
import type { Door } from '../door';
import { partOf } from '../middleware/parse';
import { operation } from '../operation';
import { rawOf } from '../read-delivery';

const LARGEST_BODY = '24mb'; // a report of 10 MiB, escaped for JSON, and what was printed

const tellJob = operation({
  id: 'tellJob', method: 'post', path: '/jobs/{id}', tag: 'programs', needs: 'signed',
  summary: 'Tell of a check that runs in another system',
  description: 'Post to the `callback` address of the job, unchanged, signed with the runner\'s secret. Answered when it is durable; the same news again is taken once.',
  params: z.object({ id: z.string().min(1).max(1000) }),
  body: { raw: true, largest: LARGEST_BODY, types: ['application/json', '*/*'], description: 'How the job goes or went, with its report.' },
  answers: { 200: { description: 'Whether it was taken.', json: Answer } },
  problems: ['job-unknown', 'job-unverified', 'body-malformed', 'unreachable'],
  repeats: 'itself',
});

export function addJobs(door: Door, { jobDoor, logger }: Pick<ApiDeps, 'jobDoor' | 'logger'>): void {
  function doorFor(id: string): JobDoor {
    if (!jobDoor) throw new DayshiftError('job-unknown', { id: id.slice(0, 100) });
    return jobDoor;
  }

  /** Who brings no signature is sent away before megabytes are read. */
  const admit: RequestHandler = (request, _response, next) => {
    const id = partOf(request, 'id');
    doorFor(id).admit(id, request.headers);
    next();
  };

  // Raw, because the signature is over the bytes.
  door.add(tellJob, async ({ params: { id }, request }) => {
    const answer: Answer = await doorFor(id).take(id, rawOf(request), request.headers);
    logger.info({ job: id, accepted: answer.accepted, answer: answer.text }, 'a job elsewhere was heard of');
    return { json: answer };
  }, [admit]);
}
