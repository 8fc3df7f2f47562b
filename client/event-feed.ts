// How is a server-sent event stream followed for hours? Read, and when it breaks or goes silent, say so and come back with the last event's id.
import { createParser } from 'eventsource-parser';
import { watchSilence, type Silence } from './silence';
import { wait } from './wait';

export interface FeedEvent { name: string; data: string } // name `opened`: it stands, once more too; `lost`: it broke, data says why
export interface OpenOptions { signal: AbortSignal; headers: Record<string, string> }

export interface Patience {
  /** Between two tries at most; the first wait is half a second, each is double the one before, less up to half of it by chance. */
  longestWaitMs?: number;
  /** The server says every 15 s that it is there: after so long without a byte the connection is taken for dead. */
  silentAfterMs?: number;
  /** Whether the first opening is tried again too, as later ones are. */
  insists?: boolean;
  /** Waits before the next try; may end early, e.g. because the network is back. */
  pause?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5000;
const SILENT_AFTER_MS = 40_000;
const BUSY = [408, 425, 429];

/** Ends when the signal aborts. The first opening may throw; later ones are tried again until they succeed or the answer is a final no, which is thrown. */
export async function* followEvents(open: (options: OpenOptions) => Promise<Response>, signal: AbortSignal, patience: Patience = {}): AsyncGenerator<FeedEvent> {
  const { longestWaitMs = LONGEST_WAIT_MS, silentAfterMs = SILENT_AFTER_MS, insists = false, pause = wait } = patience;
  let lastId = '';
  let next = FIRST_WAIT_MS;
  let opened = insists;
  while (!signal.aborted) {
    let reason = 'the stream ended';
    const connection = new AbortController();
    const silence = watchSilence(silentAfterMs, () => { connection.abort(new Error(`nothing was heard for ${Math.round(silentAfterMs / 1000)} seconds`)); });
    try {
      const headers: Record<string, string> = { accept: 'text/event-stream', ...(lastId ? { 'last-event-id': lastId } : {}) };
      silence.begin();
      const response = await open({ signal: AbortSignal.any([signal, connection.signal]), headers });
      silence.end();
      opened = true;
      yield { name: 'opened', data: '' };
      for await (const event of readEvents(response, silence)) {
        next = FIRST_WAIT_MS;
        lastId = event.id ?? lastId;
        yield { name: event.event ?? 'message', data: event.data };
      }
    } catch (error) {
      if (signal.aborted) return;
      if (!opened || isFinal(error)) throw error;
      reason = error instanceof Error ? error.message : String(error);
    } finally {
      silence.stop();
    }
    if (signal.aborted) return;
    yield { name: 'lost', data: reason };
    await pause(next * (1 - Math.random() / 2), signal);
    next = Math.min(longestWaitMs, next * 2);
  }
}

/** The server understood and said no: asking again will not help. */
function isFinal(error: unknown): boolean {
  const status = typeof error === 'object' && error !== null && 'problem' in error ? (error.problem as { status: number }).status : 503;
  return status >= 400 && status < 500 && !BUSY.includes(status);
}

interface Parsed { event?: string; data: string; id?: string }

async function* readEvents(response: Response, silence: Silence): AsyncGenerator<Parsed> {
  const type = response.headers.get('content-type') ?? 'nothing';
  if (!type.startsWith('text/event-stream')) { // e.g. the sign-in page of a hotel's network
    await response.body?.cancel().catch(() => undefined);
    throw new Error(`it was answered with ${type}, not with events`);
  }
  const ready: Parsed[] = [];
  const parser = createParser({ onEvent: (event) => { ready.push(event); } });
  const decoder = new TextDecoder();
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      silence.begin();
      const { done, value } = await reader.read();
      silence.end(); // who reads may take its time over what it got
      if (done) return;
      parser.feed(decoder.decode(value, { stream: true }));
      while (ready.length) yield ready.shift() as Parsed;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
