// Whom has a message reached already? Trying it again must not tell them twice; the oldest messages are forgotten.
const MOST_MESSAGES = 1000;

export interface Reached<T> {
  /** Who has been reached by the message of that key, with what the channel said of it. It may be added to. */
  by(key: string): Map<string, T>;
}

export function createReached<T>(most = MOST_MESSAGES): Reached<T> {
  const kept = new Map<string, Map<string, T>>();

  function by(key: string): Map<string, T> {
    const known = kept.get(key) ?? new Map<string, T>();
    kept.delete(key);
    kept.set(key, known);
    const oldest = kept.keys().next();
    if (kept.size > most && !oldest.done) kept.delete(oldest.value);
    return known;
  }

  return { by };
}
