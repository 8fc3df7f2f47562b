// What is whose, among thousands? For each person who is told, one poll of what is assigned to them and of what stands where their roles act.
import type { IncidentSummary } from '../../src/contracts/http';
import type { Person } from '../../src/contracts/people';
import { phasesOf } from '../../src/domain/attention';
import type { IncidentListing } from '../incident-list';
import { deskOf } from './desk-of';
import { frame } from './frame';
import { createTopic, pauseFor, type Pause, type Topic } from './topic';
import { turnsOf } from './turn-notices';

const POLL_EVERY_MS = 500;

export interface PersonTopics {
  /** The events `desk` and `turns`: what lies on that person's desk and every turn of theirs, as far as it is among the hundred that need somebody most of each kind. */
  of(person: Person): Topic;
}

export interface PersonTopicsDeps {
  listing: Pick<IncidentListing, 'foremost'>;
  publicUrl: string;
  onBreak?: (error: unknown) => void;
  pause?: Pause;
}

export function createPersonTopics({ listing, publicUrl, onBreak, pause = pauseFor }: PersonTopicsDeps): PersonTopics {
  const topics = new Map<string, Topic>();

  /** While the board has every open incident, nothing else is asked. */
  async function rowsFor(person: Person): Promise<{ rows: IncidentSummary[]; isAll: boolean }> {
    const board = await listing.foremost();
    if (board.isAll) return board;
    const [assigned, ofRoles] = await Promise.all([listing.foremost({ assignee: person.id }), listing.foremost({ phases: phasesOf(person.roles) })]);
    return { rows: [...new Map([...board.rows, ...ofRoles.rows, ...assigned.rows].map((row) => [row.id, row])).values()], isAll: false }; // the board's: what they help with
  }

  function of(person: Person): Topic {
    const topic = topics.get(person.id) ?? createTopic({
      async follow(publish, signal) {
        while (!signal.aborted) {
          const began = performance.now();
          const found = await rowsFor(person);
          publish(frame('desk', deskOf(person, found, publicUrl)));
          publish(frame('turns', turnsOf(person, found.rows, publicUrl)));
          await pause(Math.max(POLL_EVERY_MS, performance.now() - began), signal);
        }
      },
      onBreak, onQuiet: () => { topics.delete(person.id); }, pause,
    });
    topics.set(person.id, topic);
    return topic;
  }

  return { of };
}
