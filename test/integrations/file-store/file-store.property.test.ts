// Does an artifact's digest depend on the files alone, and is every log read back whole from any chain of offsets?
import { chmod, mkdir, mkdtemp, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { createFileStore } from '../../../integrations/file-store';

interface File { name: string[]; content: string; executable: boolean }

const segment = fc.oneof(
  fc.stringMatching(/^[a-zA-Z0-9@_-]{1,12}$/),
  fc.constantFrom('ä ö', 'a.b', 'x'.repeat(120), '@scope', '日本', '-rf', '~'),
);
/** A path is told from others in lower case and is nobody's folder: some file systems know no better. */
const tree = fc.uniqueArray(
  fc.record({ name: fc.array(segment, { minLength: 1, maxLength: 4 }), content: fc.string({ unit: 'binary', maxLength: 2000 }), executable: fc.boolean() }),
  { maxLength: 12, selector: ({ name }) => name[0]?.toLowerCase() },
);

async function aRoot(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), 'dayshift-property-'));
}

async function write(files: readonly File[], folder: string, look: { time: number; file: number; program: number }): Promise<string> {
  await mkdir(folder);
  for (const { name, content, executable } of files) {
    const file = path.join(folder, ...name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
    await chmod(file, executable ? look.program : look.file);
    await utimes(file, look.time, look.time);
  }
  return folder;
}

it('the same files give the same digest, in whichever order, at whatever time and with whatever mask they were written', async () => {
  const root = await aRoot();
  const store = createFileStore(path.join(root, 'store'));
  let runs = 0;
  await fc.assert(fc.asyncProperty(tree, async (files) => {
    runs += 1;
    const one = await write(files, path.join(root, `one ${runs}`), { time: 1_000_000, file: 0o644, program: 0o755 });
    const two = await write([...files].reverse(), path.join(root, `two ${runs}`), { time: 2_000_000, file: 0o660, program: 0o700 });
    const packed = await store.pack(one);
    expect(await store.pack(two)).toEqual(packed);
    const out = path.join(root, `out ${runs}`);
    await store.unpack(packed.digest, out);
    expect(await store.pack(out)).toEqual(packed);
  }), { numRuns: 60 });
});

it('a log read piece by piece is the log, and no piece begins or ends within a character', async () => {
  const root = await aRoot();
  const store = createFileStore(root);
  let runs = 0;
  const line = fc.tuple(fc.string({ unit: fc.constantFrom('a', 'ä', '€', '😀', '\t', '�') }), fc.integer({ min: 1, max: 40_000 })).map(([text, times]) => text.repeat(Math.ceil(times / Math.max(text.length, 1))));
  await fc.assert(fc.asyncProperty(fc.array(line, { maxLength: 30 }), async (lines) => {
    runs += 1;
    const id = `log/${runs}`;
    for (const one of lines) await store.append(id, one);
    const pieces: string[] = [];
    for (let offset = 0; ; ) {
      const { text, next } = await store.read(id, offset);
      expect(Buffer.byteLength(text)).toBe(next - offset);
      expect(next - offset).toBeLessThanOrEqual(256 * 1024);
      if (text === '') break;
      pieces.push(text);
      offset = next;
    }
    const read = pieces.join('').split('\n').slice(0, -1).map((one) => one.slice(25));
    expect(read).toEqual(lines.filter((one) => one !== ''));
  }), { numRuns: 40 });
});

it('a log asked from any offset, also one within a character, gives whole characters', async () => {
  const store = createFileStore(await aRoot());
  await store.append('a', 'aä€😀'.repeat(20));
  const { text: whole, next: end } = await store.read('a', 0);
  await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: end }), async (offset) => {
    const { text, next } = await store.read('a', offset);
    expect(whole.endsWith(text)).toBe(true);
    expect(text).not.toContain('\ufffd');
    expect(next).toBe(end);
  }));
});
