// A real repository with a remote for tests: a bare origin, and a clone of it.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
export const BRANCH = 'incident/storefront.LoginRefused.1a2b3c4d';

export interface Repositories {
  folder: string;
  origin: string;
  clone: string;
  released: string; // what production runs: one before the newest of main
  main: string;
  at(folder: string, ...args: string[]): Promise<string>;
  /** Commits one file and answers the commit. */
  commit(folder: string, file: string, text: string): Promise<string>;
  another(name: string): Promise<string>;
}

const ENV = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', GIT_AUTHOR_NAME: 'Maya', GIT_AUTHOR_EMAIL: 'maya@storefront.example', GIT_COMMITTER_NAME: 'Maya', GIT_COMMITTER_EMAIL: 'maya@storefront.example', LC_ALL: 'C' };

export async function someRepositories(): Promise<Repositories> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'dayshift clone ')));
  const origin = path.join(folder, 'origin.git');
  const at = async (where: string, ...args: string[]) => (await run('git', args, { cwd: where, env: ENV })).stdout.trim();
  const commit = async (where: string, file: string, text: string) => {
    await mkdir(path.dirname(path.join(where, file)), { recursive: true });
    await writeFile(path.join(where, file), text);
    await at(where, 'add', '--', file);
    await at(where, 'commit', '--quiet', '-m', `change ${file}`);
    return at(where, 'rev-parse', 'HEAD');
  };
  await at(folder, 'init', '--quiet', '--bare', '-b', 'main', origin);
  const another = async (name: string) => {
    const clone = path.join(folder, name);
    await at(folder, 'clone', '--quiet', origin, clone);
    return clone;
  };
  const clone = await another('shop');
  await at(clone, 'switch', '--quiet', '-C', 'main');
  await commit(clone, 'src/login.ts', 'export const login = 1;\n');
  const released = await commit(clone, 'src/mail.ts', 'export const mail = 1;\n');
  const main = await commit(clone, 'src/later.ts', 'export const later = 1;\n');
  await at(clone, 'push', '--quiet', '-u', 'origin', 'main');
  return { folder, origin, clone, released, main, at, commit, another };
}
