// Where does the next page begin? A cursor says it, unreadable to who carries it, and good only for the list that gave it.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { DayshiftError } from '../src/errors';

/** Among the open ones by Temporal's own token, among the closed ones after the last one that was given. Without a place: at their beginning. */
export const Place = z.union([
  z.strictObject({ in: z.literal('open'), token: z.base64().max(1500).optional() }),
  z.strictObject({ in: z.literal('closed'), at: z.iso.datetime({ offset: true }).optional(), id: z.string().max(300).optional() }),
]);
export type Place = z.infer<typeof Place>;

const Cursor = z.strictObject({ of: z.string(), place: Place });

/** Of the list's question without limit and cursor, and of the place in it: a token that was damaged on its way would be tried for seconds. */
function sumOf(question: object, place: Place): string {
  const sorted = Object.entries(question).filter(([, value]) => value !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify([sorted, place])).digest('base64url').slice(0, 12);
}

export function writeCursor(question: object, place: Place): string {
  return Buffer.from(JSON.stringify({ of: sumOf(question, place), place } satisfies z.infer<typeof Cursor>)).toString('base64url');
}

/** Throws `cursor-unknown` for what is no cursor, or one of another list. */
export function readCursor(question: object, cursor: string): Place {
  const parsed = Cursor.safeParse(jsonOf(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!parsed.success || parsed.data.of !== sumOf(question, parsed.data.place)) throw new DayshiftError('cursor-unknown');
  return parsed.data.place;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
