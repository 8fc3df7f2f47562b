// A real git repository in a temporary folder, with ways to commit as different people.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Author { name: string; email: string }
export const MAYA: Author = { name: 'Maya', email: 'maya@shop.example' };
export const NOOR: Author = { name: 'Noor', email: 'noor@shop.example' };

export interface Repository {
  folder: string;
  git(...args: string[]): string;
  /** Writes the files (null: removes one), commits all, returns the commit. */
  commit(files: Record<string, string | null>, message: string, author?: Author, committer?: Author): string;
}

export function aRepository(): Repository {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'dayshift-git-test-')), 'a shop');
  mkdirSync(folder);
  function run(args: string[], env: NodeJS.ProcessEnv = {}): string {
    const plain = { PATH: process.env['PATH'], HOME: folder, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
    return execFileSync('git', args, { cwd: folder, encoding: 'utf8', env: { ...plain, ...env } }).trim();
  }
  run(['init', '--quiet', '--initial-branch=main']);
  return {
    folder,
    git: (...args) => run(args),
    commit(files, message, author = MAYA, committer = author) {
      for (const [name, text] of Object.entries(files)) {
        const file = path.join(folder, name);
        if (text === null) rmSync(file);
        else {
          mkdirSync(path.dirname(file), { recursive: true });
          writeFileSync(file, text);
        }
      }
      run(['add', '--all']);
      run(['commit', '--quiet', '--allow-empty', '--message', message], {
        GIT_AUTHOR_NAME: author.name, GIT_AUTHOR_EMAIL: author.email, GIT_COMMITTER_NAME: committer.name, GIT_COMMITTER_EMAIL: committer.email,
      });
      return run(['rev-parse', 'HEAD']);
    },
  };
}
