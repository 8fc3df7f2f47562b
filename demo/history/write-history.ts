// How do a few weeks of work come to be in a repository? The template as 1.3.0 left it, added commit by commit, then what changed for 1.4.0.
import { execFile } from 'node:child_process';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { demoFolder } from '../demo-folder';
import { HISTORY, authorOf } from './commits';

const run = promisify(execFile);
const NOT_IN_GIT = new Set(['node_modules', 'dist', 'results']);
const VERSION_FILES = ['package.json', 'package-lock.json'];

/** Makes a repository in the absent folder `work`, its last commit on `main` equal to the template. */
export async function writeHistory(work: string, now: Date): Promise<void> {
  await cp(path.join(demoFolder(), 'storefront'), work, { recursive: true, filter: (source) => !NOT_IN_GIT.has(path.basename(source)) });
  const patch = path.join(demoFolder(), 'history', '1.3.0-to-1.4.0.patch');
  await git(work, ['init', '--quiet', '--initial-branch=main']);
  await git(work, ['apply', '--reverse', patch]);
  for (const { by, hoursAgo, subject, paths, patch: part, tag } of HISTORY) {
    if (part) await git(work, ['apply', ...VERSION_FILES.map((file) => `--${part === 'version' ? 'include' : 'exclude'}=${file}`), patch]);
    await git(work, ['add', '--', ...(paths.length > 0 ? paths : ['.'])]);
    await git(work, ['commit', '--quiet', '--message', subject], { by, at: new Date(now.getTime() - hoursAgo * 3_600_000) });
    if (tag) await git(work, ['tag', tag]);
  }
}

/** Without the settings and hooks of whoever runs this: the same history for everybody. */
async function git(folder: string, args: string[], commit?: { by: string; at: Date }): Promise<void> {
  const env: NodeJS.ProcessEnv = { PATH: process.env['PATH'], HOME: folder, LC_ALL: 'C', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  if (commit) {
    const { name, email } = authorOf(commit.by);
    for (const role of ['AUTHOR', 'COMMITTER']) Object.assign(env, { [`GIT_${role}_NAME`]: name, [`GIT_${role}_EMAIL`]: email, [`GIT_${role}_DATE`]: commit.at.toISOString() });
  }
  await run('git', args, { cwd: folder, env });
}
