// GET …/events: the board, one incident, one person's turns, as server-sent events. Watching costs no history.
import { Router } from 'express';
import type { IncidentList } from '../../src/contracts/http';
import { DayshiftError } from '../../src/errors';
import type { ApiDeps } from '../deps';
import type { IncidentListing } from '../incident-list';
import { createBoardTopic } from '../live/board-topic';
import { openEventStream } from '../live/event-stream';
import { frame, type Frame } from '../live/frame';
import { createIncidentTopics } from '../live/incident-topics';
import type { LiveImpacts } from '../live/live-impact';
import { turnsOf } from '../live/turn-notices';
import { partOf } from '../middleware/parse';
import { isCode } from '../middleware/problem';

export function eventRoutes({ gateway, installation, publicUrl, logger, pause }: ApiDeps, listing: IncidentListing, impacts: LiveImpacts): Router {
  const router = Router();
  const board = createBoardTopic({ listing, pause, onBreak: (error) => logger.warn({ reason: String(error) }, 'the board is not followed') });
  const incidents = createIncidentTopics({ gateway, impacts, pause, onBreak: (incident, error) => logger.warn({ incident, reason: String(error) }, 'an incident is not followed') });

  router.get('/events', (request, response) => {
    const stream = openEventStream(request, response);
    stream.onGone(board.subscribe(stream.send));
  });

  router.get('/incidents/:id/events', async (request, response) => {
    const id = partOf(request, 'id');
    await exists(id);
    const stream = openEventStream(request, response);
    stream.onGone(incidents.of(id).subscribe(stream.send));
  });

  router.get('/people/:person/events', (request, response) => {
    const id = partOf(request, 'person');
    const person = installation.team.find((one) => one.id === id);
    if (!person) throw new DayshiftError('body-malformed', { faults: `nobody of the team is called "${id}"` });
    const stream = openEventStream(request, response);
    let told = new Map<string, string | undefined>(); // incident -> the notice's id
    const send = (news: Frame): void => {
      if (news.event !== 'board') return stream.send(news);
      const frames = turnsOf(person, (JSON.parse(news.data) as IncidentList).incidents, publicUrl).map((turn) => frame('turn', turn, turn.incident));
      for (const turn of frames) if (told.get(turn.key) !== turn.id) stream.send(turn);
      told = new Map(frames.map((turn) => [turn.key, turn.id]));
    };
    stream.onGone(board.subscribe(send));
  });

  /** An unknown incident is a problem, said before the stream begins; a silent Temporal is said in it. */
  async function exists(id: string): Promise<void> {
    try {
      await gateway.view(id);
    } catch (error) {
      if (!isCode(error, 'unreachable')) throw error;
    }
  }

  return router;
}
