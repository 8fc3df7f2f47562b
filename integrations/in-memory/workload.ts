// A workload that tests set by hand, or that cannot be asked.
import { DayshiftError } from '../../src/errors';
import type { Workload } from '../../src/ports/workload';

export interface InMemoryWorkload extends Workload {
  /** That person has so many open incidents from now on. */
  setOpen(person: string, count: number): void;
  /** With a reason it cannot be asked any more; without one it answers again. */
  setUnreachable(reason?: string): void;
}

export function createInMemoryWorkload(): InMemoryWorkload {
  const open = new Map<string, number>();
  let unreachable: string | undefined;
  return {
    setOpen: (person, count) => void open.set(person, count),
    setUnreachable: (reason) => void (unreachable = reason),
    async openIncidents() {
      if (unreachable !== undefined) throw new DayshiftError('unreachable', { what: 'Temporal', reason: unreachable });
      return Object.fromEntries([...open].filter(([, count]) => count > 0));
    },
  };
}
