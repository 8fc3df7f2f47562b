// Which incidents are closed? The archive's, merged with those that Temporal ended and the archive does not have; the last one that closed first.
import type { IncidentSummary } from '../src/contracts/http';
import type { IncidentFilter } from '../src/contracts/incident-question';
import { isFoundIn } from '../src/contracts/search-words';
import type { Archive, ArchiveFilter } from '../src/ports/archive';
import type { RowFilter, Rows } from './incident-gateway';
import { summaryOfRecord, type HeadlineOf } from './summaries';

export type Filter = Omit<IncidentFilter, 'phase'>;
/** Where a page begins: after the one that closed at that time, of that id. */
export interface After { at: string; id: string }

export interface ClosedIncidents {
  /** Whether anything of it could not be read is warned of; rejects only when nothing could. */
  page(filter: Filter, limit: number, after?: After): Promise<{ rows: IncidentSummary[]; next?: After }>;
  /** About how many; undefined when it is not known. */
  count(filter: Filter): Promise<number | undefined>;
}

export interface ClosedDeps {
  rows: Pick<Rows, 'ended' | 'openAmong'>;
  archive: Pick<Archive, 'list' | 'count'>;
  headlineOf: HeadlineOf;
  /** Told of what could not be read and was left out. */
  warn(what: string, error: unknown): void;
}

interface Part { rows: IncidentSummary[]; isAll: boolean }

export function archiveFilterOf({ service, severity, assignee, outcome, q, from, to }: Filter): ArchiveFilter {
  const fields = { service, severity, assignee, outcome, search: q, since: from && new Date(from).toISOString(), until: to && new Date(to).toISOString() };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function keyOf({ id, closedAt, openedAt }: IncidentSummary): After {
  return { at: new Date(closedAt ?? openedAt).toISOString(), id };
}

/** As the archive sorts: the last one first, then by id from behind. */
function inOrder(one: After, other: After): number {
  if (one.at !== other.at) return one.at > other.at ? -1 : 1;
  return one.id > other.id ? -1 : Number(one.id < other.id);
}

export function createClosedIncidents({ rows, archive, headlineOf, warn }: ClosedDeps): ClosedIncidents {
  async function archived(filter: Filter, limit: number, after?: After): Promise<Part | undefined> {
    try {
      const records = await archive.list({ ...archiveFilterOf(filter), limit, isBrief: true, ...(after ? { before: after.at, beforeId: after.id } : {}) });
      return { rows: records.map((record) => summaryOfRecord(record, headlineOf)), isAll: records.length < limit };
    } catch (error) {
      warn('the archive could not be read', error);
      return undefined;
    }
  }

  async function inTemporal(which: 'broken-off' | 'all', { service, severity, assignee, outcome, q, from, to }: Filter, after?: After): Promise<Part> {
    const asked: RowFilter = { service, severity, assignee, from, to };
    const { rows: found, isAll } = await rows.ended(which, asked, after?.at);
    return { isAll, rows: found.filter((row) => (outcome === undefined || row.outcome === outcome) && (q === undefined || isFoundIn(`${row.id} ${row.title}`, q))) };
  }

  async function besideRecords(filter: Filter, after?: After): Promise<Part | undefined> {
    try {
      return await withoutRecord(await inTemporal('broken-off', filter, after));
    } catch (error) {
      warn('closed incidents that are not archived could not be read', error);
      return undefined;
    }
  }

  /** Without those that the archive has too: there they are told in full. */
  async function withoutRecord(part: Part): Promise<Part> {
    if (part.rows.length === 0) return part;
    const ids = part.rows.map(({ id }) => id);
    const kept = new Set((await archive.list({ ids, limit: ids.length, isBrief: true })).map(({ incident }) => incident.id));
    return { ...part, rows: part.rows.filter(({ id }) => !kept.has(id)) };
  }

  async function page(filter: Filter, limit: number, after?: After): Promise<{ rows: IncidentSummary[]; next?: After }> {
    const [kept, brokenOff] = await Promise.all([archived(filter, limit, after), besideRecords(filter, after)]);
    const parts = kept ? [kept, ...(brokenOff ? [brokenOff] : [])] : [await inTemporal('all', filter, after)];
    const merged = merge(parts, after);
    const shown = merged.rows.slice(0, limit);
    const last = shown.at(-1);
    const isEnd = merged.isAll && merged.rows.length <= limit;
    return { rows: await withoutReopened(shown), ...(isEnd || !last ? {} : { next: keyOf(last) }) };
  }

  /** What was archived is over, unless Temporal says that it goes on. */
  async function withoutReopened(shown: IncidentSummary[]): Promise<IncidentSummary[]> {
    try {
      const open = await rows.openAmong(shown.map(({ runId }) => runId));
      return shown.filter(({ runId }) => !open.has(runId));
    } catch (error) {
      warn('open incidents could not be read', error);
      return shown;
    }
  }

  async function count(filter: Filter): Promise<number | undefined> {
    try {
      return await archive.count(archiveFilterOf(filter));
    } catch (error) {
      warn('the archive could not be counted', error);
      return undefined;
    }
  }

  return { page, count };
}

/** Each once and in order, as far as every part has been read: beyond the end of a part that goes on, something may be missing. */
function merge(parts: readonly Part[], after: After | undefined): Part {
  const ends = parts.flatMap(({ rows, isAll }) => { const last = rows.map(keyOf).sort(inOrder).at(-1); return isAll || !last ? [] : [last]; }).sort(inOrder);
  const [end] = ends;
  const all = new Map(parts.flatMap(({ rows }) => rows).map((row) => [row.id, row]));
  const rows = [...all.values()].map((row) => ({ row, key: keyOf(row) }))
    .filter(({ key }) => (!after || inOrder(after, key) < 0) && (!end || inOrder(key, end) <= 0))
    .sort((a, b) => inOrder(a.key, b.key)).map(({ row }) => row);
  return { rows, isAll: !end };
}
