// What is told in the rows of a page? Each is read from its incident's query, when it may have changed; what can not be read in time stays what visibility, or the last reading, knows.
import { setTimeout as delay } from 'node:timers/promises';
import type { WorkflowExecutionInfo } from '@temporalio/client';
import type { IncidentSummary } from '../../src/contracts/http';
import { DayshiftError } from '../../src/errors';
import { BoundedCache } from '../bounded-cache';
import { summaryOfRow, summaryOfView, type HeadlineOf } from '../summaries';
import type { Runs } from './runs';
import type { Views } from './views';

const MOST_KEPT = 2000;
const SIDE_BY_SIDE = 8;
const WORKER_WITHIN_MS = 1500;
const FRESH_MS = 900; // not every change shows in visibility: after so long a row is looked at again

interface Known { summary?: IncidentSummary; seen: string; readAt: number } // seen: what visibility said then; without a summary it could not be read

export interface RowReader {
  /** The rows in their order. `most`: how many are read anew, those first that changed, then those that were read longest ago. */
  read(rows: readonly WorkflowExecutionInfo[], limits: { withinMs: number; most: number }): Promise<IncidentSummary[]>;
}

export interface RowReaderDeps {
  runs: Pick<Runs, 'describe'>;
  views: Pick<Views, 'ofRun'>;
  headlineOf: HeadlineOf;
  now?: () => number; // ms
}

/** All that visibility says of a run that may change. */
function seenOf({ status, searchAttributes }: WorkflowExecutionInfo): string {
  return JSON.stringify([status.name, searchAttributes]);
}

export function createRowReader({ runs, views, headlineOf, now = () => Date.now() }: RowReaderDeps): RowReader {
  const known = new BoundedCache<string, Known>(MOST_KEPT);

  /** When it was read; -1 when it must be read, undefined when it need not be: one that has ended does not change. */
  function due(row: WorkflowExecutionInfo): number | undefined {
    const before = known.get(row.runId);
    if (!before || before.seen !== seenOf(row)) return -1;
    if (row.status.name !== 'RUNNING' && before.summary) return undefined;
    return now() - before.readAt >= FRESH_MS ? before.readAt : undefined;
  }

  /** False: nobody answers, so that others need not be asked now. */
  async function readOne(row: WorkflowExecutionInfo): Promise<boolean> {
    const entry: Known = { seen: seenOf(row), readAt: now() };
    try {
      const description = await runs.describe(row.workflowId, row.runId);
      if (description) entry.summary = summaryOfView(await views.ofRun(description, WORKER_WITHIN_MS), headlineOf);
      return true;
    } catch (error) {
      entry.summary = known.get(row.runId)?.summary;
      return !(error instanceof DayshiftError); // one that cannot be read, e.g. because it is broken, keeps no other from being read
    } finally {
      entry.readAt = now();
      known.set(row.runId, entry);
    }
  }

  async function readAll(rows: WorkflowExecutionInfo[], isOver: () => boolean): Promise<void> {
    let silent = false;
    async function next(): Promise<void> {
      for (let row = rows.shift(); row && !silent && !isOver(); row = rows.shift()) silent = !(await readOne(row)) || silent;
    }
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, next));
  }

  async function read(rows: readonly WorkflowExecutionInfo[], { withinMs, most }: { withinMs: number; most: number }): Promise<IncidentSummary[]> {
    const asked = rows.flatMap((row) => { const at = due(row); return at === undefined ? [] : [{ row, at }]; }).sort((a, b) => a.at - b.at).map(({ row }) => row).slice(0, most);
    const over = new AbortController();
    const reading = readAll(asked, () => over.signal.aborted).then(() => { over.abort(); });
    await Promise.race([reading, delay(withinMs, undefined, { signal: over.signal }).catch(() => undefined)]);
    over.abort(); // those under way end by themselves, and are known the next time
    return rows.map((row) => {
      const { summary, seen } = known.get(row.runId) ?? {};
      return summary && (seen === seenOf(row) || row.status.name === 'RUNNING') ? summary : summaryOfRow(row);
    });
  }

  return { read };
}
