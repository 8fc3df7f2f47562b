// GET /api/v1/logs/<id>?offset=: a log's next piece, or with `Accept: text/event-stream` all that comes, while it is written.
import type { Request, Response } from 'express';
import { z } from 'zod';
import { LogPiece } from '../../src/contracts/http';
import type { ApiDeps } from '../deps';
import type { Door } from '../door';
import { createEventStreams } from '../live/event-stream';
import { pieceFrame } from '../live/frame';
import { pauseFor } from '../live/topic';
import { operation } from '../operation';

const READ_EVERY_MS = 300;
const Query = z.object({ offset: z.coerce.number().int().min(0).default(0) });
const SafeId = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/; // no part begins with a dot, so none leads out

const readLog = operation({
  id: 'readLog', method: 'get', path: '/logs/{+id}', tag: 'evidence', needs: 'read',
  summary: 'A log: its next piece, or all that comes',
  description: 'The id is the one that an incident names; its slashes may stay as they are. As JSON: the piece from `offset` on, and where the next one begins. With `Accept: text/event-stream`: events `log`, a LogPiece each, while it is written; the id of an event is where the next piece begins, so that `Last-Event-ID` goes on there.',
  params: z.object({ id: z.string().regex(SafeId, 'it is not one that dayshift makes') }),
  query: Query,
  answers: { 200: { description: 'A piece. Empty, with the same offset: there is nothing more yet.', json: LogPiece, example: { text: 'login › accepts the e-mail in any letter case\n', next: 47 } } },
  problems: ['unreachable'],
});

export function addLogs(door: Door, { logs, pause = pauseFor }: Pick<ApiDeps, 'logs' | 'pause'>): void {
  const streams = createEventStreams();
  door.add(readLog, async ({ params: { id }, query: { offset }, request, response }) => {
    const asStream = request.method === 'GET' && request.accepts(['json', 'text/event-stream']) === 'text/event-stream';
    if (asStream) return follow(request, response, id, offset);
    return { json: (await logs.read(id, offset)) satisfies LogPiece, headers: { 'Cache-Control': 'no-store' } };
  });

  /** Each event's id is where the next piece begins, so that a reader who comes back goes on there. */
  async function follow(request: Request, response: Response, id: string, from: number): Promise<undefined> {
    const resumed = Number(request.get('last-event-id'));
    const stream = streams.open(request, response);
    const gone = new AbortController();
    stream.onGone(() => gone.abort());
    let offset = Number.isInteger(resumed) && resumed > 0 ? resumed : from;
    while (!gone.signal.aborted) {
      const piece = await logs.read(id, offset);
      if (piece.text) stream.send(pieceFrame('log', piece, { from: offset, next: piece.next }));
      await stream.taken(); // a slow reader is read for no faster than it takes
      if (piece.next === offset) await pause(READ_EVERY_MS, gone.signal);
      offset = piece.next;
    }
  }
}
