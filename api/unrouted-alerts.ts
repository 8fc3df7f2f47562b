// Which alerts belonged nowhere? The newest ones, so that somebody can add the missing matcher.
import type { Alert } from '../src/contracts/alert';

const MOST_KEPT = 200;

export interface Unrouted { at: string; rule: string; alert: Alert }

export interface UnroutedAlerts {
  keep(alert: Alert, rule: string): void;
  /** Newest first; one entry for each source and fingerprint. */
  list(): Unrouted[];
}

export function createUnroutedAlerts(now: () => Date = () => new Date()): UnroutedAlerts {
  const kept = new Map<string, Unrouted>();
  return {
    keep(alert, rule) {
      const key = `${alert.source}/${alert.fingerprint}`;
      kept.delete(key);
      kept.set(key, { at: now().toISOString(), rule, alert });
      const oldest = kept.keys().next();
      if (kept.size > MOST_KEPT && !oldest.done) kept.delete(oldest.value);
    },
    list: () => [...kept.values()].reverse(),
  };
}
