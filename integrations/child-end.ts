// How does a child process come to its end? By itself or by a limit, and with its output to the last byte, though not for ever.
import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

const LONGEST_TIMER = 2 ** 31 - 1;
const QUIET_MILLISECONDS = 500; // a pipe that an escaped process holds open is given up when it is silent this long

export function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject); // no program, or no folder
    child.once('exit', (code) => resolve(code)); // not `close`: a command may close its output and live on, or leave it to a daemon
  });
}

/** Whatever ends it before its time. */
export function firstLimit({ timeoutSeconds, signal }: { timeoutSeconds: number; signal?: AbortSignal }): { reached: Promise<'timed-out' | 'cancelled'>; close: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let cancel: () => void = () => undefined;
  const reached = new Promise<'timed-out' | 'cancelled'>((resolve) => {
    cancel = () => resolve('cancelled');
    timer = setTimeout(() => resolve('timed-out'), Math.min(timeoutSeconds * 1000, LONGEST_TIMER));
  });
  signal?.addEventListener('abort', cancel);
  if (signal?.aborted) cancel();
  function close(): void {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
  }
  return { reached, close };
}

/** Waits for the pipes to run dry, but not for one that only an escaped process holds open. `heard` only rises. */
export async function drain(pumps: Promise<unknown>, streams: readonly Readable[], heard: () => number): Promise<void> {
  const dry = pumps.then(() => true);
  for (let before = -1; before !== heard(); ) {
    before = heard();
    const waiting = new AbortController();
    const quiet = sleep(QUIET_MILLISECONDS, false, { signal: waiting.signal }).catch(() => false);
    if (await Promise.race([dry, quiet]).finally(() => waiting.abort())) return;
  }
  for (const stream of streams) stream.destroy();
  await pumps.catch(() => undefined); // cut short on purpose
}
