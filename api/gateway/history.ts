// When has an incident changed? Its history is followed by long poll, which costs no event and no polling; its watch has a history of its own.
import type { Client } from '@temporalio/client';
import type { IncidentView } from '../../src/contracts/incident';
import { watchWorkflowId } from '../../src/domain/ids';
import type { Runs } from './runs';
import { asking, isNotFound } from './temporal-faults';

const LONG_POLL_MS = 70_000; // the server answers within about twenty seconds, with or without news

/** Yields at once, then each time something may have changed; ends when the incident has closed or the signal aborts. */
export type Changes = (id: string, signal: AbortSignal) => AsyncGenerator<void>;
/** The same of what observes the incident's release now; ends at once when nothing does. */
export type WatchChanges = (view: Pick<IncidentView, 'id' | 'release'>, signal: AbortSignal) => AsyncGenerator<void>;

export function createChanges(client: Client, runs: Runs): Changes {
  return async function* changes(id, signal) {
    yield* follow(client, await runs.find(id), signal);
  };
}

export function createWatchChanges(client: Client, runs: Runs): WatchChanges {
  return async function* changes({ id, release }, signal) {
    const watch = release && await runs.describe(watchWorkflowId(id, release.digest));
    if (watch?.status.name !== 'RUNNING') return;
    try {
      yield* follow(client, watch, signal);
    } catch (error) {
      if (!isNotFound(error)) throw error; // it has ended, and is gone
    }
  };
}

async function* follow(client: Client, found: { workflowId: string; runId: string }, signal: AbortSignal): AsyncGenerator<void> {
  const { namespace } = client.options;
  const { workflowId } = found;
  let { runId } = found;
  let nextPageToken: Uint8Array | undefined;
  while (!signal.aborted) {
    const asked = { namespace, execution: { workflowId, runId }, waitNewEvent: true, ...(nextPageToken ? { nextPageToken } : {}) };
    const page = await asking('Temporal', () => untilAborted(signal, (call) => client.withAbortSignal(call, () =>
      client.withDeadline(Date.now() + LONG_POLL_MS, () => client.workflowService.getWorkflowExecutionHistory(asked)))));
    const events = page.history?.events ?? [];
    const first = nextPageToken === undefined;
    nextPageToken = page.nextPageToken?.length ? page.nextPageToken : undefined;
    const next = events.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
    if (next) runId = next;
    // Only a workflow task changes what the query answers; a history without a next page is closed.
    if (first || next || !nextPageToken || events.some((event) => event.workflowTaskCompletedEventAttributes)) yield;
    if (!next && !nextPageToken) return;
  }
}

/** One call under a signal of its own: the client never stops listening to the signal that it is given. */
async function untilAborted<T>(signal: AbortSignal, run: (call: AbortSignal) => Promise<T>): Promise<T> {
  const call = new AbortController();
  const abort = (): void => { call.abort(); };
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await run(call.signal);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
