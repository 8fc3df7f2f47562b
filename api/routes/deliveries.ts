// GET /api/v1/deliveries?incident=: which event reached which subscriber, and why not.
import { Router } from 'express';
import { z } from 'zod';
import { EventDelivery, type EventDeliveries } from '../../src/contracts/http';
import { deliveriesLogId, parseIncidentId } from '../../src/domain/ids';
import type { ApiDeps } from '../deps';
import { parseBody } from '../middleware/parse';

const MOST_DELIVERIES = 1000;
const Query = z.object({
  incident: z.string({ error: 'name the incident, e.g. `?incident=storefront.LoginRefused.0123abcd`' }).refine((id) => parseIncidentId(id) !== undefined, 'that is no incident\'s id'),
});

export function deliveryRoutes({ logs }: Pick<ApiDeps, 'logs'>): Router {
  const router = Router();
  router.get('/deliveries', async (request, response) => {
    const { incident } = parseBody(Query, request.query);
    const deliveries = (await wholeLog(deliveriesLogId(incident))).split('\n').flatMap(deliveryOf);
    response.set('Cache-Control', 'no-store').json({ deliveries: deliveries.slice(-MOST_DELIVERIES) } satisfies EventDeliveries);
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

  return router;
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
