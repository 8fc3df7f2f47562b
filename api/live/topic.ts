// Who follows on behalf of everybody? One follower while anybody looks, none when nobody does; it comes back after every break.
import { setTimeout as sleep } from 'node:timers/promises';
import { passingFrame, type Frame } from './frame';

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5000;

export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;
export type Listener = (frame: Frame) => void;

export interface Topic {
  /** Sends what is current, then every change; the answer ends it. The listener must not throw. */
  subscribe(listener: Listener): () => void;
}

export interface TopicOptions {
  /** Follows until the signal aborts, and publishes; returning means that nothing more will come. */
  follow(publish: (frame: Frame) => void, signal: AbortSignal): Promise<void>;
  /** Told of each break; the follower is started again after a pause. */
  onBreak?: (error: unknown) => void;
  /** Told when the last listener has left. */
  onQuiet?: () => void;
  pause?: Pause;
}

export const pauseFor: Pause = async (ms, signal) => {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
};

export function createTopic({ follow, onBreak, onQuiet, pause = pauseFor }: TopicOptions): Topic {
  const listeners = new Set<Listener>();
  const current = new Map<string, Frame>();
  let running: AbortController | undefined;

  function send(frame: Frame): void {
    for (const listener of [...listeners]) listener(frame);
  }

  async function run(controller: AbortController): Promise<void> {
    const { signal } = controller;
    let wait = FIRST_PAUSE_MS;
    const publish = (frame: Frame): void => {
      if (signal.aborted) return;
      wait = FIRST_PAUSE_MS;
      const wasStale = current.delete('stale');
      if (!wasStale && current.get(frame.key)?.data === frame.data) return;
      current.set(frame.key, frame);
      send(frame);
    };
    while (!signal.aborted) {
      try {
        await follow(publish, signal);
        return;
      } catch (error) {
        if (signal.aborted) return;
        onBreak?.(error);
        if (!current.has('stale')) {
          const stale = passingFrame('stale', { since: new Date().toISOString() });
          current.set(stale.key, stale);
          send(stale);
        }
        await pause(wait, signal);
        wait = Math.min(LONGEST_PAUSE_MS, wait * 2);
      }
    }
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      for (const frame of [...current.values()]) listener(frame);
      if (!running) {
        running = new AbortController();
        void run(running);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0 || !running) return;
        running.abort();
        running = undefined;
        current.clear(); // who comes later gets what is true then
        onQuiet?.();
      };
    },
  };
}
