// Which variables does a file of them hold, as many tools read it?
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'dotenv';
import { DayshiftError } from '../src/errors';

/** Throws `file-unreadable`. */
export async function readVariables(folder: string, file: string): Promise<Record<string, string>> {
  const text = await readFile(path.resolve(folder, file)).catch((cause: NodeJS.ErrnoException) => {
    throw new DayshiftError('file-unreadable', { file, reason: cause.code ?? cause.message }, { cause });
  });
  return parse(text);
}
