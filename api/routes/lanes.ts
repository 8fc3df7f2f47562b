// POST /api/v1/services/{name}/lanes/{environment}/open: a person lets a lane go on that waits for one, and says why.
import { z } from 'zod';
import { Answer } from '../../src/contracts/http';
import type { Installation, Service } from '../../src/contracts/installation';
import { OpenLane } from '../../src/contracts/people';
import { placesOf } from '../../src/contracts/service-places';
import { MAY_OPEN_LANE } from '../../src/domain/actions';
import { DayshiftError } from '../../src/errors';
import { personAllowed } from '../access/allowed';
import type { ApiDeps } from '../deps';
import type { Door } from '../door';
import { serviceNamed } from '../known-service';
import { operation } from '../operation';
import { keyOf, throughOf } from './words';

const openLane = operation({
  id: 'openLane', method: 'post', path: '/services/{name}/lanes/{environment}/open', tag: 'services', needs: 'act',
  summary: 'Let a lane go on that waits for a person',
  params: z.object({ name: z.string(), environment: z.string() }),
  body: { json: OpenLane.omit({ by: true, through: true }), example: { reason: 'the release before was restored by hand' } },
  answers: { 200: { description: 'The lane goes on.', json: Answer } },
  problems: ['service-unknown', 'environment-unknown', 'refused', 'unreachable'],
  repeats: 'itself',
});

export function addLanes(door: Door, { gateway, installation, logger }: ApiDeps): void {
  door.add(openLane, async ({ params, body, principal, request }) => {
    const by = personAllowed(principal, openLane.id, installation);
    const service = serviceNamed(installation, params.name);
    const environment = environmentOf(service, params.environment);
    checkRole(installation, by);
    const text = await gateway.openLane(service.name, environment, { ...body, by, through: throughOf(request, principal) }, keyOf(request, by, 'open-lane'));
    logger.info({ service: service.name, environment, by }, 'lane opened');
    return { json: { accepted: true, text } satisfies Answer };
  });
}

function environmentOf(service: Service, name: string): string {
  const known = placesOf(service).map(({ environment }) => environment);
  if (!known.includes(name)) throw new DayshiftError('environment-unknown', { environment: name, service: service.name, known: known.join(', ') });
  return name;
}

/** A lane knows no team: who may open it is asked here. */
function checkRole({ team }: Installation, by: string): void {
  const person = team.find(({ id }) => id === by);
  if (person?.roles.some((role) => MAY_OPEN_LANE.includes(role))) return;
  const able = team.filter(({ roles }) => roles.some((role) => MAY_OPEN_LANE.includes(role))).map(({ id }) => id);
  throw new DayshiftError('refused', { reason: `${by} has none of the roles ${MAY_OPEN_LANE.join(', ')}`, advice: `Ask one of ${able.join(', ')}.` });
}
