// Evidence, artifacts and logs in memory. Digests are real: the same bytes have the same name, unknown ones are refused.
import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { Evidence } from '../../src/contracts/evidence';
import { DayshiftError } from '../../src/errors';
import type { ArtifactStore, EvidenceStore, LogStore } from '../../src/ports/evidence-store';

interface Packed { path: string; executable: boolean; content: Buffer }

export interface InMemoryStore extends EvidenceStore, ArtifactStore, LogStore {
  /** Stores an artifact that no folder was packed for. */
  addArtifact(files: Record<string, string>): { digest: string; bytes: number };
  hasArtifact: (digest: string) => boolean;
  /** A log's whole text. */
  logText(id: string): string;
}

function digestOf(content: Buffer | string): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

function digestOfFiles(files: Packed[]): string {
  return digestOf(JSON.stringify(files.map((file) => [file.path, file.executable, digestOf(file.content)])));
}

async function readTree(folder: string): Promise<Packed[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
  return Promise.all(paths.map(async (path) => ({
    path,
    executable: ((await stat(join(folder, path))).mode & 0o100) !== 0,
    content: await readFile(join(folder, path)),
  })));
}

export function createInMemoryStore(): InMemoryStore {
  const evidence = new Map<string, Buffer>();
  const artifacts = new Map<string, Packed[]>();
  const logs = new Map<string, string>();

  async function put(content: { name: string; mediaType: string; file: string } | { name: string; mediaType: string; text: string }): Promise<Evidence> {
    const bytes = 'file' in content ? await readFile(content.file) : Buffer.from(content.text);
    const digest = digestOf(bytes);
    evidence.set(digest, bytes);
    return { name: content.name, digest, mediaType: content.mediaType, bytes: bytes.length };
  }

  async function open(digest: string): Promise<Readable> {
    const bytes = evidence.get(digest);
    if (!bytes) throw new DayshiftError('evidence-unknown', { digest });
    return Readable.from([bytes]);
  }

  function keep(files: Packed[]): { digest: string; bytes: number } {
    const digest = digestOfFiles(files);
    artifacts.set(digest, files);
    return { digest, bytes: files.reduce((sum, file) => sum + file.content.length, 0) };
  }

  async function unpack(digest: string, folder: string): Promise<void> {
    const files = artifacts.get(digest);
    if (!files) throw new DayshiftError('evidence-unknown', { digest });
    const actual = digestOfFiles(files);
    if (actual !== digest) throw new DayshiftError('digest-mismatch', { expected: digest, actual });
    await mkdir(folder, { recursive: true });
    for (const file of files) {
      await mkdir(dirname(join(folder, file.path)), { recursive: true });
      await writeFile(join(folder, file.path), file.content);
      if (file.executable) await chmod(join(folder, file.path), 0o755);
    }
  }

  async function append(id: string, text: string): Promise<void> {
    logs.set(id, (logs.get(id) ?? '') + (text.endsWith('\n') ? text : `${text}\n`));
  }

  async function read(id: string, offset: number): Promise<{ text: string; next: number }> {
    const bytes = Buffer.from(logs.get(id) ?? '');
    return { text: bytes.subarray(offset).toString(), next: Math.max(offset, bytes.length) };
  }

  return {
    put,
    open,
    unpack,
    append,
    read,
    pack: async (folder) => keep(await readTree(folder)),
    addArtifact: (files) => keep(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, text]) => ({ path, executable: false, content: Buffer.from(text) }))),
    hasArtifact: (digest) => artifacts.has(digest),
    logText: (id) => logs.get(id) ?? '',
  };
}
