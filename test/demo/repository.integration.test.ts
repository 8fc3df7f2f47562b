// Does the demo make a repository that a team could have? A real git, the real template, the real patches.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { applyFixes } from '../../demo/fixes';
import { cloneRepository, createRepository, type Repository } from '../../demo/repository';
import { fixesFor, isStory, plotOf, STORIES } from '../../demo/stories';
import { bringPipeline, pipelineOf } from '../../demo/story-pipeline';

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

  test.each(Object.keys(STORIES).filter(isStory))('of the story %s is there for every turn, each turn on top of the one before', async (story) => {
    const clone = await freshClone();
    const commits: string[] = [];
    for (const [turn, numbers] of plotOf(story).pushes.entries()) {
      commits.push(await applyFixes(clone, fixesFor(story, turn), BRANCH));
      expect(git(clone, 'rev-list', '--count', `${commits.at(-2) ?? 'origin/main'}..HEAD`)).toBe(String(numbers.length));
    }
    expect(await applyFixes(clone, fixesFor(story, commits.length), BRANCH)).toBe(commits.at(-1));
  });

  test('without a patch is refused with what there is', async () => {
    await expect(applyFixes(await freshClone(), [1, 99], BRANCH)).rejects.toThrow(/no fix 99; there are \d+/);
  });
});

describe('the pipeline file on main', () => {
  const shown = (): string => execFileSync('git', ['show', 'main:.dayshift/pipeline.yaml'], { cwd: repository.origin, encoding: 'utf8' });
  const template = readFileSync(path.resolve(__dirname, '../../demo/storefront/.dayshift/pipeline.yaml'), 'utf8');

  test('is the story\'s, by one commit of the operations engineer, and is brought once', async () => {
    await bringPipeline(repository.origin, 'canary');
    const main = git(repository.origin, 'rev-parse', 'main');
    expect(shown()).toBe(pipelineOf('canary', template));
    expect(git(repository.origin, 'log', '-1', '--format=%ae %s', main)).toBe('olga@storefront.example ci: a release goes to a few customers first');
    expect(git(repository.origin, 'rev-parse', `${main}^`)).toBe(repository.main);
    await bringPipeline(repository.origin, 'canary');
    expect(git(repository.origin, 'rev-parse', 'main')).toBe(main);
  });

  test('is as it was when another story follows on the same state', async () => {
    await bringPipeline(repository.origin, 'rollback');
    expect(shown()).toBe(pipelineOf('rollback', template));
    await bringPipeline(repository.origin, 'day');
    expect(shown()).toBe(template);
    expect(readdirSync(folder).filter((name) => name.startsWith('pipeline-in-progress'))).toEqual([]);
  });
});
