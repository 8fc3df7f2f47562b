// How does one reader get events? Server-sent events that say they are alive, resume, and keep only the latest for a slow reader. One clock beats for all readers.
import type { Request, Response } from 'express';
import { STREAM } from '../operation';
import type { Frame } from './frame';

const ALIVE_EVERY_MS = 15_000;
const MOST_MISSED = 8; // beats, two minutes: who takes nothing for so long is not there any more
const COME_BACK_AFTER_MS = 1000;
const ALIVE = Buffer.from(': still here\n\n');

export interface EventStream {
  /** Sends, or while the reader is slow keeps it in place of what waits under the same key. */
  send(frame: Frame): void;
  /** Runs when the reader has gone. */
  onGone(run: () => void): void;
  /** Resolves when the reader has taken what was sent, or has gone. */
  taken(): Promise<void>;
}

export interface EventStreams {
  open(request: Request, response: Response): EventStream;
  /** How many readers there are. */
  readers(): number;
}

/** Whether an answer that has begun is one. */
export function isEventStream(response: Pick<Response, 'getHeader'>): boolean {
  return String(response.getHeader('content-type')).startsWith(STREAM);
}

export function createEventStreams({ aliveEveryMs = ALIVE_EVERY_MS }: { aliveEveryMs?: number } = {}): EventStreams {
  const missed = new Map<Response, number>(); // of every reader, how many beats it has not taken
  let clock: NodeJS.Timeout | undefined;

  function beat(): void {
    for (const [response, beats] of missed) {
      if (!response.writableNeedDrain) {
        missed.set(response, 0);
        response.write(ALIVE);
      } else if (beats + 1 >= MOST_MISSED) {
        response.destroy();
      } else {
        missed.set(response, beats + 1);
      }
    }
  }

  function join(response: Response): void {
    missed.set(response, 0);
    clock ??= setInterval(beat, aliveEveryMs).unref();
  }

  function leave(response: Response): void {
    missed.delete(response);
    if (missed.size > 0) return;
    clearInterval(clock);
    clock = undefined;
  }

  function open(request: Request, response: Response): EventStream {
    const had = request.get('last-event-id');
    const waiting = new Map<string, Frame>();
    let gone = false;
    const whenGone: (() => void)[] = [];

    response.status(200).set({ 'Content-Type': `${STREAM}; charset=utf-8`, 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
    response.write(`retry: ${COME_BACK_AFTER_MS}\n\n`);
    response.flushHeaders();
    join(response);

    response.on('drain', () => {
      for (const [key, frame] of waiting) {
        if (response.writableNeedDrain) return;
        waiting.delete(key);
        response.write(frame.bytes);
      }
    });
    response.on('close', () => {
      gone = true;
      leave(response);
      waiting.clear();
      for (const run of whenGone.splice(0)) run();
    });

    let first = true;
    return {
      send(frame) {
        if (gone) return;
        const spared = first && frame.id !== undefined && frame.id === had; // a reader that comes back has this already
        first = false;
        if (spared) return;
        if (response.writableNeedDrain) waiting.set(frame.key, frame);
        else response.write(frame.bytes);
      },
      onGone(run) {
        if (gone) run();
        else whenGone.push(run);
      },
      taken: () => new Promise((resolve) => {
        if (gone || !response.writableNeedDrain) return resolve();
        response.once('drain', resolve);
        whenGone.push(resolve);
      }),
    };
  }

  return { open, readers: () => missed.size };
}
