// How are DORA's figures had from an archive of thousands? A service at a time, of each record only what is counted; the answer is kept for a minute.
import type { DoraReport } from '../src/contracts/http';
import type { Installation } from '../src/contracts/installation';
import { doraOf } from '../src/domain/dora';
import { doraDefinitions } from '../src/domain/dora-definitions';
import { lastWeeks } from '../src/domain/iso-week';
import type { Archive } from '../src/ports/archive';
import { FreshAnswers } from './fresh-answers';

const FRESH_MS = 60_000;
const MOST_KEPT = 100;

export interface DoraReports {
  /** Of the services named, over so many weeks. Rejects with `unreachable` when the archive is silent. */
  of(services: readonly string[], weeks: number): Promise<DoraReport>;
}

export interface DoraDeps {
  installation: Pick<Installation, 'services'>;
  archive: Pick<Archive, 'releaseFacts'>;
  now?: () => number; // ms
}

export function createDoraReports({ installation, archive, now = () => Date.now() }: DoraDeps): DoraReports {
  const kept = new FreshAnswers<DoraReport['services'][number]>({ forMs: FRESH_MS, most: MOST_KEPT, now });

  async function ask(service: string, environment: string, weeks: number): Promise<DoraReport['services'][number]> {
    const at = new Date(now()).toISOString();
    const since = lastWeeks(at, 2 * weeks).at(-1) ?? at; // those before are what the weeks are compared with; an incident closes after its last deployment
    return doraOf(service, environment, await archive.releaseFacts({ service, since }), { now: at, count: weeks });
  }

  async function of(services: readonly string[], weeks: number): Promise<DoraReport> {
    const asked = installation.services.filter(({ name }) => services.includes(name));
    const answers: DoraReport['services'] = [];
    for (const { name, environment } of asked) answers.push(await kept.of(`${weeks} ${name}`, () => ask(name, environment, weeks))); // one after another: the archive has other readers
    return { definitions: doraDefinitions(), services: answers };
  }

  return { of };
}
