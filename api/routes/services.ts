// GET /api/v1/services: each service, in an incident and between them: what runs where, the lanes, the budget, open and last incidents.
import { z } from 'zod';
import { ServiceView } from '../../src/contracts/http';
import type { ApiDeps } from '../deps';
import type { Door } from '../door';
import { operation } from '../operation';
import { createServicePanels } from '../service-panels';

const listServices = operation({
  id: 'listServices', method: 'get', path: '/services', tag: 'services', needs: 'read',
  summary: 'Each service, in an incident and between them',
  description: 'What runs where, the lanes with holder and queue, objective and error budget, open and last incidents. What could not be asked is absent.',
  answers: { 200: { description: 'The services, in the file\'s order.', json: z.array(ServiceView) } },
});

export function addServices(door: Door, deps: ApiDeps): void {
  const panels = createServicePanels(deps);
  door.add(listServices, async () => ({ json: await panels.all() satisfies ServiceView[] }));
}
