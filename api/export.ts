// How is an answer taken away as a file? As CSV, one row for each thing, or as the JSON that the API answers.
import { z } from 'zod';
import { CSV, savedAs } from './csv';
import type { Reply } from './operation';

export const Format = z.enum(['csv', 'json'], { error: 'give `csv` or `json`' }).default('csv');
export type Format = z.infer<typeof Format>;

/** `name` is the file's, without its ending. */
export function sendFile(format: Format, name: string, json: unknown, csv: () => string): Reply {
  const headers = savedAs(`${name}.${format}`);
  return format === 'json' ? { json, headers } : { text: csv(), type: CSV, headers };
}
