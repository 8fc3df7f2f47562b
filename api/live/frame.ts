// What is sent to those who look? One event, made ready once however many look.
import { createHash } from 'node:crypto';

export interface Frame {
  event: string;
  key: string; // a newer frame with the same key replaces one that waits for a slow reader
  id?: string; // by content, so that it means the same after a restart and in every process
  data: string; // JSON, one line
}

/** A frame that a reader who comes back is spared when it has it already. */
export function frame(event: string, value: unknown, key = event): Frame {
  const data = JSON.stringify(value);
  return { event, key, id: createHash('sha256').update(event).update('\n').update(data).digest('hex').slice(0, 16), data };
}

/** A frame that is gone when it was missed. */
export function passingFrame(event: string, value: unknown): Frame {
  return { event, key: event, data: JSON.stringify(value) };
}
