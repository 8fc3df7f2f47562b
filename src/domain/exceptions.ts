// What does a service let through on purpose today, and what of it must be looked at? Quarantines and suppressions, the nearest day first.
import type { Quarantine, Suppression } from '../contracts/exceptions';
import type { ExceptionState, GivenQuarantine, ServiceExceptions } from '../contracts/history';

const SOON_DAYS = 7;

/** What is written in the pipeline file, and what people gave at gates of incidents that are over. `day`: today, e.g. `2026-11-25`. */
export function exceptionsOf(service: string, day: string, file: { quarantine: readonly Quarantine[]; suppressions: readonly Suppression[] }, given: readonly GivenQuarantine[]): ServiceExceptions {
  const written = file.quarantine.map((entry) => ({ ...entry, state: stateOf(entry.review, day) }));
  const fromGates = given
    .filter(({ quarantine }) => !file.quarantine.some(({ check, test }) => check === quarantine.check && test === quarantine.test)) // taken over into the file since
    .map(({ quarantine, ...by }) => ({ ...quarantine, state: stateOf(quarantine.review, day), given: by }));
  return {
    service, day,
    quarantines: [...written, ...fromGates].sort((a, b) => order(a.review, b.review) || order(a.test, b.test)),
    suppressions: file.suppressions.map((entry) => ({ ...entry, state: stateOf(entry.until, day) })).sort((a, b) => order(a.until, b.until) || order(a.rule, b.rule)),
  };
}

/** An entry holds up to and with its day. */
function stateOf(until: string, day: string): ExceptionState {
  if (until < day) return 'due';
  return Date.parse(until) - Date.parse(day) <= SOON_DAYS * 86_400_000 ? 'soon' : 'open';
}

function order(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
