// Who wrote it, and are the files the same? Asked of real git, with what real histories hold: renames, merges, odd names.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createHistory } from '../../../integrations/git/history';
import type { SourceHistory } from '../../../src/ports/source-history';
import { aRepository, MAYA, NOOR, type Repository } from './a-repository';

let shop: Repository;
let history: SourceHistory;
beforeEach(async () => {
  shop = aRepository();
  history = createHistory(await mkdtemp(path.join(tmpdir(), 'dayshift-history-')));
});

const TEN = Array.from({ length: 10 }, (_, n) => `line ${n + 1} of a file that is long enough to be known again\n`);

describe('who wrote a line', () => {
  it('is the one who changed it last, with name, mail, commit and time', async () => {
    const first = shop.commit({ 'login.test.ts': 'one\ntwo\nthree\n' }, 'first', MAYA);
    const second = shop.commit({ 'login.test.ts': 'one\n2\nthree\n' }, 'second', NOOR);
    expect(await history.whoWrote(shop.folder, 'main', 'login.test.ts', 1)).toMatchObject({ name: 'Maya', email: 'maya@shop.example', commit: first });
    const wrote = await history.whoWrote(shop.folder, 'main', 'login.test.ts', 2);
    expect(wrote).toEqual({ ...NOOR, commit: second, at: shop.git('log', '-1', '--format=%aI') });
    expect(await history.whoWrote(shop.folder, first, 'login.test.ts', 2)).toMatchObject({ commit: first }); // as of that commit
  });

  it('is the author, not who put the commit in', async () => {
    shop.commit({ 'a.ts': 'one\n' }, 'first', MAYA, NOOR);
    expect(await history.whoWrote(shop.folder, 'main', 'a.ts', 1)).toMatchObject(MAYA);
    expect(await history.whoWrote(shop.folder, 'main', 'a.ts')).toMatchObject(MAYA);
  });

  it('stays the same when the file gets another name', async () => {
    const first = shop.commit({ 'old.ts': TEN.join('') }, 'first', MAYA);
    const moved = shop.commit({ 'old.ts': null, 'in/new name.ts': [...TEN, 'one more\n'].join('') }, 'moved', NOOR);
    expect(await history.whoWrote(shop.folder, 'main', 'in/new name.ts', 3)).toMatchObject({ ...MAYA, commit: first });
    expect(await history.whoWrote(shop.folder, 'main', 'in/new name.ts', 11)).toMatchObject({ ...NOOR, commit: moved });
    expect(await history.whoWrote(shop.folder, 'main', 'in/new name.ts')).toMatchObject({ ...NOOR, commit: moved });
  });

  it('is the one on the branch, after a merge', async () => {
    shop.commit({ 'a.ts': TEN.join('') }, 'first', MAYA);
    shop.git('checkout', '--quiet', '-b', 'side');
    const side = shop.commit({ 'a.ts': ['from the side\n', ...TEN.slice(1)].join('') }, 'side', NOOR);
    shop.git('checkout', '--quiet', 'main');
    shop.commit({ 'b.ts': 'other\n' }, 'meanwhile', MAYA);
    shop.git('-c', 'user.name=Bot', '-c', 'user.email=bot@shop.example', 'merge', '--quiet', '--no-ff', '-m', 'merged', 'side');
    expect(await history.whoWrote(shop.folder, 'main', 'a.ts', 1)).toMatchObject({ ...NOOR, commit: side });
    expect(await history.whoWrote(shop.folder, 'main', 'a.ts')).toMatchObject({ ...NOOR, commit: side });
    expect(await history.whoWrote(shop.folder, 'main', 'a.ts', 2)).toMatchObject(MAYA);
  });

  it.each(['-rf.ts', 'a "quoted" ü 名.ts', '*.ts', ':(top)a.ts', ':!b.ts', '[ab].ts', '..odd.ts', 'tab\there.ts'])('is known in a file called %p', async (file) => {
    const first = shop.commit({ [file]: 'one\n', 'another.ts': 'x\n' }, 'first', MAYA);
    shop.commit({ 'another.ts': 'y\n' }, 'second', NOOR);
    expect(await history.whoWrote(shop.folder, 'main', file, 1)).toMatchObject({ commit: first });
    expect(await history.whoWrote(shop.folder, 'main', file)).toMatchObject({ commit: first });
  });

  it.each([4, 0, -1, 1.5, 10_000])('is nobody at line %p of three', async (line) => {
    shop.commit({ 'a.ts': 'one\ntwo\nthree\n' }, 'first');
    expect(await history.whoWrote(shop.folder, 'main', 'a.ts', line)).toBeUndefined();
  });

  it('is nobody where there is no such file, not any more, or only a folder', async () => {
    shop.commit({ 'gone.ts': 'one\n', 'in/a.ts': 'x\n', 'empty.ts': '' }, 'first');
    shop.commit({ 'gone.ts': null }, 'second');
    for (const file of ['gone.ts', 'never.ts', 'in', 'in/a.ts/', '../a.ts', '/etc/passwd', '', '.']) {
      expect(await history.whoWrote(shop.folder, 'main', file)).toBeUndefined();
      expect(await history.whoWrote(shop.folder, 'main', file, 1)).toBeUndefined();
    }
    expect(await history.whoWrote(shop.folder, 'main', 'empty.ts', 1)).toBeUndefined();
    expect(await history.whoWrote(shop.folder, 'main', 'empty.ts')).toMatchObject(MAYA);
  });

  it('is not known of a commit that is not there', async () => {
    shop.commit({ 'a.ts': 'one\n' }, 'first');
    await expect(history.whoWrote(shop.folder, 'f'.repeat(40), 'a.ts')).rejects.toMatchObject({ code: 'commit-unknown' });
    await expect(history.treeOf(shop.folder, 'nowhere', ['a.ts'])).rejects.toMatchObject({ code: 'commit-unknown' });
  });
});

describe('the digest of files', () => {
  const of = (commit: string, ...paths: string[]): Promise<string> => history.treeOf(shop.folder, commit, paths);

  it('is the same in whatever commit, in whatever order they are named, and however they are written', async () => {
    const first = shop.commit({ 'src/a.ts': 'a', 'src/in/b.ts': 'b', 'readme.md': '1' }, 'first');
    const second = shop.commit({ 'readme.md': '2' }, 'second', NOOR);
    expect(await of(first, 'src')).toBe(await of(second, 'src'));
    expect(await of(first, 'src/a.ts', 'src/in')).toBe(await of(second, './src/in/', 'src/a.ts', 'src/in/b.ts'));
    expect(await of(first, 'src')).toMatch(/^[0-9a-f]{24}$/);
  });

  it.each([
    ['a text', { 'src/a.ts': 'A' }], ['a file more', { 'src/c.ts': 'c' }], ['a file less', { 'src/in/b.ts': null }], ['a name', { 'src/a.ts': null, 'src/d.ts': 'a' }],
  ])('is another after %s changed', async (_, files) => {
    const first = shop.commit({ 'src/a.ts': 'a', 'src/in/b.ts': 'b' }, 'first');
    const second = shop.commit(files, 'second');
    expect(await of(second, 'src')).not.toBe(await of(first, 'src'));
    expect(await of(second, '.')).not.toBe(await of(first, '.'));
  });

  it('is another when a file becomes a program', async () => {
    const first = shop.commit({ 'run.sh': 'true\n' }, 'first');
    shop.git('update-index', '--chmod=+x', 'run.sh');
    shop.git('-c', 'user.name=x', '-c', 'user.email=x@y', 'commit', '--quiet', '-m', 'program');
    expect(await of('main', 'run.sh')).not.toBe(await of(first, 'run.sh'));
  });

  it('takes names as they are: no patterns, and the folder itself for everything', async () => {
    const first = shop.commit({ '*.ts': 'star', 'a.ts': 'a' }, 'first');
    const second = shop.commit({ 'a.ts': 'A' }, 'second');
    expect(await of(first, '*.ts')).toBe(await of(second, '*.ts'));
    expect(await of(first, '.', '*.ts')).not.toBe(await of(second, '.', '*.ts'));
    expect(await of(first, './')).not.toBe(await of(second, './'));
  });

  it('of no file is that of nothing, never that of everything', async () => {
    const first = shop.commit({ 'a.ts': 'a' }, 'first');
    const second = shop.commit({ 'a.ts': 'A' }, 'second');
    for (const nothing of ['../a.ts', 'b.ts', '/a.ts']) expect(await of(first, nothing)).toBe(await of(second, nothing));
    expect(await of(first)).toBe(await of(second));
    expect(await of(first, 'a.ts', '../x')).not.toBe(await of(second, 'a.ts', '../x'));
  });
});
