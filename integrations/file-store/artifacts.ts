// How does a folder become an artifact and come back? A tar archive that depends on names, bytes, links and the executable bit alone.
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { create, extract } from 'tar';
import { DayshiftError } from '../../src/errors';
import type { ArtifactStore } from '../../src/ports/evidence-store';
import { digestOfFile, type Blobs } from './blobs';
import { listForArchive } from './folder-listing';

const NO_TIME = new Date(0);

/** Beside a folder that was unpacked: which folder (by inode) came of which digest. The last line for an inode counts. */
function markOf(folder: string): string {
  return path.join(path.dirname(folder), `.${path.basename(folder)}.unpacked`);
}

async function markLine(folder: string, digest: string): Promise<string> {
  return `${(await stat(folder)).ino} ${digest}\n`;
}

/** A folder gets its name in one step, after its last file: one that bears a mark is whole. */
async function isWhole(folder: string, digest: string): Promise<boolean> {
  const wanted = await markLine(folder, digest).catch(() => undefined);
  if (wanted === undefined) return false;
  const lines = (await readFile(markOf(folder), 'utf8').catch(() => '')).split('\n');
  const inode = wanted.slice(0, wanted.indexOf(' ') + 1);
  return `${lines.findLast((line) => line.startsWith(inode))}\n` === wanted;
}

export function createArtifacts(blobs: Blobs): ArtifactStore {
  async function pack(folder: string): Promise<{ digest: string; bytes: number }> {
    const { paths, stats } = await listForArchive(path.resolve(folder));
    const archive = await blobs.aside();
    try {
      // Not compressed: zlib's output differs between versions, and the digest must not.
      await create({ file: archive, cwd: path.resolve(folder), portable: true, mtime: NO_TIME, noDirRecurse: true, statCache: stats, strict: true }, paths);
      return await blobs.keep(() => createReadStream(archive));
    } finally {
      await rm(archive, { force: true });
    }
  }

  /** Extracts beside the folder and renames. Of several at once the first wins, the others find it whole. */
  async function unpack(digest: string, folder: string): Promise<void> {
    const target = path.resolve(folder);
    if (await isWhole(target, digest)) return;
    const archive = await blobs.locate(digest);
    const { digest: actual } = await digestOfFile(archive);
    if (actual !== digest) throw new DayshiftError('digest-mismatch', { expected: digest, actual });
    const partial = `${target}.${randomUUID()}.partial`;
    try {
      await mkdir(partial, { recursive: true });
      await extract({ file: archive, cwd: partial, strict: true, preserveOwner: false, noMtime: true }); // new times: caches over HTTP go by them
      await appendFile(markOf(target), await markLine(partial, digest));
      await rename(partial, target).catch(async (error: NodeJS.ErrnoException) => {
        if (!(await isWhole(target, digest))) throw notEmpty(target, error);
      });
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  }

  return { pack, unpack };
}

function notEmpty(folder: string, cause: NodeJS.ErrnoException): unknown {
  if (cause.code !== 'ENOTEMPTY' && cause.code !== 'EEXIST' && cause.code !== 'ENOTDIR') return cause;
  return new DayshiftError('refused', { reason: `${folder} holds something else already.`, advice: 'Name an empty or absent folder to unpack into.' }, { cause });
}
