// Does the demo make a repository that a team could have? A real git, the real template, the real patches.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { applyFixes } from '../../demo/fixes';
import { cloneRepository, createRepository, type Repository } from '../../demo/repository';

const BRANCH = 'incident/storefront.logins.12345678';
const template = path.resolve(__dirname, '../../demo/storefront');
let folder: string;
let repository: Repository;

function git(place: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd: place, encoding: 'utf8' }).trim();
}

async function freshClone(): Promise<string> {
  return cloneRepository(repository.origin, path.join(mkdtempSync(path.join(folder, 'clone ')), 'storefront'), 'maya');
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'day shift '));
  repository = await createRepository({ folder });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the repository', () => {
  test('ends as the template stands', async () => {
    const clone = await freshClone();
    const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: template, encoding: 'utf8' }).trim().split('\n').sort();
    expect(git(clone, 'ls-files').split('\n').sort()).toEqual(listed);
    for (const file of listed) expect(readFileSync(path.join(clone, file), 'utf8')).toBe(readFileSync(path.join(template, file), 'utf8'));
  });

  test('has weeks of work by several people, each commit with something in it', () => {
    const authors = git(repository.origin, 'log', '--format=%an', 'main').split('\n');
    const [first, last] = git(repository.origin, 'log', '--format=%ct', '--reverse', 'main').split('\n').reduce<string[]>((ends, at, index) => (index === 0 ? [at, at] : [ends[0] ?? at, at]), []);
    expect(new Set(authors).size).toBeGreaterThan(3);
    expect((Number(last) - Number(first)) / 86_400).toBeGreaterThan(30);
    expect(git(repository.origin, 'log', '--format=%h', '--diff-filter=AM', 'main').split('\n')).toHaveLength(authors.length);
  });

  test('has release 1.3.0, which compares e-mails as typed, and 1.4.0, which does not', () => {
    const show = (tag: string, file: string): string => git(repository.origin, 'show', `${tag}:${file}`);
    expect(show('v1.3.0', 'src/login/email.ts')).not.toContain('toLowerCase');
    expect(show('v1.4.0', 'src/login/email.ts')).toContain('toLowerCase');
    expect(JSON.parse(show('v1.3.0', 'package.json'))).toMatchObject({ version: '1.3.0' });
    expect(JSON.parse(show('v1.4.0', 'package.json'))).toMatchObject({ version: '1.4.0' });
    expect(repository).toMatchObject({ main: repository.releases['1.4.0'] });
  });

  test('is kept when it is there already', async () => {
    expect(await createRepository({ folder })).toEqual(repository);
  });
});

describe('a fix', () => {
  test('is a commit by the assignee on the branch, on top of the one before', async () => {
    const clone = await freshClone();
    const commits = [await applyFixes(clone, [1], BRANCH), await applyFixes(clone, [2], BRANCH), await applyFixes(clone, [3], BRANCH)];
    expect(git(clone, 'log', '--format=%H', '--reverse', 'origin/main..HEAD').split('\n')).toEqual(commits);
    expect(new Set(git(clone, 'log', '--format=%ae', 'origin/main..HEAD').split('\n'))).toEqual(new Set(['maya@storefront.example']));
    expect(git(clone, 'rev-parse', '--abbrev-ref', 'HEAD')).toBe(BRANCH);
  });

  test('leaves the pipeline file and the tests alone', async () => {
    const clone = await freshClone();
    await applyFixes(clone, [1, 2, 3], BRANCH);
    expect(git(clone, 'diff', '--name-only', 'origin/main', 'HEAD').split('\n').filter((file) => /^(tests|\.dayshift)\//.test(file))).toEqual([]);
  });

  test('can be asked for again, also from a clone that never saw the ones before', async () => {
    const clone = await freshClone();
    const second = await applyFixes(clone, [1, 2], BRANCH);
    expect(await applyFixes(clone, [1, 2], BRANCH)).toBe(second);
    git(clone, 'push', '--quiet', 'origin', `HEAD:refs/heads/${BRANCH}-seen`);
    const other = await freshClone();
    await applyFixes(other, [1, 2, 3], `${BRANCH}-seen`);
    expect(git(other, 'rev-parse', 'HEAD~1')).toBe(second);
  });

  test('starts again from main when half of it was left lying about', async () => {
    const clone = await freshClone();
    cpSync(path.join(clone, 'README.md'), path.join(clone, 'package.json'));
    const commit = await applyFixes(clone, [1], BRANCH);
    expect(git(clone, 'status', '--porcelain')).toBe('');
    expect(git(clone, 'diff', '--name-only', 'origin/main', commit).split('\n')).toEqual(['package.json', 'src/login/find-customer.ts']);
    expect(existsSync(path.join(clone, 'src/login/find-customer.ts'))).toBe(true);
  });
});
