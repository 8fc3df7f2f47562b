// How did a service's cells and findings go? The archive is asked once a minute for each service and span, however many look.
import type { ServiceHistory } from '../src/contracts/history';
import { lastWeeks } from '../src/domain/iso-week';
import type { Archive } from '../src/ports/archive';
import { FreshAnswers } from './fresh-answers';

const FRESH_MS = 60_000;
const MOST_KEPT = 50;
const MOST_FRESH = 50; // runs with new findings

export interface ServiceHistories {
  /** Over so many weeks, the one that runs first; `weeks` are their beginnings. Rejects with `unreachable` when the archive is silent. */
  of(service: string, weeks: number): Promise<{ weeks: string[]; history: ServiceHistory }>;
}

export function createServiceHistories({ archive, now = () => Date.now() }: { archive: Pick<Archive, 'serviceHistory'>; now?: () => number }): ServiceHistories {
  const answers = new FreshAnswers<Awaited<ReturnType<ServiceHistories['of']>>>({ forMs: FRESH_MS, most: MOST_KEPT, now });

  async function ask(service: string, count: number): ReturnType<ServiceHistories['of']> {
    const at = new Date(now()).toISOString();
    const weeks = lastWeeks(at, count);
    return { weeks, history: await archive.serviceHistory({ service, weeks, fresh: MOST_FRESH, givenSince: at.slice(0, 10) }) };
  }

  return { of: (service, weeks) => answers.of(`${weeks} ${service}`, () => ask(service, weeks)) };
}
