// Who follows an incident? One follower for all who look at it: its history by long poll, its heartbeats about every second, its impact by monitoring. A change is asked for once.
import type { IncidentView } from '../../src/contracts/incident';
import { Phase } from '../../src/domain/vocabulary';
import type { IncidentGateway } from '../incident-gateway';
import { frame, passingFrame, type Frame } from './frame';
import type { LiveImpacts } from './live-impact';
import { createTopic, pauseFor, type Pause, type Topic } from './topic';

const PROGRESS_EVERY_MS = 1000;
const IMPACT_EVERY_MS = 1000; // it is asked for less often than it is looked at
const GATHER_MS = 100; // after a change: what follows it at once is told with the next one

export interface IncidentTopics {
  of(id: string): Topic;
  /** How many incidents are followed. */
  followed(): number;
  /** Whether somebody looks at that one. */
  isFollowed(id: string): boolean;
}

export interface IncidentTopicsDeps {
  gateway: Pick<IncidentGateway, 'view' | 'changes' | 'watchChanges' | 'progress'>;
  impacts: LiveImpacts;
  onBreak?: (id: string, error: unknown) => void;
  pause?: Pause;
}

type Publish = (frame: Frame) => void;

export function createIncidentTopics({ gateway, impacts, onBreak, pause = pauseFor }: IncidentTopicsDeps): IncidentTopics {
  const topics = new Map<string, Topic>();

  async function follow(id: string, publish: Publish, signal: AbortSignal): Promise<void> {
    const ended = new AbortController();
    const either = AbortSignal.any([signal, ended.signal]);
    const seen: { latest?: IncidentView } = {};
    const look = async (): Promise<void> => {
      seen.latest = await gateway.view(id);
      publish(frame('incident', seen.latest));
    };
    void followImpact(() => seen.latest, publish, either); // it cannot break, and nobody waits for monitoring
    const beside = [followProgress(id, () => seen.latest, publish, either), followWatches(() => seen.latest, look, either)];
    for (const one of beside) one.catch(() => { ended.abort(); }); // a break of one is a break of all
    const changes = gateway.changes(id, either);
    try {
      while (!(await changes.next()).done) {
        await look();
        await pause(GATHER_MS, either);
      }
    } finally {
      const broke = ended.signal.aborted;
      ended.abort();
      await changes.return(undefined);
      const all = Promise.all(beside);
      await (broke ? all : all.catch(() => undefined));
    }
  }

  async function followProgress(id: string, latest: () => IncidentView | undefined, publish: Publish, signal: AbortSignal): Promise<void> {
    let running = 0;
    while (!signal.aborted) {
      if (running > 0 || latest()?.turn?.role === 'dayshift') {
        const progress = await gateway.progress(id);
        running = progress.running.length;
        publish(passingFrame('progress', progress));
      }
      await pause(PROGRESS_EVERY_MS, signal);
    }
  }

  /** The watch's samples are no events of the incident: while one observes, its own history is followed. */
  async function followWatches(latest: () => IncidentView | undefined, look: () => Promise<void>, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const view = latest();
      if (view?.watch && view.watch.to === undefined) {
        const changes = gateway.watchChanges(view, signal);
        while (!(await changes.next()).done) {
          await look();
          await pause(GATHER_MS, signal);
        }
      }
      await pause(PROGRESS_EVERY_MS, signal);
    }
  }

  async function followImpact(latest: () => IncidentView | undefined, publish: Publish, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const view = latest();
      const impact = view && view.phase !== Phase.Closed ? await impacts.of(view) : undefined;
      if (impact && !signal.aborted) publish(passingFrame('impact', impact));
      await pause(IMPACT_EVERY_MS, signal);
    }
  }

  function of(id: string): Topic {
    const topic = topics.get(id) ?? createTopic({
      follow: (publish, signal) => follow(id, publish, signal),
      onBreak: (error) => onBreak?.(id, error),
      onQuiet: () => { topics.delete(id); },
      pause,
    });
    topics.set(id, topic);
    return topic;
  }

  return { of, followed: () => topics.size, isFollowed: (id) => topics.has(id) };
}
