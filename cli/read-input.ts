// Where does a command's input come from? A file in the folder it is run in, or standard input by `-`.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { CliFault } from './commands/world';
import type { World } from './commands/world';

/** `holds`: what the file is to hold, e.g. `one payload`. */
export async function readInput(file: string, { input, cwd }: World, holds: string): Promise<Buffer> {
  if (file !== '-') {
    return readFile(path.resolve(cwd, file)).catch((cause: NodeJS.ErrnoException) => {
      throw new CliFault(`${file} cannot be read: ${cause.code ?? cause.message}.`, `Name a file that holds ${holds}, or \`-\` for standard input.`);
    });
  }
  const pieces: Buffer[] = [];
  for await (const piece of input ?? []) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}
