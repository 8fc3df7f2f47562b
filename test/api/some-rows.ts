// Rows without Temporal, typed by the real ones: pages by a token that names the last row, like Temporal's own.
import type { Rows, RowFilter } from '../../api/incident-gateway';
import { summaryOfView } from '../../api/summaries';
import type { IncidentSummary } from '../../src/contracts/http';
import type { IncidentView } from '../../src/contracts/incident';
import { byNeed } from '../../src/domain/attention';
import { isFoundIn } from '../../src/contracts/search-words';
import { DayshiftError } from '../../src/errors';

type Known = IncidentView | (IncidentSummary & { assignee?: string });

/** `all`: everything that there is now, open and closed; throws while Temporal is silent. */
export function createFakeRows(all: () => readonly Known[], onPoll: () => void = () => undefined): Rows {
  const fits = ({ service, severity, phases, assignee, from, to, runIds }: RowFilter, at: 'openedAt' | 'closedAt') => (one: Known): boolean => (service === undefined || one.service === service)
    && (severity === undefined || one.severity === severity) && (!phases || phases.includes(one.phase)) && (assignee === undefined || assigneeOf(one) === assignee)
    && (from === undefined || Date.parse(one[at] ?? '') >= Date.parse(from)) && (to === undefined || Date.parse(one[at] ?? '') < Date.parse(to)) && (!runIds || runIds.includes(one.runId));
  const open = (filter: RowFilter) => all().filter(({ phase }) => phase !== 'closed').filter(fits(filter, 'openedAt')).map(rowOf).sort(newestFirst);

  return {
    async page(filter, { limit, token, search }) {
      const after = token === undefined ? undefined : JSON.parse(Buffer.from(token, 'base64').toString()) as { openedAt: string; id: string };
      if (after && typeof after.id !== 'string') throw new DayshiftError('cursor-unknown');
      const left = open(filter).filter((row) => !after || newestFirst(after, row) < 0);
      const rows = left.slice(0, limit);
      const last = rows.at(-1);
      const next = last && rows.length === limit ? Buffer.from(JSON.stringify({ openedAt: last.openedAt, id: last.id })).toString('base64') : undefined;
      return { rows: search === undefined ? rows : rows.filter(({ id, title }) => isFoundIn(`${id} ${title}`, search)), ...(next ? { next } : {}) };
    },
    count: async (filter) => open(filter).length,
    async foremost(filter, limit) {
      onPoll();
      const rows = open(filter).sort(byNeed);
      return { rows: rows.slice(0, limit), total: rows.length, isAll: rows.length <= limit };
    },
    openAmong: async (runIds) => new Set(open({ runIds }).map(({ runId }) => runId)),
    settled: async () => undefined,
    async ended(_which, filter, until) {
      const rows = all().filter(({ phase }) => phase === 'closed').filter(fits(filter, 'closedAt')).map(rowOf).filter(({ closedAt = '' }) => until === undefined || closedAt <= until);
      return { rows: rows.sort((a, b) => (b.closedAt ?? '').localeCompare(a.closedAt ?? '')), isAll: true };
    },
  };
}

function assigneeOf(one: Known): string | undefined {
  return 'assignment' in one ? one.assignment?.to : (one as { assignee?: string }).assignee;
}

function rowOf(one: Known): IncidentSummary {
  return 'timeline' in one ? summaryOfView(one, () => undefined) : one;
}

function newestFirst(one: { openedAt: string; id: string }, other: { openedAt: string; id: string }): number {
  return other.openedAt.localeCompare(one.openedAt) || one.id.localeCompare(other.id);
}
