// What is sent to those who look? One event, made ready once however many look.
import { createHash } from 'node:crypto';

export interface Frame {
  event: string;
  key: string; // a newer frame with the same key replaces one that waits for a slow reader
  id?: string; // by content, so that it means the same after a restart and in every process
  data: string; // JSON, one line
  bytes: Buffer; // as it goes over the wire, the same for everybody
}

function ready(event: string, key: string, data: string, id?: string): Frame {
  return { event, key, data, ...(id === undefined ? {} : { id }), bytes: Buffer.from(`event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${data}\n\n`) };
}

/** A frame that a reader who comes back is spared when it has it already. */
export function frame(event: string, value: unknown, key = event): Frame {
  const data = JSON.stringify(value);
  return ready(event, key, data, createHash('sha256').update(event).update('\n').update(data).digest('hex').slice(0, 16));
}

/** A frame that is gone when it was missed. */
export function passingFrame(event: string, value: unknown): Frame {
  return ready(event, event, JSON.stringify(value));
}

/** A piece of something that is read from its beginning: none replaces another, and the id says where a reader goes on who comes back. */
export function pieceFrame(event: string, value: unknown, { from, next }: { from: number; next: number }): Frame {
  return ready(event, `${event}/${from}`, JSON.stringify(value), String(next));
}
