// Who keeps the board fresh? One poll of visibility for everybody who looks at it, none when nobody does.
import type { IncidentSummary } from '../../src/contracts/http';
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

/** The event `board`: every open incident and the newest closed ones. */
export function createBoardTopic({ listing, onBreak, pause = pauseFor }: BoardTopicDeps): Topic {
  return createTopic({
    onBreak,
    pause,
    async follow(publish, signal) {
      let closed: IncidentSummary[] = [];
      let before = new Set<string>();
      for (let poll = 0; !signal.aborted; poll += 1) {
        const open = await listing.list('open');
        const now = new Set(open.map((row) => row.id));
        if (poll % CLOSED_EVERY_POLLS === 0 || [...before].some((id) => !now.has(id))) closed = (await listing.list('closed')).slice(0, MOST_CLOSED);
        before = now;
        publish(frame('board', { incidents: [...open, ...closed.filter((row) => !now.has(row.id))] }));
        await pause(POLL_EVERY_MS, signal);
      }
    },
  });
}
