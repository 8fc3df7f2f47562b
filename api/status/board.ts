// What do customers read at this moment? Asked once in ten seconds for all of them; when dayshift cannot tell, what was known last stays, with its time.
import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import type { IncidentSummary } from '../../src/contracts/http';
import type { PublicStatus } from '../../src/contracts/public-status';
import type { Installation, StatusPage } from '../../src/contracts/installation';
import { keptSeconds, statusOf, statusUnknown, type Telling } from '../../src/domain/status';
import { mask } from '../../src/errors';
import type { ApiDeps } from '../deps';
import { summaryOfRecord } from '../summaries';

const FRESH_MS = 10_000;
const LIMIT_MS = 6000; // longer than the door waits for Temporal, so that it is the one that gives up
const MOST_READ = 200;

export interface StatusBoard {
  /** Never rejects. */
  read(): Promise<PublicStatus>;
}

export interface StatusBoardDeps {
  installation: Pick<Installation, 'services'>;
  page: StatusPage;
  gateway: Pick<ApiDeps['gateway'], 'openRows' | 'closedRows'>;
  archive: Pick<ApiDeps['archive'], 'list'>;
  logger: Pick<Logger, 'warn'>;
  now?: () => number; // ms
  limitMs?: number;
}

export function createStatusBoard({ installation, page, gateway, archive, logger, now = () => Date.now(), limitMs = LIMIT_MS }: StatusBoardDeps): StatusBoard {
  const kept: { since: number; answer?: Promise<PublicStatus>; last?: PublicStatus; closed?: IncidentSummary[] } = { since: 0 };
  const telling = tellingOf(page, installation);

  async function ask(): Promise<PublicStatus> {
    try {
      const [open, closed] = await Promise.all([inTime(gateway.openRows()), inTime(closedNow()).catch((error: unknown) => {
        logger.warn({ reason: reasonOf(error) }, 'closed incidents could not be read for the status page');
        return kept.closed;
      })]);
      kept.closed = closed;
      kept.last = statusOf(telling, { open, closed, at: new Date(now()).toISOString() });
      return kept.last;
    } catch (error) {
      logger.warn({ reason: reasonOf(error) }, 'the status page cannot tell how it is');
      return kept.last ? { ...kept.last, isCurrent: false } : statusUnknown(page);
    }
  }

  /** Those of the archive, and those that have recovered and are not in it yet. */
  async function closedNow(): Promise<IncidentSummary[]> {
    const since = new Date(now() - keptSeconds(page) * 1000).toISOString();
    const records = await archive.list({ limit: MOST_READ, since, isBrief: true });
    const rows = records.map((record) => summaryOfRecord(record, () => undefined));
    return [...rows, ...await gateway.closedRows(MOST_READ, new Set(rows.map(({ runId }) => runId)))];
  }

  async function inTime<T>(asked: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<never>((_, reject) => { timer = setTimeout(() => { reject(new Error(`no answer within ${limitMs / 1000} s`)); }, limitMs); });
    return Promise.race([asked, limit]).finally(() => { clearTimeout(timer); });
  }

  async function read(): Promise<PublicStatus> {
    if (!kept.answer || now() - kept.since >= FRESH_MS) {
      kept.since = now();
      kept.answer = ask();
    }
    return kept.answer;
  }

  return { read };
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

function reasonOf(error: unknown): string {
  return mask(error instanceof Error ? error.message : String(error));
}
