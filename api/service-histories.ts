// How did a service's cells and findings go? The archive is asked once a minute for each service and span, however many look.
import type { ServiceHistory } from '../src/contracts/history';
import { lastWeeks } from '../src/domain/iso-week';
import type { Archive } from '../src/ports/archive';
import { BoundedCache } from './bounded-cache';

const FRESH_MS = 60_000;
const MOST_KEPT = 50;
const MOST_FRESH = 50; // runs with new findings

export interface ServiceHistories {
  /** Over so many weeks, the one that runs first; `weeks` are their beginnings. Rejects with `unreachable` when the archive is silent. */
  of(service: string, weeks: number): Promise<{ weeks: string[]; history: ServiceHistory }>;
}

export function createServiceHistories({ archive, now = () => Date.now() }: { archive: Pick<Archive, 'serviceHistory'>; now?: () => number }): ServiceHistories {
  const kept = new BoundedCache<string, { since: number; answer: ReturnType<ServiceHistories['of']> }>(MOST_KEPT);

  async function ask(service: string, count: number): ReturnType<ServiceHistories['of']> {
    const at = new Date(now()).toISOString();
    const weeks = lastWeeks(at, count);
    return { weeks, history: await archive.serviceHistory({ service, weeks, fresh: MOST_FRESH, givenSince: at.slice(0, 10) }) };
  }

  async function of(service: string, weeks: number): ReturnType<ServiceHistories['of']> {
    const key = `${weeks} ${service}`;
    const before = kept.get(key);
    if (before && now() - before.since < FRESH_MS) return before.answer;
    const answer = ask(service, weeks);
    kept.set(key, { since: now(), answer });
    answer.catch(() => { kept.delete(key); }); // the next one asks again
    return answer;
  }

  return { of };
}
