// How did each visit end? One line a visit, appended as it ends; read again for the proof that a switch cost nobody anything.
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { z } from 'zod';

/** `mistyped`: the customer's own mistake. `held-up`: told to wait. `broken`: the shop's or the proxy's 5xx. `unanswered`: no answer at all. */
const END = ['accepted', 'mistyped', 'refused', 'held-up', 'broken', 'unanswered', 'other'] as const;

export const Visit = z.object({
  at: z.string(), // when it ended
  ms: z.number(),
  end: z.enum(END),
  status: z.number().optional(),
  release: z.string().optional(), // whose answer it was, where the proxy tells
  error: z.string().optional(),
});
export type Visit = z.infer<typeof Visit>;
export type End = Visit['end'];

export function endOf(status: number, mistyped: boolean): End {
  if (status >= 500) return 'broken';
  if (status === 429) return 'held-up';
  if (status === 401) return mistyped ? 'mistyped' : 'refused';
  return status === 303 ? 'accepted' : 'other';
}

export interface VisitLog {
  add(visit: Visit): void;
  close(): Promise<void>;
}

/** Appends, so that a program that was started again goes on in the same file. Without a file nothing is kept. */
export function openVisitLog(file: string | undefined, onFault: (error: unknown) => void): VisitLog {
  if (!file) return { add: () => undefined, close: () => Promise.resolve() };
  const out = createWriteStream(file, { flags: 'a' });
  out.on('error', onFault);
  return {
    add: (visit) => void out.write(`${JSON.stringify(visit)}\n`),
    async close() {
      out.end();
      await once(out, 'close');
    },
  };
}

/** All visits of the file, in the order in which they ended. A last line that is still being written is left out. */
export function readVisits(file: string): Visit[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').split('\n').slice(0, -1).map((line) => Visit.parse(JSON.parse(line)));
}
