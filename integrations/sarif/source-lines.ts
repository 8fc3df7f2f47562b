// What does a line of the checkout say? Read inside its folder only; what cannot be read is no error, its finding is known by other traits.
import { closeSync, constants, fstatSync, openSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';

export type SourceLines = (file: string) => readonly string[] | undefined;

const LARGEST_BYTES = 2 * 1024 * 1024;
const MOST_FILES = 32; // kept at a time: tools tell of a file's findings one after the other

function realPath(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    return undefined; // it is not there
  }
}

/** Opened without waiting, since a pipe by that name would never answer. */
function readText(file: string): string | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
    const about = fstatSync(descriptor);
    return about.isFile() && about.size <= LARGEST_BYTES ? readFileSync(descriptor, 'utf8') : undefined;
  } catch {
    return undefined; // it may not be read, or is gone
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** A reader for one report. Files outside the folder, also by a link, of more than 2 MiB, or not regular have no lines. */
export function createSourceLines(folder: string | undefined): SourceLines {
  const root = folder === undefined ? undefined : realPath(folder);
  const kept = new Map<string, readonly string[] | undefined>();

  function read(file: string): readonly string[] | undefined {
    if (root === undefined || file === '' || file.includes('\0')) return undefined;
    const real = realPath(path.resolve(root, file));
    if (real === undefined || !real.startsWith(root + path.sep)) return undefined;
    return readText(real)?.replace(/^\uFEFF/, '').split(/\r?\n/);
  }

  return (file) => {
    if (kept.has(file)) return kept.get(file);
    const lines = read(file);
    const oldest = kept.size >= MOST_FILES ? kept.keys().next() : undefined;
    if (oldest && !oldest.done) kept.delete(oldest.value);
    kept.set(file, lines);
    return lines;
  };
}
