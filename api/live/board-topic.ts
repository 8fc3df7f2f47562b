// Who keeps the board fresh? One poll of visibility for everybody who looks at it, none when nobody does.
import type { IncidentList, IncidentSummary } from '../../src/contracts/http';
import { Phase } from '../../src/domain/vocabulary';
import type { IncidentListing } from '../incident-list';
import { frame } from './frame';
import { createTopic, pauseFor, type Pause, type Topic } from './topic';

const POLL_EVERY_MS = 500;
const MOST_CLOSED = 20;
const CLOSED_EVERY_POLLS = 10; // closed ones change only when an open one goes away, and by other processes

export interface BoardTopicDeps {
  listing: IncidentListing;
  onBreak?: (error: unknown) => void;
  pause?: Pause;
}

/** The event `board`: the hundred open incidents that need somebody most, the newest closed ones, and about how many are open. */
export function createBoardTopic({ listing, onBreak, pause = pauseFor }: BoardTopicDeps): Topic {
  return createTopic({
    onBreak,
    pause,
    async follow(publish, signal) {
      let closed: IncidentSummary[] = [];
      let before = new Set<string>();
      for (let poll = 0; !signal.aborted; poll += 1) {
        const began = performance.now();
        const first = poll === 0 ? listing.newestClosed(MOST_CLOSED) : undefined;
        const [{ rows, total }] = await Promise.all([listing.foremost(), first]);
        const open = rows.filter(({ phase }) => phase !== Phase.Closed);
        const now = new Set(open.map((row) => row.id));
        if (poll % CLOSED_EVERY_POLLS === 0 || [...before].some((id) => !now.has(id))) closed = await (first ?? listing.newestClosed(MOST_CLOSED));
        before = now;
        const over = new Map([...closed, ...rows.filter(({ phase }) => phase === Phase.Closed)].map((row) => [row.id, row])); // one that closes at this moment is not archived yet
        publish(frame('board', { incidents: [...open, ...[...over.values()].filter((row) => !now.has(row.id))], total } satisfies IncidentList));
        await pause(Math.max(POLL_EVERY_MS, performance.now() - began), signal); // Temporal is asked half of the time at most
      }
    },
  });
}
