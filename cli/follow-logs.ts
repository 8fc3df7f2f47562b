// How are logs followed while they are written? By streams that go on where they were, until the incident says that they are over; then what is left is read.
import type { ApiClient } from '../client/api-client';
import type { LogPiece } from '../src/contracts/http';
import { isOver, isQuiet, runningLogs } from './which-log';
import type { NamedLog } from './which-log';

type Api = Pick<ApiClient, 'log' | 'followLog' | 'followIncident'>;
export interface LogReader {
  /** In order, of one log at a time or of several side by side. */
  piece(of: NamedLog, piece: LogPiece): void;
  lost(reason: string): void;
}

/** Everything from `offset` on that there is now; answers where the next piece will begin. */
export async function readLog(api: Api, of: NamedLog, offset: number, reader: LogReader): Promise<number> {
  for (let from = offset; ;) {
    const piece = await api.log(of.log, from);
    if (piece.next <= from) return from;
    reader.piece(of, piece);
    from = piece.next;
  }
}

/** Until the row is over, or the signal aborts. */
export async function followOne(api: Api, id: string, of: NamedLog, reader: LogReader, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  const untilOver = async (): Promise<void> => {
    for await (const happening of api.followIncident(id, either)) if (happening.kind === 'incident' && isOver(happening.view, of.log)) return;
  };
  const stop = (): void => { over.abort(); };
  await Promise.all([untilOver().finally(stop), followUntil(api, of, reader, either, signal).finally(stop)]);
}

/** What runs of the newest attempt, each as it begins; until nothing runs, or the signal aborts. */
export async function followAll(api: Api, id: string, reader: LogReader, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  const all = AbortSignal.any([signal, over.signal]);
  const open = new Map<string, { end: AbortController; done: Promise<void> }>();
  const seen = new Set<string>();
  const failed: unknown[] = [];
  try {
    for await (const happening of api.followIncident(id, all)) {
      if (happening.kind === 'lost') reader.lost(happening.reason);
      if (happening.kind !== 'incident') continue;
      const { view } = happening;
      for (const [log, { end }] of open) if (isOver(view, log)) end.abort();
      for (const one of runningLogs(view)) if (!seen.has(one.log)) begin(one);
      if (isQuiet(view)) break;
    }
  } finally {
    for (const { end } of open.values()) end.abort();
    await Promise.all([...open.values()].map(({ done }) => done));
  }
  if (failed.length > 0 && !signal.aborted) throw failed[0];

  function begin(one: NamedLog): void {
    const end = new AbortController();
    seen.add(one.log);
    const done = followUntil(api, one, reader, AbortSignal.any([signal, end.signal]), signal).catch((error: unknown) => { failed.push(error); over.abort(); });
    open.set(one.log, { end, done });
  }
}

/** Until `until` aborts; what was written by then is read to its end, unless `signal` aborted: nobody waits then. */
async function followUntil(api: Api, of: NamedLog, reader: LogReader, until: AbortSignal, signal: AbortSignal): Promise<void> {
  let offset = 0;
  for await (const written of api.followLog(of.log, 0, until)) {
    if (written.kind === 'lost') reader.lost(written.reason);
    else {
      reader.piece(of, written.piece);
      offset = written.piece.next;
    }
  }
  if (!signal.aborted) await readLog(api, of, offset, reader);
}
