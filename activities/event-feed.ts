// What can be told of an incident so far? Its events by index; who asks for the next one waits until it is there or will never be.
import type { IncidentView } from '../src/contracts/incident';
import { cloudEventOf, type CloudEvent } from '../src/domain/cloud-events';

export interface EventFeed {
  /** The event at that index; undefined when the incident ended before it. Rejects when the signal aborts. */
  at(index: number, signal: AbortSignal): Promise<CloudEvent | undefined>;
  /** The incident as it is now. */
  grow(view: IncidentView): void;
  /** Nothing comes any more. */
  end(): void;
}

export function createEventFeed(publicUrl: string): EventFeed {
  let view: IncidentView | undefined;
  let isEnded = false;
  const waiting = new Set<() => void>();

  function wake(): void {
    for (const go of [...waiting]) go();
  }

  async function news(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const go = (): void => {
        waiting.delete(go);
        signal.removeEventListener('abort', go);
        resolve();
      };
      waiting.add(go);
      signal.addEventListener('abort', go);
    });
  }

  async function at(index: number, signal: AbortSignal): Promise<CloudEvent | undefined> {
    for (;;) {
      signal.throwIfAborted();
      if (view && index < view.timeline.length) return cloudEventOf(view, index, publicUrl);
      if (isEnded) return undefined;
      await news(signal);
    }
  }

  return {
    at,
    grow(now) {
      view = now;
      wake();
    },
    end() {
      isEnded = true;
      wake();
    },
  };
}
