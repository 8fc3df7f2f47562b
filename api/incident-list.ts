// Which incidents are there? A page at a time: the open ones newest first, then the closed ones, the last one that closed first. The board has those that need somebody most.
import type { IncidentList, IncidentSummary } from '../src/contracts/http';
import type { IncidentFilter, IncidentQuestion } from '../src/contracts/incident-question';
import { Phase } from '../src/domain/vocabulary';
import { createClosedIncidents, type ClosedDeps, type Filter } from './closed-incidents';
import { readCursor, writeCursor, type Place } from './cursor';
import { FreshAnswers } from './fresh-answers';
import type { Foremost } from './gateway/rows';
import type { RowFilter, Rows } from './incident-gateway';

const MOST_OPEN = 100;
const FRESH_MS = 300; // those who ask together are answered together

export interface IncidentListing {
  /** Throws `cursor-unknown`, and `unreachable` when Temporal is silent and open ones are asked for. */
  page(question: IncidentQuestion): Promise<IncidentList>;
  /** The hundred open ones that need somebody most. Throws `unreachable`. */
  foremost(filter?: RowFilter): Promise<Foremost>;
  /** Those that closed last. */
  newestClosed(limit: number): Promise<IncidentSummary[]>;
}

export interface ListingDeps extends Omit<ClosedDeps, 'rows'> {
  gateway: { rows: Rows };
  now?: () => number; // ms
}

export function createIncidentListing({ gateway: { rows }, now = () => Date.now(), ...deps }: ListingDeps): IncidentListing {
  const closed = createClosedIncidents({ rows, ...deps });
  const recent = new FreshAnswers<Foremost>({ forMs: FRESH_MS, most: 200, now });

  async function page({ limit, cursor, ...question }: IncidentQuestion): Promise<IncidentList> {
    const place = cursor === undefined ? undefined : readCursor(question, cursor);
    const { state, phase, outcome, ...filter } = question;
    const parts = { open: state !== 'closed' && phase !== Phase.Closed && outcome === undefined, closed: state !== 'open' && (phase === undefined || phase === Phase.Closed) };
    const total = place === undefined ? totalOf(parts, question) : undefined;
    const { incidents, next } = await read(parts, question, limit, place ?? { in: parts.open ? 'open' : 'closed' });
    const sum = await total;
    return { incidents, ...(next ? { next: writeCursor(question, next) } : {}), ...(sum === undefined ? {} : { total: Math.max(sum, incidents.length) }) };

    async function totalOf(wanted: typeof parts, asked: typeof question): Promise<number | undefined> {
      if (wanted.open && asked.q !== undefined) return undefined; // Temporal counts no words
      const counts = await Promise.all([wanted.open ? rows.count(openFilterOf({ ...filter, phase })).catch(() => undefined) : 0, wanted.closed ? closed.count({ ...filter, outcome }) : 0]);
      return counts.reduce<number | undefined>((sum, one) => (sum === undefined || one === undefined ? undefined : sum + one), 0);
    }
  }

  async function read(parts: { open: boolean; closed: boolean }, question: Omit<IncidentQuestion, 'limit' | 'cursor'>, limit: number, place: Place): Promise<{ incidents: IncidentSummary[]; next?: Place }> {
    const { state, phase, outcome, ...filter } = question;
    if (place.in === 'closed') return parts.closed ? readClosed({ ...filter, outcome }, limit, place) : { incidents: [] };
    const { rows: open, next } = await rows.page(openFilterOf({ ...filter, phase }), { limit, token: place.token, search: filter.q });
    const shown = state === 'open' ? open.filter((row) => row.phase !== Phase.Closed) : open; // one that closes at this moment is still listed
    if (next !== undefined) return { incidents: shown, next: { in: 'open', token: next } };
    if (!parts.closed) return { incidents: shown };
    const left = limit - shown.length;
    if (left === 0) return { incidents: shown, next: { in: 'closed' } };
    const rest = await readClosed({ ...filter, outcome }, left, { in: 'closed' });
    const isShown = new Set(shown.map(({ id }) => id));
    return { ...rest, incidents: [...shown, ...rest.incidents.filter(({ id }) => !isShown.has(id))] };
  }

  async function readClosed(filter: Filter, limit: number, { at, id }: Extract<Place, { in: 'closed' }>): Promise<{ incidents: IncidentSummary[]; next?: Place }> {
    const { rows: incidents, next } = await closed.page(filter, limit, at === undefined || id === undefined ? undefined : { at, id });
    return { incidents, ...(next ? { next: { in: 'closed', ...next } } : {}) };
  }

  async function foremost(filter: RowFilter = {}): Promise<Foremost> {
    return recent.of(JSON.stringify(filter), () => rows.foremost(filter, MOST_OPEN));
  }

  return { page, foremost, newestClosed: async (limit) => (await closed.page({}, limit)).rows };
}

function openFilterOf({ service, severity, phase, assignee, from, to }: IncidentFilter): RowFilter {
  return { service, severity, assignee, from, to, ...(phase === undefined ? {} : { phases: [phase] }) };
}
