// How is a log read from where somebody is to its end? Followed while it is written, drained once it is known to be over; nothing twice, nothing left.
import type { ApiClient, Written } from '../../../../client/api-client';

export type LogSource = Pick<ApiClient, 'log' | 'followLog'>;

export interface Reading {
  from: number;
  over: AbortSignal; // aborts when nothing more will be written
  signal: AbortSignal; // aborts when nobody wants it any more
  pause?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5000;

/** Pieces as they come, with a `lost` for each break; ends when the log is over and read, or the signal aborts. Only a final no is thrown. */
export async function* readLog(source: LogSource, id: string, { from, over, signal, pause = wait }: Reading): AsyncGenerator<Written> {
  let offset = from;
  let wanted = FIRST_WAIT_MS;
  if (!over.aborted) {
    for await (const written of source.followLog(id, offset, AbortSignal.any([over, signal]))) {
      if (written.kind === 'log' && written.piece.next <= offset) continue; // read already, before a break
      if (written.kind === 'log') offset = written.piece.next;
      yield written;
      if (signal.aborted) return;
    }
  }
  while (!signal.aborted) {
    try {
      const piece = await source.log(id, offset);
      if (piece.next <= offset || piece.text === '') return;
      offset = piece.next;
      wanted = FIRST_WAIT_MS;
      yield { kind: 'log', piece };
    } catch (error) {
      if (isFinal(error)) throw error;
      yield { kind: 'lost', reason: error instanceof Error ? error.message : String(error) };
      await pause(wanted, signal);
      wanted = Math.min(LONGEST_WAIT_MS, wanted * 2);
    }
  }
}

function isFinal(error: unknown): boolean {
  const status = typeof error === 'object' && error !== null && 'problem' in error ? (error.problem as { status: number }).status : 503;
  return status >= 400 && status < 500;
}

export async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const finish = () => { clearTimeout(timer); signal.removeEventListener('abort', finish); resolve(); };
    const timer = setTimeout(finish, milliseconds);
    signal.addEventListener('abort', finish);
    if (signal.aborted) finish();
  });
}
