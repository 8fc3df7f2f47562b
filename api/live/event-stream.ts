// How does one reader get events? Server-sent events that say they are alive, resume, and keep only the latest for a slow reader.
import type { Request, Response } from 'express';
import type { Frame } from './frame';

const ALIVE_EVERY_MS = 15_000;
const COME_BACK_AFTER_MS = 1000;

export interface EventStream {
  /** Sends, or while the reader is slow keeps it in place of what waits under the same key. */
  send(frame: Frame): void;
  /** Runs when the reader has gone. */
  onGone(run: () => void): void;
  /** Resolves when the reader has taken what was sent, or has gone. */
  taken(): Promise<void>;
  /** Ends the stream from this side. */
  end(): void;
}

export function openEventStream(request: Request, response: Response): EventStream {
  const had = request.get('last-event-id');
  const waiting = new Map<string, Frame>();
  let gone = false;
  const whenGone: (() => void)[] = [];

  response.status(200).set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
  response.write(`retry: ${COME_BACK_AFTER_MS}\n\n`);
  response.flushHeaders();
  const alive = setInterval(() => { if (!response.writableNeedDrain) response.write(': still here\n\n'); }, ALIVE_EVERY_MS);
  alive.unref();

  response.on('drain', () => {
    for (const [key, frame] of waiting) {
      if (response.writableNeedDrain) return;
      waiting.delete(key);
      write(response, frame);
    }
  });
  response.on('close', () => {
    gone = true;
    clearInterval(alive);
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
      else write(response, frame);
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
    end: () => { response.end(); },
  };
}

function write(response: Response, { event, id, data }: Frame): void {
  response.write(`event: ${event}\n${id ? `id: ${id}\n` : ''}data: ${data}\n\n`);
}
