// Are submodules and large files where a check expects them? Real repositories inside each other; real git-lfs where it is installed.
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createGit } from '../../../integrations/git';
import type { CheckoutOptions, SourceControl } from '../../../src/ports/source-control';
import { aRepository, type Repository } from './a-repository';

let shop: Repository;
let place: string;
let git: SourceControl;
beforeEach(async () => {
  shop = aRepository();
  place = await mkdtemp(path.join(tmpdir(), 'dayshift-checkout-'));
  git = createGit({ folder: path.join(place, 'mirrors') });
});
const workersPath = process.env['PATH'];
afterEach(() => { process.env['PATH'] = workersPath; });

async function checkedOut(commit: string, options: CheckoutOptions = { submodules: true }): Promise<string> {
  const folder = path.join(place, 'checkout');
  await git.checkout(shop.folder, commit, folder, options);
  return folder;
}

/** Adds a commit of another repository at a path, as `git submodule add` would, with whatever address. */
function link(outer: Repository, inside: string, commit: string, address: string | undefined, further = ''): string {
  outer.git('update-index', '--add', '--cacheinfo', `160000,${commit},${inside}`);
  const modules = address === undefined ? '' : `[submodule "${inside}"]\n\tpath = ${inside}\n\turl = ${address}\n${further}`;
  const blob = spawnSync('git', ['hash-object', '-w', '--stdin'], { cwd: outer.folder, input: modules, encoding: 'utf8' }).stdout.trim();
  outer.git('update-index', '--add', '--cacheinfo', `100644,${blob},.gitmodules`);
  outer.git('-c', 'user.name=x', '-c', 'user.email=x@y', 'commit', '--quiet', '-m', `with ${inside}`);
  return outer.git('rev-parse', 'HEAD');
}

describe('submodules', () => {
  it('are checked out at their own commits, to the innermost, by relative and absolute address', async () => {
    const [library, core] = [aRepository(), aRepository()];
    const pinned = core.commit({ 'core.txt': 'pinned' }, 'first');
    core.commit({ 'core.txt': 'newer' }, 'second');
    library.commit({ 'lib.txt': 'lib' }, 'first');
    const libraryCommit = link(library, 'deep/core', pinned, path.relative(library.folder, core.folder));
    shop.commit({ 'a.txt': 'shop' }, 'first');
    const folder = await checkedOut(link(shop, 'vendor/a library', libraryCommit, library.folder));
    expect(await readFile(path.join(folder, 'vendor/a library/lib.txt'), 'utf8')).toBe('lib');
    expect(await readFile(path.join(folder, 'vendor/a library/deep/core/core.txt'), 'utf8')).toBe('pinned');
    const status = spawnSync('git', ['status', '--porcelain'], { cwd: folder, encoding: 'utf8' });
    expect([status.status, status.stdout]).toEqual([0, '']);
    const states = spawnSync('git', ['submodule', 'status'], { cwd: folder, encoding: 'utf8' }).stdout;
    expect(states).toMatch(new RegExp(`^ ${libraryCommit} vendor/a library`));
  });

  it('stay empty folders when they are not asked for, and may be checked out later in the same place', async () => {
    const library = aRepository();
    const inner = library.commit({ 'lib.txt': 'lib' }, 'first');
    shop.commit({ 'a.txt': 'shop' }, 'first');
    const commit = link(shop, 'lib', inner, library.folder);
    expect(await readdir(path.join(await checkedOut(commit, {}), 'lib'))).toEqual([]);
    expect(await readdir(path.join(await checkedOut(commit), 'lib'))).toContain('lib.txt');
    expect(await readdir(path.join(await checkedOut(commit), 'lib'))).toContain('lib.txt');
  });

  it('that are not to be updated are left out', async () => {
    const inner = aRepository().commit({ 'lib.txt': 'lib' }, 'first');
    shop.commit({ 'a.txt': 'shop' }, 'first');
    expect(await readdir(path.join(await checkedOut(link(shop, 'lib', inner, '/nowhere', '\tupdate = none\n')), 'lib'))).toEqual([]);
  });

  it('run no hooks of their repository', async () => {
    const library = aRepository();
    const inner = library.commit({ 'hooks/post-checkout': '#!/bin/sh\ntouch ran\n' }, 'first');
    library.git('update-index', '--chmod=+x', 'hooks/post-checkout');
    library.git('config', 'core.hooksPath', 'hooks');
    shop.commit({ 'a.txt': 'shop' }, 'first');
    expect(await readdir(path.join(await checkedOut(link(shop, 'lib', inner, library.folder)), 'lib'))).not.toContain('ran');
  });

  it.each([
    ['without an address', undefined, '.gitmodules has no address for it'],
    ['that names a program', 'ext::sh -c "touch pwned"', 'is reached by no way that dayshift takes'],
    ['that looks like an option', '--upload-pack=touch pwned', 'is no address'],
  ])('%s is refused', async (_, address, reason) => {
    const inner = aRepository().commit({ 'lib.txt': 'lib' }, 'first');
    shop.commit({ 'a.txt': 'shop' }, 'first');
    const commit = link(shop, 'lib', inner, address);
    await expect(checkedOut(commit)).rejects.toMatchObject({ code: 'submodule-refused', message: expect.stringContaining(reason) as string });
    expect((await readdir(place)).filter((name) => name.startsWith('checkout'))).toEqual([]);
  });

  it('whose commit is nowhere is said, without the words that open its address', async () => {
    const library = aRepository();
    library.commit({ 'lib.txt': 'lib' }, 'first');
    shop.commit({ 'a.txt': 'shop' }, 'first');
    await expect(checkedOut(link(shop, 'lib', 'a'.repeat(40), library.folder))).rejects.toMatchObject({ code: 'commit-unknown' });
    const elsewhere = checkedOut(link(shop, 'lib', 'a'.repeat(40), 'http://ghp_hunter22:x-oauth@127.0.0.1:1/lib.git'));
    await expect(elsewhere).rejects.toMatchObject({ code: 'source-control-broken', message: expect.not.stringMatching(/hunter22|x-oauth/) as string });
  });
});

describe('large files', () => {
  const LARGE = 'large '.repeat(50_000);
  const hasLfs = spawnSync('git', ['lfs', 'version']).status === 0;

  /** Without git-lfs here: the pointer that it would have committed, which is all that a worker without it would have. */
  function aLargeFile(): string {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize ${LARGE.length}\n`;
    if (hasLfs) shop.git('lfs', 'install', '--local');
    return shop.commit({ '.gitattributes': hasLfs ? '*.bin filter=lfs diff=lfs merge=lfs -text\n' : '', 'large.bin': hasLfs ? LARGE : pointer }, 'large');
  }

  async function expectFile(commit: string): Promise<void> {
    const folder = await checkedOut(commit, { lfs: true });
    expect(await readdir(path.join(folder, '.git'))).not.toContain('hooks');
    expect(await readFile(path.join(folder, 'large.bin'), 'utf8')).toBe(LARGE);
    const status = spawnSync('git', ['status', '--porcelain'], { cwd: folder, encoding: 'utf8' });
    expect([status.status, status.stdout]).toEqual([0, '']);
  }
  async function expectMissing(commit: string): Promise<void> {
    await expect(checkedOut(commit, { lfs: true })).rejects.toMatchObject({ code: 'lfs-missing', advice: expect.stringContaining('Install git-lfs') as string });
    expect((await readdir(place)).filter((name) => name.startsWith('checkout'))).toEqual([]);
  }

  it('are there when they are asked for, or it is said that git-lfs is missing', async () => {
    const commit = aLargeFile();
    await (hasLfs ? expectFile(commit) : expectMissing(commit));
  });

  it('are never tested as pointers: without git-lfs there is no checkout', async () => {
    const commit = aLargeFile();
    const onlyGit = path.join(place, 'programs');
    await mkdir(onlyGit);
    for (const name of ['git', 'sh', 'cat']) await symlink(spawnSync('which', [name], { encoding: 'utf8' }).stdout.trim(), path.join(onlyGit, name));
    process.env['PATH'] = onlyGit;
    await expectMissing(commit);
  });

  it('that nobody has any more are an error, not a pointer', async () => {
    const commit = aLargeFile();
    const store = path.join(shop.folder, '.git', 'lfs', 'objects');
    spawnSync('rm', ['-rf', store]);
    await expect(checkedOut(commit, { lfs: true })).rejects.toMatchObject({ code: hasLfs ? 'source-control-broken' : 'lfs-missing' });
  });

  it('stay pointers when they are not asked for', async () => {
    expect(await readFile(path.join(await checkedOut(aLargeFile(), {}), 'large.bin'), 'utf8')).toMatch(/^version https:\/\/git-lfs/);
  });
});
