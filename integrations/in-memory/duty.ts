// Rosters that tests set by hand. What was never set is unknown, with the reason, as with the real ones.
import type { Duty } from '../../src/ports/duty';

export interface InMemoryDuty extends Duty {
  /** From now on that person is on duty by the roster; undefined: nobody is. */
  setOnDuty(roster: string, person: string | undefined): void;
}

export function createInMemoryDuty(): InMemoryDuty {
  const people = new Map<string, string | undefined>();
  return {
    setOnDuty: (roster, person) => void people.set(roster, person),
    async onDuty(roster, at) {
      const person = people.get(roster);
      if (person) return { person, until: new Date(at.getTime() + 3_600_000).toISOString(), why: `on duty by ${roster}` };
      return { person: null, why: people.has(roster) ? `nobody is on duty by ${roster}` : `there is no roster "${roster}"` };
    },
  };
}
