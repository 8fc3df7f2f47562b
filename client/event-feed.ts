// How is a server-sent event stream followed for hours? Read, and when it breaks, say so and come back with the last event's id.
import { createParser } from 'eventsource-parser';

export interface FeedEvent { name: string; data: string } // name `lost`: the connection broke, data says why
export interface OpenOptions { signal: AbortSignal; headers: Record<string, string> }

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5000;

/** Ends when the signal aborts. The first opening may throw; later ones are tried again until they succeed. */
export async function* followEvents(open: (options: OpenOptions) => Promise<Response>, signal: AbortSignal): AsyncGenerator<FeedEvent> {
  let lastId = '';
  let wait = FIRST_WAIT_MS;
  let opened = false;
  while (!signal.aborted) {
    let reason = 'the stream ended';
    try {
      const headers: Record<string, string> = { accept: 'text/event-stream', ...(lastId ? { 'last-event-id': lastId } : {}) };
      const response = await open({ signal, headers });
      opened = true;
      for await (const event of readEvents(response)) {
        wait = FIRST_WAIT_MS;
        lastId = event.id ?? lastId;
        yield { name: event.event ?? 'message', data: event.data };
      }
    } catch (error) {
      if (signal.aborted) return;
      if (!opened || isFinal(error)) throw error;
      reason = error instanceof Error ? error.message : String(error);
    }
    if (signal.aborted) return;
    yield { name: 'lost', data: reason };
    await pause(wait, signal);
    wait = Math.min(LONGEST_WAIT_MS, wait * 2);
  }
}

/** The server understood and said no: asking again will not help. */
function isFinal(error: unknown): boolean {
  const status = typeof error === 'object' && error !== null && 'problem' in error ? (error.problem as { status: number }).status : 503;
  return status >= 400 && status < 500;
}

interface Parsed { event?: string; data: string; id?: string }

async function* readEvents(response: Response): AsyncGenerator<Parsed> {
  const ready: Parsed[] = [];
  const parser = createParser({ onEvent: (event) => { ready.push(event); } });
  const decoder = new TextDecoder();
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      parser.feed(decoder.decode(value, { stream: true }));
      while (ready.length) yield ready.shift() as Parsed;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const finish = () => { clearTimeout(timer); signal.removeEventListener('abort', finish); resolve(); };
    const timer = setTimeout(finish, milliseconds);
    signal.addEventListener('abort', finish);
  });
}
