// Are the files that were unpacked still the artifact's? Each is written down when it is unpacked; what a release adds beside them is its own.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { replaceFile } from '../replace-file';

const Row = z.object({ path: z.string(), stamp: z.string(), content: z.string() });
type Row = z.infer<typeof Row>;

const AT_ONCE = 32;

/** What the system says of a file; the same text again means that nobody wrote to it. */
async function stampOf(file: string): Promise<string> {
  const { ino, size, mtimeNs, ctimeNs } = await lstat(file, { bigint: true });
  return [ino, size, mtimeNs, ctimeNs].join(' ');
}

async function contentOf(file: string): Promise<string> {
  if ((await lstat(file)).isSymbolicLink()) return `link ${await readlink(file)}`;
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => !entry.isDirectory()).map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort();
}

/** In groups, so that a large artifact does not open every file at once. */
async function inGroups<T, R>(all: readonly T[], action: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let from = 0; from < all.length; from += AT_ONCE) done.push(...await Promise.all(all.slice(from, from + AT_ONCE).map(action)));
  return done;
}

/** Writes down what was unpacked, before anything of it runs. */
export async function noteBytes(folder: string, noteFile: string): Promise<void> {
  const rows = await inGroups(await filesIn(folder), async (path): Promise<Row> => ({ path, stamp: await stampOf(join(folder, path)), content: await contentOf(join(folder, path)) }));
  await replaceFile(noteFile, JSON.stringify(rows), 0o600);
}

async function isAsNoted(folder: string, { path, stamp, content }: Row): Promise<boolean> {
  try {
    return await stampOf(join(folder, path)) === stamp || await contentOf(join(folder, path)) === content;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

/** The first file that is gone or has other bytes than the artifact's; undefined when there is none. Reads only those that were touched. */
export async function findChanged(folder: string, noteFile: string): Promise<string | undefined> {
  const rows = z.array(Row).parse(JSON.parse(await readFile(noteFile, 'utf8')));
  const kept = await inGroups(rows, (row) => isAsNoted(folder, row));
  return rows[kept.indexOf(false)]?.path;
}
