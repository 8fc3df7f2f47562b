// GET /api/v1/deliveries?incident=: which event reached which subscriber, and why not.
import { z } from 'zod';
import { EventDeliveries, EventDelivery } from '../../src/contracts/http';
import { deliveriesLogId, INCIDENT_ID } from '../../src/domain/ids';
import type { ApiDeps } from '../deps';
import type { Door } from '../door';
import { operation } from '../operation';

const MOST_DELIVERIES = 1000;
const Query = z.object({
  incident: z.string({ error: 'name the incident, e.g. `?incident=storefront.LoginRefused.0123abcd`' }).regex(INCIDENT_ID, 'that is no incident\'s id'),
});

const listDeliveries = operation({
  id: 'listDeliveries', method: 'get', path: '/deliveries', tag: 'programs', needs: 'read',
  summary: 'Which event of an incident reached which subscriber',
  description: `The newest ${MOST_DELIVERIES} deliveries, oldest first, each with why it failed.`,
  query: Query,
  answers: { 200: { description: 'The deliveries.', json: EventDeliveries } },
  problems: ['unreachable'],
});

export function addDeliveries(door: Door, { logs }: Pick<ApiDeps, 'logs'>): void {
  door.add(listDeliveries, async ({ query: { incident } }) => {
    const deliveries = (await wholeLog(deliveriesLogId(incident))).split('\n').flatMap(deliveryOf);
    return { json: { deliveries: deliveries.slice(-MOST_DELIVERIES) } satisfies EventDeliveries, headers: { 'Cache-Control': 'no-store' } };
  });

  async function wholeLog(id: string): Promise<string> {
    let text = '';
    for (let offset = 0; ;) {
      const piece = await logs.read(id, offset);
      text += piece.text;
      if (piece.next === offset) return text;
      offset = piece.next;
    }
  }
}

/** A line of the log is the time of its writing, which not every store adds, and a delivery in JSON. One that is still being written is left out. */
function deliveryOf(line: string): EventDelivery[] {
  const begins = line.indexOf('{');
  if (begins < 0) return [];
  try {
    const parsed = EventDelivery.safeParse(JSON.parse(line.slice(begins)));
    return parsed.success ? [parsed.data] : [];
  } catch {
    return [];
  }
}
