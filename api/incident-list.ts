// Which incidents are there, open and closed? Temporal's and the archive's rows, each incident once.
import type { IncidentSummary } from '../src/contracts/http';
import { Phase } from '../src/domain/vocabulary';
import type { Archive } from '../src/ports/archive';
import { DayshiftError } from '../src/errors';
import type { IncidentGateway } from './incident-gateway';
import { summaryOfRecord, type HeadlineOf } from './summaries';

const MOST_CLOSED = 100;

export type ListState = 'open' | 'closed' | 'all';

export interface IncidentListing {
  /** Newest first. Throws `unreachable` when Temporal is silent and open ones are asked for. */
  list(state: ListState): Promise<IncidentSummary[]>;
}

export interface ListingDeps {
  gateway: Pick<IncidentGateway, 'openRows' | 'closedRows'>;
  archive: Pick<Archive, 'list'>;
  headlineOf: HeadlineOf;
  /** Told of what could not be read and was left out. */
  warn(what: string, error: unknown): void;
}

export function createIncidentListing({ gateway, archive, headlineOf, warn }: ListingDeps): IncidentListing {
  async function archived(): Promise<IncidentSummary[]> {
    try {
      return (await archive.list({ limit: MOST_CLOSED })).map((record) => summaryOfRecord(record, headlineOf));
    } catch (error) {
      warn('the archive could not be read', error);
      return [];
    }
  }

  async function closed(): Promise<IncidentSummary[]> {
    const kept = await archived();
    try {
      return [...kept, ...(await gateway.closedRows(MOST_CLOSED, new Set(kept.map((row) => row.runId))))];
    } catch (error) {
      if (kept.length === 0 || !(error instanceof DayshiftError)) throw error;
      warn('closed incidents that are not archived could not be read', error);
      return kept;
    }
  }

  /** An incident that was archived and has reopened since is open; one that closes at this moment may be in both lists as closed. */
  async function list(state: ListState): Promise<IncidentSummary[]> {
    const [ended, running] = await Promise.all([state === 'open' ? [] : closed(), state === 'closed' ? runningIfKnown() : gateway.openRows()]);
    const open = running.filter(({ phase }) => phase !== Phase.Closed);
    const isOpen = new Set(open.map(({ id }) => id));
    const over = state === 'open' ? [] : [...running, ...ended].filter(({ id }) => !isOpen.has(id));
    const rows = new Map([...(state === 'closed' ? [] : open), ...over].map((row) => [row.id, row]));
    return [...rows.values()].sort((a, b) => b.openedAt.localeCompare(a.openedAt));
  }

  async function runningIfKnown(): Promise<IncidentSummary[]> {
    try {
      return await gateway.openRows();
    } catch (error) {
      warn('open incidents could not be read', error);
      return [];
    }
  }

  return { list };
}
