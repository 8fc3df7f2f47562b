// What does a log say so far? Followed as server-sent events while it is written, read in pieces when it is whole; a break goes on where it was.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { LogPiece } from '../../../src/contracts/http';
import { createLogLines } from '../log-lines';
import type { LogLines } from '../log-lines';
import { asRefused, get, getAsWritten } from './api';
import type { Refused } from './api';

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 10_000;

export interface ReadLog {
  log: LogLines;
  change: number; // another number whenever there is more
  state: 'reading' | 'following' | 'lost' | 'whole';
  refused: Refused | undefined;
}

export function addressOfLog(id: string): string {
  return `/api/v1/logs/${id.split('/').map(encodeURIComponent).join('/')}`;
}

export function useLog(id: string, running: boolean): ReadLog {
  const kept = useRef({ id: '', log: createLogLines(), next: 0 });
  if (kept.current.id !== id) kept.current = { id, log: createLogLines(), next: 0 };
  const [change, setChange] = useState(0);
  const [state, setState] = useState<ReadLog['state']>('reading');
  const [refused, setRefused] = useState<Refused>();
  useEffect(() => {
    const { current } = kept;
    const drawing = drawOnce(() => { setChange((count) => count + 1); });
    const take = ({ text, next }: LogPiece) => {
      if (next <= current.next) return; // read already, before a break
      current.log.append(text);
      current.next = next;
      drawing.ask();
    };
    const heard = { take, next: () => current.next, setState, setRefused };
    const leave = running ? follow(id, heard) : readWhole(id, heard);
    return () => { leave(); drawing.leave(); };
  }, [id, running]);
  return { log: kept.current.log, change, state, refused };
}

interface Heard { take: (piece: LogPiece) => void; next: () => number; setState: (state: ReadLog['state']) => void; setRefused: (refused: Refused | undefined) => void }

/** However much comes, it is drawn once a frame. */
function drawOnce(draw: () => void): { ask: () => void; leave: () => void } {
  let frame = 0;
  return {
    ask: () => { if (!frame) frame = requestAnimationFrame(() => { frame = 0; draw(); }); },
    leave: () => { cancelAnimationFrame(frame); draw(); },
  };
}

function follow(id: string, { take, next, setState }: Heard): () => void {
  let source: EventSource;
  let retry = 0;
  let wait = FIRST_WAIT_MS;
  function open(): void {
    source = new EventSource(`${addressOfLog(id)}?offset=${next()}`);
    source.onopen = () => { wait = FIRST_WAIT_MS; setState('following'); };
    source.addEventListener('log', (event: MessageEvent<string>) => { take(JSON.parse(event.data) as LogPiece); });
    source.onerror = () => {
      setState('lost');
      if (source.readyState !== EventSource.CLOSED) return; // the browser comes back by itself, with the last event's id
      retry = window.setTimeout(open, wait);
      wait = Math.min(LONGEST_WAIT_MS, wait * 2);
    };
  }
  open();
  return () => { window.clearTimeout(retry); source.close(); };
}

function readWhole(id: string, { take, next, setState, setRefused }: Heard): () => void {
  let left = false;
  let retry = 0;
  let wait = FIRST_WAIT_MS;
  async function read(): Promise<void> {
    try {
      for (let before = -1; before !== next() && !left;) {
        before = next();
        const piece = await get<LogPiece>(`${addressOfLog(id)}?offset=${before}`);
        if (!left) take(piece);
      }
      if (left) return;
      setRefused(undefined);
      setState('whole');
    } catch (error) {
      if (left) return;
      const fault = asRefused(error);
      setRefused(fault);
      setState('lost');
      if (fault.problem.status !== 0 && fault.problem.status < 500) return;
      retry = window.setTimeout(() => { void read(); }, wait);
      wait = Math.min(LONGEST_WAIT_MS, wait * 2);
    }
  }
  void read();
  return () => { left = true; window.clearTimeout(retry); };
}

/** The whole log as it was written, whatever of it is shown. */
export async function wholeLog(id: string): Promise<Blob> {
  const parts: string[] = [];
  for (let before = -1, next = 0; before !== next;) {
    before = next;
    const piece = await getAsWritten<LogPiece>(`${addressOfLog(id)}?offset=${before}`);
    parts.push(piece.text);
    next = piece.next;
  }
  return new Blob(parts, { type: 'text/plain;charset=utf-8' });
}
