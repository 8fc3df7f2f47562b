// Who follows an incident? One follower for all who look at it: its history by long poll, its heartbeats about every second, its impact by monitoring.
import type { IncidentView } from '../../src/contracts/incident';
import { Phase } from '../../src/domain/vocabulary';
import type { IncidentGateway } from '../incident-gateway';
import { frame, passingFrame, type Frame } from './frame';
import type { LiveImpacts } from './live-impact';
import { createTopic, pauseFor, type Pause, type Topic } from './topic';

const PROGRESS_EVERY_MS = 1000;
const IMPACT_EVERY_MS = 1000; // it is asked for less often than it is looked at

export interface IncidentTopics {
  of(id: string): Topic;
  /** How many incidents are followed. */
  followed(): number;
}

export interface IncidentTopicsDeps {
  gateway: Pick<IncidentGateway, 'view' | 'changes' | 'progress'>;
  impacts: LiveImpacts;
  onBreak?: (id: string, error: unknown) => void;
  pause?: Pause;
}

export function createIncidentTopics({ gateway, impacts, onBreak, pause = pauseFor }: IncidentTopicsDeps): IncidentTopics {
  const topics = new Map<string, Topic>();

  async function follow(id: string, publish: (frame: Frame) => void, signal: AbortSignal): Promise<void> {
    const ended = new AbortController();
    const either = AbortSignal.any([signal, ended.signal]);
    let latest: IncidentView | undefined;
    const beating = followProgress(id, () => latest, publish, either);
    void followImpact(() => latest, publish, either); // it cannot break, and nobody waits for monitoring
    beating.catch(() => ended.abort()); // a break of either is a break of both
    const changes = gateway.changes(id, either);
    try {
      while (!(await changes.next()).done) {
        latest = await gateway.view(id);
        publish(frame('incident', latest));
      }
    } finally {
      const broke = ended.signal.aborted;
      ended.abort();
      await changes.return(undefined);
      await (broke ? beating : beating.catch(() => undefined));
    }
  }

  async function followProgress(id: string, latest: () => IncidentView | undefined, publish: (frame: Frame) => void, signal: AbortSignal): Promise<void> {
    let running = 0;
    let samples = 0;
    while (!signal.aborted) {
      if (latest()?.watch?.verdict === 'observing') { // the watch's samples are no events of the incident
        const view = await gateway.view(id);
        if (view.watch && view.watch.samples.length !== samples) publish(frame('incident', view));
        samples = view.watch?.samples.length ?? 0;
      }
      if (running > 0 || latest()?.turn?.role === 'dayshift') {
        const progress = await gateway.progress(id);
        running = progress.running.length;
        publish(passingFrame('progress', progress));
      }
      await pause(PROGRESS_EVERY_MS, signal);
    }
  }

  async function followImpact(latest: () => IncidentView | undefined, publish: (frame: Frame) => void, signal: AbortSignal): Promise<void> {
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

  return { of, followed: () => topics.size };
}
