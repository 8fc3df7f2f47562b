// GET /api/v1/incidents/{id}/impact: the figures as monitoring has them now; of a closed incident those of its record.
import { z } from 'zod';
import { LiveImpact } from '../../src/contracts/http';
import type { ApiDeps } from '../deps';
import type { Door } from '../door';
import { createIncidentReading } from '../incident-reading';
import type { LiveImpacts } from '../live/live-impact';
import { operation } from '../operation';

const readImpact = operation({
  id: 'readImpact', method: 'get', path: '/incidents/{id}/impact', tag: 'incidents', needs: 'read',
  summary: 'What customers lose right now',
  description: 'The figures as monitoring has them now, each with its query and its time; of a closed incident those of its record. What is not known is null, never zero.',
  params: z.object({ id: z.string().min(1).max(300) }),
  answers: { 200: { description: 'The figures.', json: LiveImpact } },
  problems: ['incident-unknown', 'unreachable'],
});

export function addImpact(door: Door, deps: ApiDeps, impacts: LiveImpacts): void {
  const reading = createIncidentReading(deps);
  door.add(readImpact, async ({ params: { id } }) => ({ json: await impacts.of(await reading.view(id)) satisfies LiveImpact, headers: { 'Cache-Control': 'no-store' } }));
}
