// A working copy as it is becomes a commit, and the clone notices nothing of it. Against real git.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createGit } from '../../integrations/git';
import { copyOf } from '../../workbench/working-copy';
import { aRepository, type Repository } from '../integrations/git/a-repository';

let clone: Repository;
let cache: string;
beforeEach(() => {
  clone = aRepository();
  cache = mkdtempSync(path.join(tmpdir(), 'dayshift-copy-test-'));
});
afterEach(() => {
  rmSync(path.dirname(clone.folder), { recursive: true, force: true });
  rmSync(cache, { recursive: true, force: true });
});

const write = (name: string, text: string): void => writeFileSync(path.join(clone.folder, name), text);

/** The working copy, checked out as a cell gets it. */
async function checkedOut(id = 'run'): Promise<{ file: (name: string) => string; has: (name: string) => boolean; folder: string; commit: string }> {
  const copy = await copyOf(clone.folder, cache, id);
  const folder = path.join(cache, `out-${id}`);
  await createGit({ folder: path.join(cache, 'mirrors') }).checkout(copy.repository, copy.commit, folder);
  return { folder, commit: copy.commit, file: (name) => readFileSync(path.join(folder, name), 'utf8'), has: (name) => existsSync(path.join(folder, name)) };
}

test('what is changed, new, removed, executable or a link is as it stands; what is ignored stays out', async () => {
  clone.commit({ 'login.ts': 'old', 'gone.ts': 'x', 'run.sh': 'echo', '.gitignore': '*.log\n', 'kept.txt': 'k' }, 'first');
  write('login.ts', 'new');
  write('untracked.ts', 'u');
  write('noise.log', 'n');
  write('.git/info/exclude', 'private.txt\n');
  write('private.txt', 'p');
  rmSync(path.join(clone.folder, 'gone.ts'));
  chmodSync(path.join(clone.folder, 'run.sh'), 0o755);
  symlinkSync('kept.txt', path.join(clone.folder, 'link'));
  const { file, has, folder } = await checkedOut();
  expect([file('login.ts'), file('untracked.ts'), file('link'), file('kept.txt')]).toEqual(['new', 'u', 'k', 'k']);
  expect([has('gone.ts'), has('noise.log'), has('private.txt')]).toEqual([false, false, false]);
  expect(statSync(path.join(folder, 'run.sh')).mode & 0o111).not.toBe(0);
});

test('a change of the same length in the second of the commit is seen', async () => {
  for (const text of ['1', '2', '3']) {
    clone.commit({ 'a.ts': text }, 'before');
    write('a.ts', 'x');
    expect((await checkedOut(text)).file('a.ts')).toBe('x');
  }
});

test('a file that is tracked though it is ignored goes along', async () => {
  clone.commit({ '.gitignore': '*.log\n', 'a.ts': 'a' }, 'first');
  write('wanted.log', 'w');
  clone.git('add', '--force', 'wanted.log');
  expect((await checkedOut()).file('wanted.log')).toBe('w');
});

test('the clone stays as it is: its index, its branches, its status', async () => {
  clone.commit({ 'a.ts': 'a' }, 'first');
  write('b.ts', 'b');
  write('a.ts', 'staged');
  clone.git('add', 'a.ts');
  write('a.ts', 'and changed again');
  const index = readFileSync(path.join(clone.folder, '.git', 'index'));
  const state = (): string => [clone.git('status', '--porcelain'), clone.git('for-each-ref'), clone.git('stash', 'list')].join('\n');
  const before = state();
  expect((await checkedOut()).file('a.ts')).toBe('and changed again');
  expect(readFileSync(path.join(clone.folder, '.git', 'index')).equals(index)).toBe(true);
  expect(state()).toBe(before);
});

test('the history goes along, and the same copy again is another commit of the same files', async () => {
  const first = clone.commit({ 'a.ts': 'a' }, 'first');
  const [one, two] = [await checkedOut('one'), await checkedOut('two')];
  const inCopy = (folder: string, ...args: string[]): string => execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim();
  expect(inCopy(one.folder, 'rev-parse', 'HEAD^')).toBe(first);
  expect(inCopy(one.folder, 'rev-parse', 'HEAD^{tree}')).toBe(inCopy(two.folder, 'rev-parse', 'HEAD^{tree}'));
});

test('a clone without a commit can be run too', async () => {
  write('a.ts', 'a');
  expect((await checkedOut()).file('a.ts')).toBe('a');
});

test('a commit to compare with is known by branch, tag or part of its name; a wrong one is said', async () => {
  const first = clone.commit({ 'a.ts': 'a' }, 'first');
  clone.git('tag', 'v1');
  clone.commit({ 'a.ts': 'b' }, 'second');
  const copy = await copyOf(clone.folder, cache, 'run');
  for (const name of ['v1', 'HEAD~1', first.slice(0, 9)]) await expect(copy.know(name)).resolves.toBe(first);
  const folder = path.join(cache, 'against');
  await createGit({ folder: path.join(cache, 'mirrors') }).checkout(copy.repository, first, folder);
  expect(readFileSync(path.join(folder, 'a.ts'), 'utf8')).toBe('a');
  await expect(copy.know('v2')).rejects.toMatchObject({ code: 'commit-unknown' });
});

test('nothing of the run is left but what the next one can use', async () => {
  clone.commit({ 'a.ts': 'a' }, 'first');
  const copy = await copyOf(clone.folder, cache, 'run');
  await copy.know('HEAD');
  await copy.forget();
  expect(execFileSync('git', ['for-each-ref'], { cwd: copy.repository, encoding: 'utf8' })).toBe('');
  expect(existsSync(path.join(cache, 'run.index.git'))).toBe(false);
});
