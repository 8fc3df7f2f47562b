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
// Not every change shows in visibility, e.g. whose turn it is within a phase.
const FRESH_MS = 2000; // after so long a row is looked at again, beside the answer
const STALE_MS = 5000; // after so long, before it

interface Known { summary?: IncidentSummary; seen: string; readAt: number } // seen: what visibility said then; without a summary it could not be read

export interface RowReader {
  /** The rows in their order, after `withinMs` at the latest. `most`: how many are read anew, those first that changed, then those that were read longest ago. */
  read(rows: readonly WorkflowExecutionInfo[], limits: { withinMs: number; most: number }): Promise<IncidentSummary[]>;
  /** Resolves when nothing is being read any more. */
  settled(): Promise<void>;
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
  const underWay = new Map<string, Promise<boolean>>(); // by run: who asks twice is answered once

  /** How long ago it was read; Infinity when it must be read, 0 when it need not be: one that has ended does not change. */
  function ageOf(row: WorkflowExecutionInfo): number {
    const before = known.get(row.runId);
    if (!before || before.seen !== seenOf(row)) return Infinity;
    return row.status.name !== 'RUNNING' && before.summary ? 0 : now() - before.readAt;
  }

  /** False: nobody answers, so that others need not be asked now. */
  async function ask(row: WorkflowExecutionInfo): Promise<boolean> {
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

  function readOne(row: WorkflowExecutionInfo): Promise<boolean> {
    const before = underWay.get(row.runId);
    if (before) return before;
    const reading = ask(row).finally(() => { underWay.delete(row.runId); });
    underWay.set(row.runId, reading);
    return reading;
  }

  async function readAll(rows: WorkflowExecutionInfo[], signal?: AbortSignal): Promise<void> {
    const left = [...rows];
    let silent = false;
    async function next(): Promise<void> {
      for (let row = left.shift(); row && !silent && !signal?.aborted; row = left.shift()) silent = !(await readOne(row)) || silent;
    }
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, next));
  }

  async function read(rows: readonly WorkflowExecutionInfo[], { withinMs, most }: { withinMs: number; most: number }): Promise<IncidentSummary[]> {
    const due = rows.map((row) => ({ row, age: ageOf(row) })).filter(({ age }) => age >= FRESH_MS).sort((a, b) => (a.age === b.age ? 0 : b.age - a.age)).slice(0, most);
    const needed = due.filter(({ age }) => age >= STALE_MS).map(({ row }) => row);
    const over = new AbortController();
    const reading = readAll(needed, over.signal).then(() => { over.abort(); });
    await Promise.race([reading, delay(withinMs, undefined, { signal: over.signal }).catch(() => undefined)]);
    over.abort(); // those under way end by themselves, and are known the next time
    void readAll(due.filter(({ age }) => age < STALE_MS).map(({ row }) => row));
    return rows.map((row) => {
      const { summary, seen } = known.get(row.runId) ?? {};
      return summary && (seen === seenOf(row) || row.status.name === 'RUNNING') ? summary : summaryOfRow(row);
    });
  }

  async function settled(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay.values());
  }

  return { read, settled };
}
