// Do problems stand at the right line of a clone that was edited, committed to and renamed in since? In a real repository.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findLines, movedInto, placeOnDisk } from '../../clone/line-finder';
import { aProblem } from '../client/some-problems';

let folder = '';
const git = (...args: string[]): string => execFileSync('git', ['-c', 'user.name=Maya', '-c', 'user.email=maya@example.org', ...args], { cwd: folder, encoding: 'utf8' }).trim();
const lines = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index} of the login`);
const write = (file: string, ...text: string[]): void => { writeFileSync(path.join(folder, file), `${text.join('\n')}\n`); };
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'a clone ü '));
  git('init', '--quiet', '--initial-branch', 'main');
  write('ä login.ts', ...lines(1, 40));
  git('add', '.');
  git('commit', '--quiet', '--message', 'the attempt');
});
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

it('after commits, saved edits and a new name', async () => {
  const commit = git('rev-parse', 'HEAD');
  write('ä login.ts', 'new', ...lines(1, 40));
  git('commit', '--quiet', '--all', '--message', 'one line more');
  renameSync(path.join(folder, 'ä login.ts'), path.join(folder, 'accounts.ts'));
  git('add', '--all');
  write('accounts.ts', 'new', ...lines(1, 19), 'line 20 was mended', ...lines(21, 25), 'more', ...lines(26, 40));
  const at = (line: number) => aProblem({ commit, file: 'ä login.ts', line });
  const found = await placeOnDisk({ folder }, [at(5), at(20), at(30), aProblem({ commit, file: '.dayshift/pipeline.yaml', line: 7, isPlaced: false })]);
  expect(found.map(({ file, line, isEdited }) => [file, line, isEdited])).toEqual([['accounts.ts', 6, false], ['accounts.ts', 21, true], ['accounts.ts', 32, false], ['.dayshift/pipeline.yaml', 7, false]]);
});

it('in a file that has another name and is otherwise as it was, with the places that belong to it', async () => {
  const commit = git('rev-parse', 'HEAD');
  git('mv', 'ä login.ts', 'ä accounts.ts');
  const [found] = await movedInto({ folder }, [aProblem({ commit, file: 'ä login.ts', line: 5, related: [{ file: 'ä login.ts', line: 9, message: 'here' }, { file: 'ä login.ts', line: 0, message: 'the file' }] })]);
  expect(found).toMatchObject({ file: 'ä accounts.ts', line: 5, related: [{ file: 'ä accounts.ts', line: 9 }, { file: 'ä accounts.ts', line: 0 }] });
});

it('of a commit that the clone has not, the lines stay as they are', async () => {
  const find = await findLines({ folder }, ['d'.repeat(40), '--output=/tmp/x']);
  expect(find('d'.repeat(40), 'ä login.ts', 9)).toEqual({ file: 'ä login.ts', line: 9, isEdited: false });
});
