// Is evidence kept under its digest, an artifact brought back whole or not at all, and a log readable while it is written?
import { createHash } from 'node:crypto';
import { appendFile, chmod, link, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { createFileStore } from '../../../integrations/file-store';

type Store = ReturnType<typeof createFileStore>;
const UNKNOWN = `sha256:${'0'.repeat(64)}`;
let root: string;
let store: Store;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'dayshift-store-test-'));
  store = createFileStore(path.join(root, 'the store'));
});

async function aFolder(name = 'dist'): Promise<string> {
  const folder = path.join(root, name);
  await mkdir(path.join(folder, 'bin', 'empty'), { recursive: true });
  await writeFile(path.join(folder, 'server.js'), 'listen()');
  await writeFile(path.join(folder, 'bin', 'start'), '#!/bin/sh');
  await chmod(path.join(folder, 'bin', 'start'), 0o755);
  await symlink('../server.js', path.join(folder, 'bin', 'main.js'));
  await writeFile(path.join(folder, '@odd näme'), 'x');
  return folder;
}

function blobOf(digest: string): string {
  return path.join(root, 'the store', 'sha256', digest.slice(7, 9), digest.slice(9));
}

async function leftOvers(): Promise<string[]> {
  const unfinished = await readdir(path.join(root, 'the store', 'unfinished')).catch(() => []);
  return [...unfinished, ...(await readdir(root)).filter((name) => name.endsWith('.partial'))];
}

describe('evidence', () => {
  it('is kept under its digest, from a file or a text, and opened again', async () => {
    const digest = `sha256:${createHash('sha256').update('hällo').digest('hex')}`;
    const evidence = await store.put({ name: 'a.txt', mediaType: 'text/plain', text: 'hällo' });
    expect(evidence).toEqual({ name: 'a.txt', mediaType: 'text/plain', digest, bytes: 6 });
    await writeFile(path.join(root, 'b'), 'hällo');
    expect((await store.put({ name: 'b', mediaType: 'text/plain', file: path.join(root, 'b') })).digest).toBe(digest);
    expect(await textOf(await store.open(digest))).toBe('hällo');
    expect(await readFile(blobOf(digest), 'utf8')).toBe('hällo');
  });

  it('is kept once by many writers at once, of this store and another on the same folder', async () => {
    const other = createFileStore(path.join(root, 'the store'));
    const text = 'x'.repeat(1_000_000);
    const kept = await Promise.all([store, other, store, other].map((one) => one.put({ name: 'x', mediaType: 'text/plain', text })));
    expect(new Set(kept.map(({ digest }) => digest)).size).toBe(1);
    expect(await leftOvers()).toEqual([]);
  });

  it('is put right when an earlier write was damaged', async () => {
    const { digest } = await store.put({ name: 'x', mediaType: 'text/plain', text: 'whole' });
    await writeFile(blobOf(digest), 'who');
    await store.put({ name: 'x', mediaType: 'text/plain', text: 'whole' });
    expect(await textOf(await store.open(digest))).toBe('whole');
  });

  it.each([UNKNOWN, 'sha256:../../etc/passwd', '', 'sha256:', '../x'])('has nothing under %p', async (digest) => {
    await expect(store.open(digest)).rejects.toMatchObject({ code: 'evidence-unknown' });
    await expect(store.unpack(digest, path.join(root, 'out'))).rejects.toMatchObject({ code: 'evidence-unknown' });
  });

  it('of a file that is missing leaves nothing behind', async () => {
    await expect(store.put({ name: 'x', mediaType: 'text/plain', file: path.join(root, 'none') })).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await leftOvers()).toEqual([]);
  });
});

describe('an artifact', () => {
  it('comes back with its names, bytes, links, empty folders and what may be executed', async () => {
    const { digest, bytes } = await store.pack(await aFolder());
    const out = path.join(root, 'releases', 'a b');
    await store.unpack(digest, out);
    expect((await readdir(out, { recursive: true })).sort()).toEqual(['@odd näme', 'bin', 'bin/empty', 'bin/main.js', 'bin/start', 'server.js']);
    expect(await readlink(path.join(out, 'bin', 'main.js'))).toBe('../server.js');
    expect((await stat(path.join(out, 'bin', 'start'))).mode & 0o111).toBe(0o111);
    expect((await stat(path.join(out, 'server.js'))).mode & 0o111).toBe(0);
    expect((await stat(path.join(out, 'server.js'))).mtimeMs).toBeGreaterThan(0);
    expect((await stat(blobOf(digest))).size).toBe(bytes);
    expect(await store.pack(out)).toEqual({ digest, bytes });
    expect(await leftOvers()).toEqual([]);
  });

  it('is another when a byte, a name, a link or the executable bit is', async () => {
    const folder = await aFolder();
    const digests = [(await store.pack(folder)).digest];
    const changes = [
      () => writeFile(path.join(folder, 'server.js'), 'listen(1)'),
      () => writeFile(path.join(folder, 'more'), ''),
      () => chmod(path.join(folder, 'more'), 0o700),
      () => symlink('bin', path.join(folder, 'link')),
      () => mkdir(path.join(folder, 'bin', 'also empty')),
    ];
    for (const change of changes) {
      await change();
      digests.push((await store.pack(folder)).digest);
    }
    expect(new Set(digests).size).toBe(changes.length + 1);
  });

  it('is the same when a file is a hard link', async () => {
    const folder = await aFolder();
    await writeFile(path.join(folder, 'copy.js'), 'listen()');
    const { digest } = await store.pack(folder);
    await rm(path.join(folder, 'copy.js'));
    await link(path.join(folder, 'server.js'), path.join(folder, 'copy.js'));
    expect((await store.pack(folder)).digest).toBe(digest);
  });

  it('is not made of a folder that is missing, nor with a link that leaves it', async () => {
    await expect(store.pack(path.join(root, 'none'))).rejects.toMatchObject({ code: 'file-missing' });
    for (const target of ['../..', '../../secret', '/etc/passwd']) {
      const folder = await aFolder(`with ${target.replaceAll('/', '_')}`);
      await symlink(target, path.join(folder, 'bin', 'way-out'));
      await expect(store.pack(folder)).rejects.toMatchObject({ code: 'refused' });
    }
    expect(await leftOvers()).toEqual([]);
  });

  it('is not unpacked when its bytes are not what its digest says', async () => {
    const { digest } = await store.pack(await aFolder());
    await appendFile(blobOf(digest), 'x');
    await expect(store.unpack(digest, path.join(root, 'out'))).rejects.toMatchObject({ code: 'digest-mismatch' });
    expect(await readdir(root)).not.toContain('out');
    expect(await leftOvers()).toEqual([]);
  });

  it('that is there whole already is kept as it is, with what its program wrote', async () => {
    const { digest } = await store.pack(await aFolder());
    const out = path.join(root, 'out');
    await mkdir(out);
    await store.unpack(digest, out);
    await writeFile(path.join(out, 'output.log'), 'up');
    await store.unpack(digest, out);
    expect(await readdir(out)).toContain('output.log');
  });

  it('is unpacked once by several at once, and all of them find it whole', async () => {
    const { digest } = await store.pack(await aFolder());
    const out = path.join(root, 'out');
    const found = await Promise.all([1, 2, 3, 4, 5].map(async () => {
      await store.unpack(digest, out);
      return readFile(path.join(out, 'server.js'), 'utf8');
    }));
    expect(new Set(found)).toEqual(new Set(['listen()']));
    expect(await leftOvers()).toEqual([]);
  });

  it('takes the place of nothing else, neither files nor another artifact', async () => {
    const { digest } = await store.pack(await aFolder());
    await mkdir(path.join(root, 'precious'));
    await writeFile(path.join(root, 'precious', 'file'), 'x');
    await expect(store.unpack(digest, path.join(root, 'precious'))).rejects.toMatchObject({ code: 'refused' });
    expect(await readdir(path.join(root, 'precious'))).toEqual(['file']);
    await mkdir(path.join(root, 'other'));
    await writeFile(path.join(root, 'other', 'a'), 'a');
    const other = await store.pack(path.join(root, 'other'));
    await store.unpack(digest, path.join(root, 'out'));
    await expect(store.unpack(other.digest, path.join(root, 'out'))).rejects.toMatchObject({ code: 'refused' });
    await rm(path.join(root, 'out'), { recursive: true });
    await store.unpack(other.digest, path.join(root, 'out'));
    await expect(store.unpack(digest, path.join(root, 'out'))).rejects.toMatchObject({ code: 'refused' });
  });
});

describe('a log', () => {
  const TIME = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`;

  it('is whole lines, each with its time', async () => {
    await store.append('storefront.login.01234567/1/build', 'one\ntwo\r\n');
    await store.append('storefront.login.01234567/1/build', 'three, without an end');
    await store.append('storefront.login.01234567/1/build', '');
    const { text } = await store.read('storefront.login.01234567/1/build', 0);
    expect(text).toMatch(new RegExp(`^${TIME} one\\n${TIME} two\\n${TIME} three, without an end\\n$`));
  });

  it('never written reads as empty, and goes on from where it was asked', async () => {
    expect(await store.read('nothing/1/build', 0)).toEqual({ text: '', next: 0 });
    await store.append('a', 'x');
    const { next } = await store.read('a', 0);
    expect(await store.read('a', next)).toEqual({ text: '', next });
    expect(await store.read('a', next + 5)).toEqual({ text: '', next: next + 5 });
    for (const strange of [-1, Number.NaN, 0.5]) expect((await store.read('a', strange)).next).toBe(next);
  });

  it('keeps the lines of many writers apart', async () => {
    const other = createFileStore(path.join(root, 'the store'));
    const line = 'x'.repeat(20_000);
    await Promise.all(Array.from({ length: 40 }, (_, n) => (n % 2 ? store : other).append('a', `${n} ${line}\n${n} end`)));
    let whole = '';
    for (let offset = 0, text = '-'; text !== ''; whole += text) ({ text, next: offset } = await store.read('a', offset));
    const lines = whole.trimEnd().split('\n').map((one) => one.slice(one.indexOf(' ') + 1));
    expect(lines).toHaveLength(80);
    expect(lines.every((one) => /^\d+ (x{20000}|end)$/.test(one))).toBe(true);
  });

  it.each(['', '..', '../x', 'a/../b', '/etc/passwd', 'a//b', 'a/', './a', 'a\0b', 'a b', '.hidden', 'a..b', 'x'.repeat(600)])('has no id like %p', async (id) => {
    await expect(store.append(id, 'x')).rejects.toMatchObject({ code: 'refused' });
    await expect(store.read(id, 0)).rejects.toMatchObject({ code: 'refused' });
  });
});
