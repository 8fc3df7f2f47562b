// When has an incident changed? Its history is followed by long poll, which costs no event and no polling.
import type { Client } from '@temporalio/client';
import type { Runs } from './runs';
import { asking } from './temporal-faults';

const LONG_POLL_MS = 70_000; // the server answers within about twenty seconds, with or without news

/** Yields at once, then each time something may have changed; ends when the incident has closed or the signal aborts. */
export type Changes = (id: string, signal: AbortSignal) => AsyncGenerator<void>;

export function createChanges(client: Client, runs: Runs): Changes {
  const { namespace } = client.options;
  return async function* changes(id, signal) {
    const found = await runs.find(id);
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
  };
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
