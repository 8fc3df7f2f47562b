// What do customers read at this moment? Asked once in ten seconds for all of them; when dayshift cannot tell, what was known last stays, with its time.
import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import type { IncidentSummary } from '../../src/contracts/http';
import type { PublicStatus } from '../../src/contracts/public-status';
import type { Installation, StatusPage } from '../../src/contracts/installation';
import { keptSeconds, statusOf, statusUnknown, type Telling } from '../../src/domain/status';
import { SEVERITIES } from '../../src/domain/vocabulary';
import { answerWithin, reasonOf } from '../answer-within';
import type { ApiDeps } from '../deps';
import { FreshAnswers } from '../fresh-answers';
import { summaryOfRecord } from '../summaries';

const FRESH_MS = 10_000;
const LIMIT_MS = 6000; // longer than the door waits for Temporal, so that it is the one that gives up
const MOST_READ = 200;
const MOST_SHOWN = 50;

export interface StatusBoard {
  /** Never rejects. */
  read(): Promise<PublicStatus>;
}

export interface StatusBoardDeps {
  installation: Pick<Installation, 'services'>;
  page: StatusPage;
  gateway: { rows: Pick<ApiDeps['gateway']['rows'], 'foremost' | 'ended'> };
  archive: Pick<ApiDeps['archive'], 'list'>;
  logger: Pick<Logger, 'warn'>;
  now?: () => number; // ms
  limitMs?: number;
}

export function createStatusBoard({ installation, page, gateway: { rows }, archive, logger, now = () => Date.now(), limitMs = LIMIT_MS }: StatusBoardDeps): StatusBoard {
  const answers = new FreshAnswers<PublicStatus>({ forMs: FRESH_MS, now });
  const kept: { last?: PublicStatus; closed?: IncidentSummary[] } = {};
  const seconds = limitMs / 1000;
  const telling = tellingOf(page, installation);
  const told = SEVERITIES.slice(SEVERITIES.indexOf(page.from));

  async function ask(): Promise<PublicStatus> {
    try {
      const [open, closed] = await Promise.all([answerWithin(seconds, openNow()), answerWithin(seconds, closedNow()).catch((error: unknown) => {
        logger.warn({ reason: reasonOf(error) }, 'closed incidents could not be read for the status page');
        return kept.closed;
      })]);
      kept.closed = closed;
      kept.last = statusOf(telling, { ...open, closed, at: new Date(now()).toISOString() });
      return kept.last;
    } catch (error) {
      logger.warn({ reason: reasonOf(error) }, 'the status page cannot tell how it is');
      return kept.last ? { ...kept.last, isCurrent: false } : statusUnknown(page);
    }
  }

  async function openNow(): Promise<{ open: IncidentSummary[]; openCount: number }> {
    const services = await Promise.all(Object.keys(page.services).map(openOf));
    return { open: services.flatMap((service) => service.open), openCount: services.reduce((sum, { openCount }) => sum + openCount, 0) };
  }

  /** Of a storm the worst of each severity that is told, so that none is hidden behind many small ones. */
  async function openOf(service: string): Promise<{ open: IncidentSummary[]; openCount: number }> {
    const { rows: open, isAll } = await rows.foremost({ service }, MOST_SHOWN);
    if (isAll) return { open, openCount: open.filter(({ severity }) => told.includes(severity)).length };
    const parts = await Promise.all(told.map((severity) => rows.foremost({ service, severity }, MOST_SHOWN)));
    return { open: parts.flatMap((part) => part.rows), openCount: parts.reduce((sum, { total }) => sum + total, 0) };
  }

  /** Those of the archive, and those that have recovered and are not in it yet. */
  async function closedNow(): Promise<IncidentSummary[]> {
    const since = new Date(now() - keptSeconds(page) * 1000).toISOString();
    const records = await archive.list({ limit: MOST_READ, since, isBrief: true });
    const kept = records.map((record) => summaryOfRecord(record, () => undefined));
    const known = new Set(kept.map(({ runId }) => runId));
    return [...kept, ...(await rows.ended('all', { from: since })).rows.filter(({ runId }) => !known.has(runId))];
  }

  return { read: () => answers.of('status', ask) };
}

function tellingOf(page: StatusPage, { services }: Pick<Installation, 'services'>): Telling {
  const byName = new Map(services.map((service) => [service.name, service]));
  return {
    page,
    publicId: (id) => createHash('sha256').update(id).digest('hex').slice(0, 16),
    place(name) {
      const service = byName.get(name);
      return { environment: service?.environment ?? '', hasEarlier: Object.keys(service?.environments ?? {}).length > 0 };
    },
  };
}
