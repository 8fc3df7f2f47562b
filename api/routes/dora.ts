// GET /api/v1/dora?service=&weeks=: DORA's five figures from the archive, of each service by week, with what each of them means.
import { z } from 'zod';
import { DoraReport } from '../../src/contracts/http';
import type { ApiDeps } from '../deps';
import type { Door } from '../door';
import { createDoraReports } from '../dora-reports';
import { serviceNamed } from '../known-service';
import { operation } from '../operation';

const Query = z.object({
  service: z.string({ error: 'give one service' }).trim().min(1, 'give a service\'s name, or leave it out for all').max(100).optional(),
  weeks: z.coerce.number({ error: 'give a number' }).int().min(1).max(104).default(12),
});

const readDora = operation({
  id: 'readDora', method: 'get', path: '/dora', tag: 'numbers', needs: 'read',
  summary: 'DORA\'s five figures of each service, by week',
  description: 'From the archived incidents. Each figure comes with its definition; null where there is nothing to tell it by.',
  query: Query,
  answers: { 200: { description: 'The figures, newest week first.', json: DoraReport } },
  problems: ['service-unknown', 'unreachable'],
});

export function addDora(door: Door, deps: Pick<ApiDeps, 'installation' | 'archive'>): void {
  const reports = createDoraReports(deps);
  door.add(readDora, async ({ query: { service, weeks } }) => {
    const asked = service === undefined ? deps.installation.services : [serviceNamed(deps.installation, service)];
    return { json: await reports.of(asked.map(({ name }) => name), weeks) satisfies DoraReport };
  });
}
