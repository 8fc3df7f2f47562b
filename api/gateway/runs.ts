// Which run is behind an incident's id? Asked of the workflow itself first: visibility lags behind what was just opened.
import type { Client, WorkflowExecutionDescription, WorkflowExecutionInfo } from '@temporalio/client';
import { incidentId, parseIncidentId, SEARCH_ATTRIBUTE } from '../../src/domain/ids';
import { Phase } from '../../src/domain/vocabulary';
import { DayshiftError } from '../../src/errors';
import { BoundedCache } from '../bounded-cache';
import { asking, isNotFound } from './temporal-faults';

const ANSWER_WITHIN_MS = 5000;
const MOST_RUNS_READ = 200;

export interface Runs {
  /** The newest run of that incident, as it is now. Throws `incident-unknown`, `unreachable`. */
  find(id: string): Promise<WorkflowExecutionDescription>;
  /** A run, or the newest of a workflow id; undefined when Temporal has none. */
  describe(workflowId: string, runId?: string): Promise<WorkflowExecutionDescription | undefined>;
  /** The incident that a run belongs to. */
  idOf(workflowId: string, runId: string): Promise<string>;
  /** The incident of a run that was opened just now: the first of its chain, so that Temporal need not be asked for it. */
  opened(workflowId: string, runId: string): string;
}

export function firstRunOf(description: WorkflowExecutionDescription): string {
  return description.raw.workflowExecutionInfo?.firstRunId || description.runId;
}

/** Whether the incident of a run goes on: one that has recovered by itself runs on for its reopen window, in the phase `closed`. */
export function isOpen({ status, searchAttributes }: Pick<WorkflowExecutionInfo, 'status' | 'searchAttributes'>): boolean {
  return status.name === 'RUNNING' && searchAttributes[SEARCH_ATTRIBUTE.phase]?.[0] !== Phase.Closed;
}

export function createRuns(client: Client): Runs {
  const found = new BoundedCache<string, string>(2000); // incident -> run
  const ids = new BoundedCache<string, string>(2000); // run -> incident

  async function describe(workflowId: string, runId?: string): Promise<WorkflowExecutionDescription | undefined> {
    try {
      return await asking('Temporal', () => client.withDeadline(Date.now() + ANSWER_WITHIN_MS, () => client.workflow.getHandle(workflowId, runId).describe()));
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }

  async function find(id: string): Promise<WorkflowExecutionDescription> {
    const parsed = parseIncidentId(id);
    if (!parsed) throw new DayshiftError('incident-unknown', { id });
    const known = found.get(id);
    const kept = known ? await describe(parsed.workflowId, known) : undefined;
    if (kept && kept.status.name !== 'CONTINUED_AS_NEW') return kept;
    const newest = await describe(parsed.workflowId);
    const run = newest && belongs(newest, parsed.runPrefix) ? newest : await earlier(parsed.workflowId, parsed.runPrefix);
    if (!run) throw new DayshiftError('incident-unknown', { id });
    found.set(id, run.runId);
    return run;
  }

  /** A run of an incident before the newest one with the same cause; the last of its chain. */
  async function earlier(workflowId: string, runPrefix: string): Promise<WorkflowExecutionDescription | undefined> {
    const rows = client.workflow.list({ query: `WorkflowId = '${workflowId}'`, pageSize: MOST_RUNS_READ }); // newest first
    let read = 0;
    for await (const row of rows) {
      if ((read += 1) > MOST_RUNS_READ) return undefined;
      if (row.status.name === 'CONTINUED_AS_NEW') continue;
      const description = await describe(workflowId, row.runId);
      if (description && belongs(description, runPrefix)) return description;
    }
    return undefined;
  }

  async function idOf(workflowId: string, runId: string): Promise<string> {
    const known = ids.get(runId);
    if (known) return known;
    const description = await describe(workflowId, runId);
    const id = incidentId(workflowId, description ? firstRunOf(description) : runId);
    ids.set(runId, id);
    return id;
  }

  function opened(workflowId: string, runId: string): string {
    const id = incidentId(workflowId, runId);
    ids.set(runId, id);
    return id;
  }

  return { find, describe, idOf, opened };
}

function belongs(description: WorkflowExecutionDescription, runPrefix: string): boolean {
  return firstRunOf(description).startsWith(runPrefix);
}
