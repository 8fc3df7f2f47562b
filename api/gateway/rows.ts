// Which incidents does Temporal know? A page of them at a time, those that need somebody most, and those that ended without a record.
import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import type { IncidentSummary } from '../../src/contracts/http';
import { byNeed, RUNNING_PHASES, WAITING_PHASES } from '../../src/domain/attention';
import { incidentId } from '../../src/domain/ids';
import { isFoundIn } from '../../src/contracts/search-words';
import { Phase, SEVERITIES } from '../../src/domain/vocabulary';
import { FreshAnswers } from '../fresh-answers';
import type { HeadlineOf } from '../summaries';
import { createRowReader } from './row-reader';
import type { Runs } from './runs';
import { BROKEN_OFF, conditionsOf, createVisibility, ENDED, openQuery, queryFor, RESTING, type RowFilter } from './visibility';
import type { Views } from './views';

export type { RowFilter } from './visibility';

const READING = { withinMs: 1000, most: 200 }; // of a page that somebody waits for
const POLLING = { withinMs: 150, most: 50 }; // of a page that is asked for again and again: what is not known in time comes with the next answer
const COUNT_FRESH_MS = 2000;
const MOST_SEARCHED = 2000; // rows that are looked through for words before an answer is given
const MOST_ENDED = 200;

export interface OpenPage { rows: IncidentSummary[]; next?: string }
/** Those of a list that need somebody most. `total`: about how many there are in all. */
export interface Foremost { rows: IncidentSummary[]; total: number; isAll: boolean }
/** Closed ones, the last one first. `isAll` false: there are older ones. */
export interface Ended { rows: IncidentSummary[]; isAll: boolean }

/** Rejects with DayshiftError `unreachable` while Temporal is silent. A row whose worker is silent is what visibility knows. */
export interface Rows {
  /** Open ones, newest first. `search`: only those whose id, title, service or cause has the words; such a page may be short, or empty with a `next`. Throws `cursor-unknown`. */
  page(filter: RowFilter, asked: { limit: number; token?: string; search?: string }): Promise<OpenPage>;
  /** About how many are open. */
  count(filter: RowFilter): Promise<number>;
  /** Open ones by need, from two questions to ten, however many there are. Of more than the limit that need somebody alike, the newest. */
  foremost(filter: RowFilter, limit: number): Promise<Foremost>;
  /** Which of these runs are open. */
  openAmong(runIds: readonly string[]): Promise<Set<string>>;
  /** `broken-off`: those that Temporal ended, and those that rest and may reopen: there may be no record of them. `all`: with those that closed by themselves. `until`: ended by that time. */
  ended(which: 'broken-off' | 'all', filter: RowFilter, until?: string): Promise<Ended>;
  /** Resolves when nothing is being read beside an answer. */
  settled(): Promise<void>;
}

export function createRows(client: Client, runs: Runs, views: Views, headlineOf: HeadlineOf, now: () => number = () => Date.now()): Rows {
  const visibility = createVisibility(client);
  const reader = createRowReader({ runs, views, headlineOf });
  const counted = new FreshAnswers<number>({ forMs: COUNT_FRESH_MS, most: 100, now });

  async function page(filter: RowFilter, { limit, token, search }: { limit: number; token?: string; search?: string }): Promise<OpenPage> {
    let found = await visibility.page(openQuery(filter), limit, token);
    for (let looked = limit; search !== undefined; looked += limit) {
      found.rows = found.rows.filter((row) => isFoundIn(textOf(row), search));
      if (found.rows.length > 0 || found.next === undefined || looked >= MOST_SEARCHED) break;
      found = await visibility.page(openQuery(filter), limit, found.next);
    }
    const { rows, next } = found;
    return { rows: await reader.read(rows, READING), ...(next === undefined ? {} : { next }) };
  }

  async function count(filter: RowFilter): Promise<number> {
    const query = openQuery(filter);
    return counted.of(query, () => visibility.count(query));
  }

  async function foremost(filter: RowFilter, limit: number): Promise<Foremost> {
    const total = await count(filter);
    const all = total > limit ? undefined : await visibility.page(openQuery(filter), limit);
    const isAll = all !== undefined && all.next === undefined;
    const read = (await reader.read(isAll ? all.rows : await gravest(filter, limit), POLLING)).sort(byNeed);
    return { rows: read, total: isAll ? read.length : Math.max(total, read.length), isAll };
  }

  /** Tier after tier, until there are enough: what waits for people before what runs, each from critical to low. */
  async function gravest(filter: RowFilter, limit: number): Promise<WorkflowExecutionInfo[]> {
    const rows: WorkflowExecutionInfo[] = [];
    for (const tier of [WAITING_PHASES, RUNNING_PHASES]) {
      const phases = filter.phases ? tier.filter((phase) => filter.phases?.includes(phase)) : tier;
      if (phases.length === 0) continue;
      for (const severity of [...SEVERITIES].reverse()) {
        if (rows.length >= limit) return rows;
        if (filter.severity !== undefined && filter.severity !== severity) continue;
        rows.push(...(await visibility.page(openQuery({ ...filter, phases, severity }), limit - rows.length)).rows);
      }
    }
    return rows;
  }

  async function openAmong(runIds: readonly string[]): Promise<Set<string>> {
    if (runIds.length === 0) return new Set();
    const { rows } = await visibility.page(openQuery({ runIds }), runIds.length);
    return new Set(rows.map(({ runId }) => runId));
  }

  async function ended(which: 'broken-off' | 'all', { from, to, ...filter }: RowFilter, until?: string): Promise<Ended> {
    const over = [
      ...(from === undefined ? [] : [`CloseTime >= '${new Date(from).toISOString()}'`]),
      ...(to === undefined ? [] : [`CloseTime < '${new Date(to).toISOString()}'`]),
      ...(until === undefined ? [] : [`CloseTime <= '${new Date(Date.parse(until) + 1).toISOString()}'`]), // Temporal's times are finer than ours
    ];
    const [resting, gone] = await Promise.all([
      visibility.page(queryFor(RESTING, ...conditionsOf(filter)), MOST_ENDED),
      visibility.page(queryFor(which === 'all' ? ENDED : BROKEN_OFF, ...over, ...conditionsOf(filter)), MOST_ENDED),
    ]);
    const rows = await reader.read([...resting.rows, ...gone.rows], READING);
    const isInTime = ({ closedAt = '' }: IncidentSummary): boolean => (from === undefined || Date.parse(closedAt) >= Date.parse(from)) && (to === undefined || Date.parse(closedAt) < Date.parse(to));
    return { rows: rows.filter((row) => row.phase === Phase.Closed && isInTime(row)), isAll: gone.next === undefined };
  }

  return { page, count, foremost, openAmong, ended, settled: () => reader.settled() };
}

/** The id has the service and the cause in it. */
function textOf({ workflowId, runId, memo }: WorkflowExecutionInfo): string {
  const title = memo?.['title'];
  return `${incidentId(workflowId, runId)} ${typeof title === 'string' ? title : ''}`;
}
