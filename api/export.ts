// How is an answer taken away as a file? As CSV, one row for each thing, or as the JSON that the API answers.
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { CSV, savedAs } from './csv';
import type { Call, Reply } from './operation';

export const Format = z.enum(['csv', 'json'], { error: 'give `csv` or `json`' }).default('csv');
export type Format = z.infer<typeof Format>;

/** `name` is the file's, without its ending. */
export function sendFile(format: Format, name: string, json: unknown, csv: () => string): Reply {
  const headers = savedAs(`${name}.${format}`);
  return format === 'json' ? { json, headers } : { text: csv(), type: CSV, headers };
}

/** A file too large to be held: sent as it is read, and not read at all for whoever wants its headers only. */
export async function streamFile({ request, response }: Pick<Call<unknown, unknown, unknown>, 'request' | 'response'>, { name, type }: { name: string; type: string }, read: () => Readable): Promise<undefined> {
  response.set({ ...savedAs(name), 'Content-Type': type, 'Cache-Control': 'no-store' });
  if (request.method === 'HEAD') response.end();
  else await pipeline(read(), response);
}
