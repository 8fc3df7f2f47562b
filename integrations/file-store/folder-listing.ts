// What goes into an archive of a folder, and in which order? Sorted by bytes; times, owners, hard links and most of the mode are evened out.
import type { Stats } from 'node:fs';
import { lstat, readdir, readlink, stat } from 'node:fs/promises';
import path from 'node:path';
import { DayshiftError } from '../../src/errors';

export interface Listing {
  paths: string[]; // `./…`, parents before children
  stats: Map<string, Stats>; // by absolute path, as tar is to see them
}

const FILE_TYPE = 0o170000;
const EXECUTABLE = 0o100;

/** The same entry on every machine: 0755 for folders, links and what its owner may execute, else 0644; no hard links. */
function evened(stats: Stats): Stats {
  const open = !stats.isFile() || (stats.mode & EXECUTABLE) !== 0;
  stats.mode = (stats.mode & FILE_TYPE) | (open ? 0o755 : 0o644);
  stats.nlink = 1;
  return stats;
}

async function refuseLinkOutside(folder: string, link: string): Promise<void> {
  const target = path.relative(folder, path.resolve(path.dirname(link), await readlink(link)));
  if (!path.isAbsolute(await readlink(link)) && target !== '..' && !target.startsWith(`..${path.sep}`)) return;
  throw new DayshiftError('refused', { reason: `${path.relative(folder, link)} is a link that leaves the artifact.`, advice: 'Copy what it points to into the artifact.' });
}

async function entriesOf(folder: string): Promise<string[]> {
  return readdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw new DayshiftError('file-missing', { file: path.basename(folder), where: path.dirname(folder) }, { cause });
  });
}

/** Throws `file-missing` without the folder, `refused` for a link that leaves it. Sockets, pipes and devices are left out. */
export async function listForArchive(folder: string): Promise<Listing> {
  const names = await entriesOf(folder);
  const listing: Listing = { paths: ['./'], stats: new Map([[folder, evened(await stat(folder))]]) }; // itself: tar makes no archive of nothing
  for (const name of names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))) {
    const file = path.join(folder, name);
    const stats = await lstat(file);
    if (stats.isSymbolicLink()) await refuseLinkOutside(folder, file);
    if (!stats.isFile() && !stats.isDirectory() && !stats.isSymbolicLink()) continue;
    listing.paths.push(`./${name}`); // the prefix: tar reads a leading `@` as the name of another archive
    listing.stats.set(file, evened(stats));
  }
  return listing;
}
