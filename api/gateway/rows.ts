// Which incidents does Temporal know? Rows by visibility; each is read from its query, but only again when it has changed.
import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import type { IncidentSummary } from '../../src/contracts/http';
import { SEARCH_ATTRIBUTE, WORKFLOW_TYPE } from '../../src/domain/ids';
import { Phase } from '../../src/domain/vocabulary';
import { BoundedCache } from '../bounded-cache';
import { summaryOfRow, summaryOfView, type HeadlineOf } from '../summaries';
import type { Runs } from './runs';
import { asking } from './temporal-faults';
import type { Views } from './views';

const MOST_OPEN = 1000;
const MOST_READ_AT_ONCE = 50; // of the open ones, those that changed first, then in turn
const SIDE_BY_SIDE = 8;
const WORKER_WITHIN_MS = 1500;
const LIST_WITHIN_MS = 5000;

// One that has recovered by itself runs on until its reopen window is over; it is closed all the same.
const RECOVERED = `${SEARCH_ATTRIBUTE.phase} = '${Phase.Closed}'`;
const OPEN = `ExecutionStatus = 'Running' AND (${SEARCH_ATTRIBUTE.phase} != '${Phase.Closed}' OR ${SEARCH_ATTRIBUTE.phase} IS NULL)`;
const ENDED = `((ExecutionStatus = 'Running' AND ${RECOVERED}) OR (ExecutionStatus != 'Running' AND ExecutionStatus != 'ContinuedAsNew'))`;

interface Known { summary: IncidentSummary; attributes: string; readAt: number }

export interface Rows {
  /** Newest first. A row whose worker is silent is what visibility knows. Throws `unreachable` when Temporal is. */
  open(): Promise<IncidentSummary[]>;
  /** Newest first, as long as Temporal keeps them; those of the given runs are left out. */
  closed(limit: number, known: ReadonlySet<string>): Promise<IncidentSummary[]>;
}

export function createRows(client: Client, runs: Runs, views: Views, headlineOf: HeadlineOf): Rows {
  const known = new BoundedCache<string, Known>(MOST_OPEN * 2);
  const finished = new BoundedCache<string, IncidentSummary>(MOST_OPEN);
  let reads = 0;

  async function list(query: string, limit: number): Promise<WorkflowExecutionInfo[]> {
    return asking('Temporal', () => client.withDeadline(Date.now() + LIST_WITHIN_MS, async () => {
      const rows: WorkflowExecutionInfo[] = [];
      for await (const row of client.workflow.list({ query: `WorkflowType = '${WORKFLOW_TYPE}' AND ${query}`, pageSize: limit })) {
        rows.push(row);
        if (rows.length >= limit) break;
      }
      return rows;
    }));
  }

  /** Reads rows a few at a time; after the first silence the rest is not asked again in this round. */
  async function readAll(rows: WorkflowExecutionInfo[], keep: (row: WorkflowExecutionInfo, summary: IncidentSummary) => void): Promise<void> {
    const left = [...rows];
    let silent = false;
    async function next(): Promise<void> {
      for (let row = left.shift(); row && !silent; row = left.shift()) {
        try {
          const description = await runs.describe(row.workflowId, row.runId);
          if (description) keep(row, summaryOfView(await views.ofRun(description, WORKER_WITHIN_MS), headlineOf));
        } catch {
          silent = true; // the row stays what visibility, or the last reading, knows
        }
      }
    }
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, next));
  }

  async function open(): Promise<IncidentSummary[]> {
    const rows = await list(OPEN, MOST_OPEN);
    const due = (row: WorkflowExecutionInfo): number => {
      const before = known.get(row.runId);
      return !before || before.attributes !== JSON.stringify(row.searchAttributes) ? -1 : before.readAt;
    };
    const ordered = rows.map((row) => ({ row, at: due(row) })).sort((a, b) => a.at - b.at).map(({ row }) => row);
    await readAll(ordered.slice(0, MOST_READ_AT_ONCE), (row, summary) => {
      known.set(row.runId, { summary, attributes: JSON.stringify(row.searchAttributes), readAt: (reads += 1) });
    });
    return rows.map((row) => known.get(row.runId)?.summary ?? summaryOfRow(row));
  }

  async function closed(limit: number, archived: ReadonlySet<string>): Promise<IncidentSummary[]> {
    const rows = (await list(ENDED, limit)).filter((row) => !archived.has(row.runId));
    const read = new Map<string, IncidentSummary>();
    await readAll(rows.filter((row) => !finished.get(row.runId)), (row, summary) => {
      if (row.status.name === 'RUNNING') read.set(row.runId, summary); // it may reopen
      else finished.set(row.runId, summary);
    });
    return rows.map((row) => read.get(row.runId) ?? finished.get(row.runId) ?? summaryOfRow(row));
  }

  return { open, closed };
}
