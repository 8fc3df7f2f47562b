// How does the page stay live? One event stream with its state; a stream that the browser gave up is opened again.
import { useEffect, useState } from 'preact/hooks';
import { readJson } from '../unturned';
import { onChanged } from './session-news';

/** `stale`: dayshift answers, and hears nothing itself. `changedAt`: when something was last said anew; `lostAt`: since when nothing is heard. */
export interface Connection { state: 'connecting' | 'live' | 'stale' | 'lost'; changedAt?: number | undefined; lostAt?: number | undefined }
export type Handlers = Record<string, (data: unknown) => void>;

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 10_000;

/** Opens the stream; each named event is parsed and handed over. The answer closes it. */
export function openLive(path: string, handlers: Handlers, onConnection: (connection: Connection) => void): () => void {
  let source: EventSource;
  let retry = 0;
  let wait = FIRST_WAIT_MS;
  let changedAt: number | undefined;
  let lostAt: number | undefined;
  const last = new Map<string, string>();

  function open(): void {
    window.clearTimeout(retry);
    source = new EventSource(path);
    source.onopen = () => { wait = FIRST_WAIT_MS; lostAt = undefined; onConnection({ state: 'live', changedAt }); };
    source.onerror = () => {
      lostAt ??= Date.now();
      onConnection({ state: 'lost', changedAt, lostAt });
      if (source.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
      retry = window.setTimeout(open, wait);
      wait = Math.min(LONGEST_WAIT_MS, wait * 2);
    };
    source.addEventListener('stale', (event: MessageEvent<string>) => { // dayshift is there, but cannot look itself
      last.clear();
      const { since } = readJson(event.data) as { since?: string };
      lostAt = since ? Date.parse(since) : Date.now();
      onConnection({ state: 'stale', changedAt, lostAt });
    });
    for (const [name, handle] of Object.entries(handlers)) {
      source.addEventListener(name, (event: MessageEvent<string>) => {
        if (last.get(name) === event.data) return; // said again, as after a reconnect: nothing changed
        last.set(name, event.data);
        changedAt = Date.now();
        lostAt = undefined;
        handle(readJson(event.data));
        onConnection({ state: 'live', changedAt });
      });
    }
  }

  /** At once where waiting has lost its reason: the network is back, or somebody signed in. */
  function openAgain(): void {
    if (source.readyState === EventSource.CLOSED) open();
  }

  open();
  window.addEventListener('online', openAgain);
  const leave = onChanged(openAgain);
  return () => { window.clearTimeout(retry); window.removeEventListener('online', openAgain); leave(); source.close(); };
}

/** The time, once a second; figures that count move together. */
export function useNow(): number {
  return useTicking(Date.now);
}

/** The time, once a minute: for lists of days and hours, which need not be drawn each second. */
export function useMinute(): number {
  return useTicking(minuteNow);
}

/** The day, by UTC. */
export function useToday(): string {
  return useTicking(todayNow);
}

function minuteNow(): number {
  return Math.floor(Date.now() / 60_000) * 60_000;
}

function todayNow(): string {
  return new Date().toISOString().slice(0, 10);
}

/** Read each second; drawn anew only when it reads otherwise. */
function useTicking<Read extends number | string>(read: () => Read): Read {
  const [now, setNow] = useState(read);
  useEffect(() => {
    const timer = window.setInterval(() => { setNow(read); }, 1000);
    return () => { window.clearInterval(timer); };
  }, [read]);
  return now;
}
