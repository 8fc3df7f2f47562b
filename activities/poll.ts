// How does an activity wait for something outside? It asks again until an answer counts, alive by heartbeats, ended by cancellation.
import { setTimeout as delay } from 'node:timers/promises';

export interface Patience {
  everyMilliseconds: number;
  forSeconds: number;
  signal: AbortSignal;
  /** Told before every further question, e.g. a heartbeat. */
  onWait: () => void;
}

/** The first answer that `counts`, or the last answer when the time is up. Throws when cancelled or when asking throws. */
export async function poll<T>(ask: () => Promise<T>, counts: (answer: T) => boolean, patience: Patience): Promise<T> {
  const end = Date.now() + patience.forSeconds * 1000;
  for (;;) {
    const answer = await ask();
    if (counts(answer) || Date.now() >= end) return answer;
    patience.onWait();
    await delay(patience.everyMilliseconds, undefined, { signal: patience.signal });
  }
}
