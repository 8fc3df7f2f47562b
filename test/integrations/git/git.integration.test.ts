// Does dayshift read a repository as it is now, and check out exactly what was asked? With real git repositories.
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createGit } from '../../../integrations/git';
import type { SourceControl } from '../../../src/ports/source-control';
import { aRepository, MAYA, NOOR, type Repository } from './a-repository';

let shop: Repository;
let mirrors: string;
let git: SourceControl;
beforeEach(async () => {
  shop = aRepository();
  mirrors = path.join(await mkdtemp(path.join(tmpdir(), 'dayshift-mirrors-')), 'the mirrors');
  git = createGit({ folder: mirrors });
});

describe('reading a file', () => {
  it('reads what a branch holds now, also after it has moved', async () => {
    const first = shop.commit({ 'a.txt': 'one' }, 'first');
    expect(await git.readFile(shop.folder, 'main', 'a.txt')).toEqual({ commit: first, text: 'one' });
    const second = shop.commit({ 'a.txt': 'two' }, 'second');
    expect(await git.readFile(shop.folder, 'main', 'a.txt')).toEqual({ commit: second, text: 'two' });
    expect(await git.readFile(shop.folder, first, 'a.txt')).toEqual({ commit: first, text: 'one' });
  });

  it('follows a branch that was rewritten, and still knows the commit that it had before', async () => {
    shop.commit({ 'a.txt': 'one' }, 'first');
    const lost = shop.commit({ 'a.txt': 'two' }, 'second');
    await git.readFile(shop.folder, 'main', 'a.txt');
    shop.git('reset', '--quiet', '--hard', 'HEAD~1');
    expect((await git.readFile(shop.folder, 'main', 'a.txt'))?.text).toBe('one');
    expect((await git.readFile(shop.folder, lost, 'a.txt'))?.text).toBe('two');
  });

  it('reads by tag, annotated or not, and by branch with a slash', async () => {
    const commit = shop.commit({ 'a.txt': 'one' }, 'first');
    shop.git('tag', 'v1');
    shop.git('-c', 'user.name=x', '-c', 'user.email=x@y', 'tag', '-a', 'v2', '-m', 'two');
    shop.git('branch', 'incident/storefront.login.0123abcd');
    for (const ref of ['v1', 'v2', 'incident/storefront.login.0123abcd', commit.slice(0, 10), 'refs/heads/main']) {
      expect(await git.readFile(shop.folder, ref, 'a.txt')).toEqual({ commit, text: 'one' });
    }
  });

  it('knows no file where there is none, only a folder, or a way out', async () => {
    shop.commit({ 'in/a.txt': 'one' }, 'first');
    for (const file of ['b.txt', 'in', '../a.txt', '/etc/passwd', '']) expect(await git.readFile(shop.folder, 'main', file)).toBeUndefined();
    expect((await git.readFile(shop.folder, 'main', './in/../in/a.txt'))?.text).toBe('one');
  });

  it.each(['nowhere', '--upload-pack=touch pwned', '-h', 'main..main', 'main~1', 'HEAD^{tree}', 'main:a.txt', '', 'f'.repeat(40)])('refuses the ref %p as unknown', async (ref) => {
    shop.commit({ 'a.txt': 'one' }, 'first');
    await expect(git.readFile(shop.folder, ref, 'a.txt')).rejects.toMatchObject({ code: 'commit-unknown' });
  });

  it.each(['--upload-pack=touch pwned', '', '/nowhere/at/all', 'ext::sh -c true'])('refuses the repository %p', async (repository) => {
    await expect(git.readFile(repository, 'main', 'a.txt')).rejects.toMatchObject({ code: 'source-control-broken' });
  });

  it('masks a password in the address', async () => {
    const asked = git.readFile('http://maya:hunter22@127.0.0.1:9/shop.git', 'main', 'a.txt');
    await expect(asked).rejects.toThrow(/\/\/\*\*\*@127/);
    await expect(asked).rejects.not.toThrow(/hunter22/);
  });

  it('reads the right repository when called from a git hook of another', async () => {
    shop.commit({ 'a.txt': 'one' }, 'first');
    const other = aRepository();
    process.env['GIT_DIR'] = path.join(other.folder, '.git');
    try {
      expect((await git.readFile(shop.folder, 'main', 'a.txt'))?.text).toBe('one');
    } finally {
      delete process.env['GIT_DIR'];
    }
  });
});

describe('a change', () => {
  it('is what the branch changes since it left, with authors, committers and co-authors', async () => {
    shop.commit({ 'a.txt': '1\n2\n3\n', 'old name.txt': 'same\n'.repeat(20), '.github/CODEOWNERS': '* @all\n*.txt @text\n/src/ @maya-demo\n' }, 'base');
    shop.git('checkout', '--quiet', '-b', 'fix');
    shop.commit({ 'a.txt': '1\nzwei\n3\n', 'src/übung\tx.ts': 'a\nb\n' }, 'one\n\nCo-authored-by: Lin <lin@shop.example>', MAYA, NOOR);
    const head = shop.commit({ 'old name.txt': null, 'new name.txt': 'same\n'.repeat(20), 'bin.dat': 'a\0b' }, 'Keep the case\n\nbody\n\nco-authored-by: Ada <ada@shop.example>', NOOR);
    shop.git('checkout', '--quiet', 'main');
    shop.commit({ 'later.txt': 'x' }, 'later', { name: 'Someone', email: 'else@shop.example' });
    expect(await git.change(shop.folder, 'main', head)).toEqual({
      commit: head, subject: 'Keep the case', author: NOOR.email,
      authors: [NOOR.email, 'ada@shop.example', MAYA.email, 'lin@shop.example'],
      additions: 3, deletions: 1,
      files: [
        { path: 'a.txt', owners: ['@text'] },
        { path: 'bin.dat', owners: ['@all'] },
        { path: 'old name.txt', owners: ['@text'] },
        { path: 'new name.txt', owners: ['@text'] },
        { path: 'src/übung\tx.ts', owners: ['@maya-demo'] },
      ],
    });
  });

  it('reads CODEOWNERS from the base: a fix cannot name its own owners', async () => {
    shop.commit({ 'a.txt': '1', CODEOWNERS: '* @base\n' }, 'base');
    shop.git('checkout', '--quiet', '-b', 'fix');
    shop.commit({ 'a.txt': '2', CODEOWNERS: '* @fix\n' }, 'fix');
    const { files } = await git.change(shop.folder, 'main', 'fix');
    expect(files.map(({ owners }) => owners)).toEqual([['@base'], ['@base']]);
  });

  it('is nothing between a commit and itself, or one that is merged already, and still names its authors', async () => {
    const first = shop.commit({ 'a.txt': '1' }, 'first', NOOR);
    expect(await git.change(shop.folder, 'main', first)).toMatchObject({ commit: first, files: [], additions: 0, deletions: 0, authors: [NOOR.email] });
    shop.commit({ 'a.txt': '2' }, 'second', MAYA);
    expect(await git.change(shop.folder, 'main', first)).toMatchObject({ commit: first, files: [], authors: [NOOR.email] });
  });

  it('is everything when the two have no history in common', async () => {
    shop.commit({ 'a.txt': '1' }, 'first');
    shop.git('checkout', '--quiet', '--orphan', 'alone');
    shop.commit({ 'b.txt': '1\n' }, 'alone', NOOR);
    expect((await git.change(shop.folder, 'main', 'alone')).files.map((file) => file.path)).toEqual(['a.txt', 'b.txt']);
  });

  it('does not know a commit that was not pushed', async () => {
    shop.commit({ 'a.txt': '1' }, 'first');
    await expect(git.change(shop.folder, 'main', '0123456789'.repeat(4))).rejects.toMatchObject({ code: 'commit-unknown' });
  });
});

describe('a checkout', () => {
  it('has the files as committed, whatever attributes say, and knows its commit', async () => {
    shop.commit({ 'run.sh': '#!/bin/sh\n', 'test/a.ts': 'x', '.gitattributes': 'test export-ignore\n', '.gitignore': 'dist\n' }, 'first');
    await chmod(path.join(shop.folder, 'run.sh'), 0o755);
    const commit = shop.commit({}, 'executable');
    const folder = path.join(mirrors, '..', 'a checkout');
    await git.checkout(shop.folder, commit, folder);
    expect((await readdir(folder)).sort()).toEqual(['.git', '.gitattributes', '.gitignore', 'run.sh', 'test']);
    expect((await stat(path.join(folder, 'run.sh'))).mode & 0o100).toBe(0o100);
    const inside = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim();
    expect(inside('rev-parse', 'HEAD')).toBe(commit);
    expect(inside('status', '--porcelain')).toBe('');
    expect(inside('remote')).toBe('');
  });

  it('is fresh when repeated, and at another commit when that is asked', async () => {
    const first = shop.commit({ 'a.txt': '1' }, 'first');
    const second = shop.commit({ 'a.txt': '2' }, 'second');
    const folder = path.join(mirrors, '..', 'again');
    await mkdir(folder);
    for (const [commit, text] of [[first, '1'], [first, '1'], [second, '2']] as const) {
      await git.checkout(shop.folder, commit, folder);
      expect(await readFile(path.join(folder, 'a.txt'), 'utf8')).toBe(text);
      expect((await readdir(folder)).sort()).toEqual(['.git', 'a.txt']);
      await writeFile(path.join(folder, 'left behind'), 'x');
      await writeFile(path.join(folder, 'a.txt'), 'changed');
    }
  });

  it('touches no folder with something else in it', async () => {
    const commit = shop.commit({ 'a.txt': '1' }, 'first');
    const folder = await mkdtemp(path.join(tmpdir(), 'dayshift-precious-'));
    await writeFile(path.join(folder, 'precious'), 'x');
    await expect(git.checkout(shop.folder, commit, folder)).rejects.toMatchObject({ code: 'refused' });
    expect(await readdir(folder)).toEqual(['precious']);
  });
});

describe('many at once', () => {
  it('read, compare and check out a repository that nobody has fetched yet', async () => {
    const base = shop.commit({ 'a.txt': '1' }, 'base');
    const head = shop.commit({ 'a.txt': '2' }, 'head');
    const others = [createGit({ folder: mirrors }), createGit({ folder: mirrors })];
    await Promise.all([git, ...others].flatMap((one, at) => [0, 1, 2].map(async (n) => {
      expect((await one.readFile(shop.folder, 'main', 'a.txt'))?.text).toBe('2');
      expect((await one.change(shop.folder, base, head)).files).toHaveLength(1);
      await one.checkout(shop.folder, base, path.join(mirrors, '..', `c-${at}-${n}`));
    })));
    expect((await readdir(mirrors)).filter((name) => !name.endsWith('.git'))).toEqual([]);
  });

  it('take over the lock of a process that has ended, and remove what git left locked long ago', async () => {
    shop.commit({ 'a.txt': '1' }, 'base');
    await git.readFile(shop.folder, 'main', 'a.txt');
    const [name = ''] = await readdir(mirrors);
    const mirror = path.join(mirrors, name);
    await writeFile(`${mirror}.lock`, JSON.stringify({ pid: process.pid, started: 'another time', key: 'x' }));
    const stale = path.join(mirror, 'refs', 'heads', 'main.lock');
    await writeFile(stale, '');
    await utimes(stale, 0, 0);
    shop.commit({ 'a.txt': '2' }, 'next');
    expect((await git.readFile(shop.folder, 'main', 'a.txt'))?.text).toBe('2');
  });
});
