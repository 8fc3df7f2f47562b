// How does set-up open what it fetched? Wheels are read here, for `unzip` is not on every machine; tarballs by `tar`.

import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, open, readdir, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createInflateRaw } from 'node:zlib';
import { run } from './run.mjs';

const endRecord = { signature: Buffer.from([0x50, 0x4b, 0x05, 0x06]), size: 22, commentLimit: 65_535 };
const directoryEntry = { signature: 0x02014b50, size: 46 };
const stored = 0;
const deflated = 8;

/** Writes the one file of a zip whose name ends with `suffix` to `target`, executable. Rejects when there is none. */
export async function unzipOne(archive, suffix, target) {
  const file = await open(archive, 'r');
  try {
    const entry = (await listEntries(file)).find(({ name }) => name.endsWith(suffix));
    if (!entry) throw new Error(`the package holds no ${suffix}`);
    const header = await readAt(file, entry.offset, 30);
    const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    const source = createReadStream(archive, { start, end: start + entry.compressedSize - 1 });
    await mkdir(dirname(target), { recursive: true });
    if (entry.method === stored) await pipeline(source, createWriteStream(target));
    else if (entry.method === deflated) await pipeline(source, createInflateRaw(), createWriteStream(target));
    else throw new Error(`the package uses a compression that is not known here (${entry.method})`);
    await chmod(target, 0o755);
  } finally {
    await file.close();
  }
}

/** Unpacks a tarball, compressed or not, into `folder`. */
export async function untar(archive, folder) {
  await mkdir(folder, { recursive: true });
  await run('tar', ['-xf', archive, '-C', folder], { limitSeconds: 120 });
}

/** Decompresses one Brotli file to `target`. */
export async function unbrotli(source, target) {
  await mkdir(dirname(target), { recursive: true });
  await pipeline(createReadStream(source), createBrotliDecompress(), createWriteStream(target));
}

/** The program with one of these names that lies least deep under `folder`; undefined when there is none. */
export async function findProgram(folder, names) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && names.includes(entry.name)).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  for (const file of files.sort((left, right) => left.split(sep).length - right.split(sep).length)) {
    if ((await stat(file)).mode & 0o111) return file;
  }
  return undefined;
}

async function listEntries(file) {
  const { size } = await file.stat();
  const tailSize = Math.min(size, endRecord.size + endRecord.commentLimit);
  const tail = await readAt(file, size - tailSize, tailSize);
  const at = tail.lastIndexOf(endRecord.signature);
  if (at < 0) throw new Error('the package is cut short or is no zip file');
  const directory = await readAt(file, tail.readUInt32LE(at + 16), tail.readUInt32LE(at + 12));
  const entries = [];
  for (let cursor = 0; cursor + directoryEntry.size <= directory.length; ) {
    if (directory.readUInt32LE(cursor) !== directoryEntry.signature) break;
    const nameLength = directory.readUInt16LE(cursor + 28);
    entries.push({
      name: directory.toString('utf8', cursor + directoryEntry.size, cursor + directoryEntry.size + nameLength),
      method: directory.readUInt16LE(cursor + 10),
      compressedSize: directory.readUInt32LE(cursor + 20),
      offset: directory.readUInt32LE(cursor + 42),
    });
    cursor += directoryEntry.size + nameLength + directory.readUInt16LE(cursor + 30) + directory.readUInt16LE(cursor + 32);
  }
  return entries;
}

async function readAt(file, position, length) {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead < length) throw new Error('the package is cut short');
  return buffer;
}
