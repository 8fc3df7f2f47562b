// GET /api/v1/logs/<id>?offset=: a log's next piece, or with `Accept: text/event-stream` all that comes, while it is written.
import { Router, type Request } from 'express';
import { z } from 'zod';
import type { LogPiece } from '../../src/contracts/http';
import { DayshiftError } from '../../src/errors';
import type { ApiDeps } from '../deps';
import { openEventStream } from '../live/event-stream';
import { pauseFor } from '../live/topic';
import { parseBody, partOf } from '../middleware/parse';

const READ_EVERY_MS = 300;
const Query = z.object({ offset: z.coerce.number().int().min(0).default(0) });
const SafeId = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/; // no part begins with a dot, so none leads out

function idOf(request: Request): string {
  const id = partOf(request, 'id');
  if (!SafeId.test(id)) throw new DayshiftError('body-malformed', { faults: 'the log\'s id is not one that dayshift makes' });
  return id;
}

export function logRoutes({ logs, pause = pauseFor }: Pick<ApiDeps, 'logs' | 'pause'>): Router {
  const router = Router();
  router.get('/logs/*id', async (request, response) => {
    const id = idOf(request);
    const { offset } = parseBody(Query, request.query);
    if (request.accepts(['json', 'text/event-stream']) === 'text/event-stream') return follow(request, response, id, offset);
    response.set('Cache-Control', 'no-store').json((await logs.read(id, offset)) satisfies LogPiece);
  });

  /** Each event's id is where the next piece begins, so that a reader who comes back goes on there. */
  async function follow(request: Request, response: Parameters<typeof openEventStream>[1], id: string, from: number): Promise<void> {
    const resumed = Number(request.get('last-event-id'));
    const stream = openEventStream(request, response);
    const gone = new AbortController();
    stream.onGone(() => gone.abort());
    let offset = Number.isInteger(resumed) && resumed > 0 ? resumed : from;
    while (!gone.signal.aborted) {
      const piece = await logs.read(id, offset);
      if (piece.text) stream.send({ event: 'log', key: `log/${offset}`, id: String(piece.next), data: JSON.stringify(piece) });
      await stream.taken(); // a slow reader is read for no faster than it takes
      if (piece.next === offset) await pause(READ_EVERY_MS, gone.signal);
      offset = piece.next;
    }
  }

  return router;
}
