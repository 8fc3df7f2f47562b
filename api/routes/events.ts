// GET …/events: the board, one incident, one person's turns, as server-sent events. Watching costs no history.
import { z } from 'zod';
import type { TurnNotice } from '../../src/contracts/http';
import { DayshiftError } from '../../src/errors';
import type { ApiDeps } from '../deps';
import type { Door } from '../door';
import type { IncidentListing } from '../incident-list';
import { createBoardTopic } from '../live/board-topic';
import { createEventStreams } from '../live/event-stream';
import { frame, type Frame } from '../live/frame';
import { createIncidentTopics } from '../live/incident-topics';
import type { LiveImpacts } from '../live/live-impact';
import { createPersonTopics } from '../live/person-topics';
import type { Topic } from '../live/topic';
import { isCode } from '../middleware/problem';
import { operation } from '../operation';

const COMMON = 'Each event has an `id`; who comes back with it as `Last-Event-ID` is not sent the same again. A comment comes every 15 seconds, so that both sides know that the other is there. A slow reader gets the latest of each kind, not all of them.';

const followBoard = operation({
  id: 'followBoard', method: 'get', path: '/events', tag: 'live', needs: 'read',
  summary: 'Follow the board',
  description: `Events: \`board\`, an IncidentList, at once and after each change: the hundred open incidents that need somebody most, the twenty that closed last, and in \`total\` about how many are open. ${COMMON}`,
  answers: { 200: { description: 'Server-sent events.', type: 'text/event-stream' } },
});
const followIncident = operation({
  id: 'followIncident', method: 'get', path: '/incidents/{id}/events', tag: 'live', needs: 'read',
  summary: 'Follow one incident',
  description: `Events: \`incident\`, an IncidentView, at once and after each change; \`progress\`, a Progress: what runs right now; \`impact\`, a LiveImpact. ${COMMON}`,
  params: z.object({ id: z.string().min(1).max(300) }),
  answers: { 200: { description: 'Server-sent events, until the incident is closed.', type: 'text/event-stream' } },
  problems: ['incident-unknown'],
});
const followPerson = operation({
  id: 'followPerson', method: 'get', path: '/people/{person}/events', tag: 'live', needs: 'read',
  summary: 'Follow what lies on one person\'s desk, and whose turn it is',
  description: `Events: \`desk\`, a Desk, whole, at once and after each change: the open incidents that wait for them, by name or for a role of theirs, that are assigned to them, or that they help with; turns first, then those that need somebody most. \`turn\`, a TurnNotice, when something becomes theirs, by name or by role. While more than a hundred are open, the hundred that are assigned to them and the hundred where their roles act that need somebody most are looked through, and \`isWhole\` is false: what they only help with is left out then, unless it is among the hundred of the board. ${COMMON}`,
  params: z.object({ person: z.string().min(1).max(100) }),
  answers: { 200: { description: 'Server-sent events.', type: 'text/event-stream' } },
  problems: ['request-malformed'],
});

/** What everybody who looks shares. */
export interface Live {
  board: Topic;
  /** How many incidents are looked at. */
  followed(): number;
}

export function addEvents(door: Door, { gateway, installation, publicUrl, logger, pause }: ApiDeps, listing: IncidentListing, impacts: LiveImpacts): Live {
  const board = createBoardTopic({ listing, pause, onBreak: (error) => logger.warn({ reason: String(error) }, 'the board is not followed') });
  const people = createPersonTopics({ listing, publicUrl, pause, onBreak: (error) => logger.warn({ reason: String(error) }, 'a person\'s turns are not followed') });
  const streams = createEventStreams();
  const incidents = createIncidentTopics({ gateway, impacts, pause, onBreak: (incident, error) => logger.warn({ incident, reason: String(error) }, 'an incident is not followed') });

  door.add(followBoard, ({ request, response }) => {
    const stream = streams.open(request, response);
    stream.onGone(board.subscribe(stream.send));
    return undefined;
  });

  door.add(followIncident, async ({ params: { id }, request, response }) => {
    if (!incidents.isFollowed(id)) await exists(id); // what others look at is there
    const stream = streams.open(request, response);
    stream.onGone(incidents.of(id).subscribe(stream.send));
    return undefined;
  });

  door.add(followPerson, ({ params: { person: id }, request, response }) => {
    const person = installation.team.find((one) => one.id === id);
    if (!person) throw new DayshiftError('request-malformed', { faults: `path person: nobody of the team is called "${id}"` });
    const stream = streams.open(request, response);
    let told = new Map<string, string | undefined>(); // incident -> the notice's id
    const send = (news: Frame): void => {
      if (news.event !== 'turns') return stream.send(news);
      const frames = (JSON.parse(news.data) as TurnNotice[]).map((turn) => frame('turn', turn, turn.incident));
      for (const turn of frames) if (told.get(turn.key) !== turn.id) stream.send(turn);
      told = new Map(frames.map((turn) => [turn.key, turn.id]));
    };
    stream.onGone(people.of(person).subscribe(send));
    return undefined;
  });

  /** An unknown incident is a problem, said before the stream begins; a silent Temporal is said in it. */
  async function exists(id: string): Promise<void> {
    try {
      await gateway.view(id);
    } catch (error) {
      if (!isCode(error, 'unreachable')) throw error;
    }
  }

  return { board, followed: incidents.followed };
}
