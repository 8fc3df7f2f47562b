// POST /api/v1/services/:name/lanes/:environment/open: a person lets a lane go on that waits for one, and says why.
import express, { Router } from 'express';
import type { Answer } from '../../src/contracts/http';
import type { Installation, Service } from '../../src/contracts/installation';
import { OpenLane } from '../../src/contracts/people';
import { placesOf } from '../../src/contracts/service-places';
import { Role } from '../../src/domain/vocabulary';
import { DayshiftError } from '../../src/errors';
import type { ApiDeps } from '../deps';
import { serviceNamed } from '../known-service';
import type { Callers } from '../middleware/caller';
import { parseBody, partOf } from '../middleware/parse';
import { keyOf, saidBy } from './words';

const LARGEST_BODY = '64kb';
const MAY_OPEN: readonly Role[] = [Role.OperationsEngineer, Role.ProductOwner];

export function laneRoutes({ gateway, installation, logger }: ApiDeps, callers: Callers): Router {
  const router = Router();
  router.post('/services/:name/lanes/:environment/open', express.json({ limit: LARGEST_BODY }), async (request, response) => {
    const by = callers.personOf(request);
    const service = serviceNamed(installation, partOf(request, 'name'));
    const environment = environmentOf(service, partOf(request, 'environment'));
    checkRole(installation, by);
    const word = parseBody(OpenLane, saidBy(request, by));
    const text = await gateway.openLane(service.name, environment, word, keyOf(request, by, 'open-lane'));
    logger.info({ service: service.name, environment, by }, 'lane opened');
    response.json({ accepted: true, text } satisfies Answer);
  });
  return router;
}

function environmentOf(service: Service, name: string): string {
  const known = placesOf(service).map(({ environment }) => environment);
  if (!known.includes(name)) throw new DayshiftError('environment-unknown', { environment: name, service: service.name, known: known.join(', ') });
  return name;
}

/** A lane knows no team: who may open it is asked here. */
function checkRole({ team }: Installation, by: string): void {
  const person = team.find(({ id }) => id === by);
  if (person?.roles.some((role) => MAY_OPEN.includes(role))) return;
  const able = team.filter(({ roles }) => roles.some((role) => MAY_OPEN.includes(role))).map(({ id }) => id);
  throw new DayshiftError('refused', { reason: `${by} has none of the roles ${MAY_OPEN.join(', ')}`, advice: `Ask one of ${able.join(', ')}.` });
}
