// How are bytes kept under their own digest? Written aside, then renamed: a reader sees all of a file or none.
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open as openFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Digest, type Evidence } from '../../src/contracts/evidence';
import { DayshiftError } from '../../src/errors';
import type { EvidenceStore } from '../../src/ports/evidence-store';

export interface Kept {
  digest: string;
  bytes: number;
}
export interface Blobs extends EvidenceStore {
  /** Stores what the stream brings that `open` makes when all is ready for it. */
  keep(open: () => Readable): Promise<Kept>;
  /** Where the bytes lie. Throws `evidence-unknown`. */
  locate(digest: string): Promise<string>;
  /** A name for a file that is still being made. */
  aside(): Promise<string>;
}

/** The digest and size of a file as it is now. */
export async function digestOfFile(file: string): Promise<Kept> {
  const meter = createMeter();
  await pipeline(createReadStream(file), meter.through.resume());
  return meter.result();
}

function createMeter() {
  const hash = createHash('sha256');
  let bytes = 0;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  return { through, result: (): Kept => ({ digest: `sha256:${hash.digest('hex')}`, bytes }) };
}

export function createBlobs(root: string): Blobs {
  function fileOf(digest: string): string {
    return path.join(root, 'sha256', digest.slice(7, 9), digest.slice(9));
  }

  async function aside(): Promise<string> {
    const folder = path.join(root, 'unfinished');
    await mkdir(folder, { recursive: true });
    return path.join(folder, randomUUID());
  }

  async function keep(open: () => Readable): Promise<Kept> {
    const partial = await aside();
    try {
      const meter = createMeter();
      await pipeline(open(), meter.through, createWriteStream(partial, { flush: true }));
      const kept = meter.result();
      const file = fileOf(kept.digest);
      const there = await stat(file).catch(() => undefined);
      if (there?.size === kept.bytes) return kept; // the same bytes are not written twice
      await mkdir(path.dirname(file), { recursive: true });
      await rename(partial, file);
      return kept;
    } finally {
      await rm(partial, { force: true });
    }
  }

  async function put(content: Parameters<EvidenceStore['put']>[0]): Promise<Evidence> {
    const kept = await keep(() => ('file' in content ? createReadStream(content.file) : Readable.from([Buffer.from(content.text)])));
    return { name: content.name, mediaType: content.mediaType, ...kept };
  }

  async function locate(digest: string): Promise<string> {
    const file = fileOf(digest);
    if (Digest.safeParse(digest).success && (await stat(file).catch(() => undefined))?.isFile()) return file;
    throw new DayshiftError('evidence-unknown', { digest });
  }

  async function open(digest: string): Promise<Readable> {
    const handle = await openFile(await locate(digest)); // open before it is handed out: it stays readable whatever becomes of the file
    return handle.createReadStream();
  }

  return { put, open, keep, locate, aside };
}
