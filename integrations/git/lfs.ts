// How do large files come into a checkout? By git-lfs, from where the repository lies, through a store that all checkouts of a mirror share.
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { DayshiftError } from '../../src/errors';
import { git, gitText, lastWords } from './git-command';

const EVERYTHING = ['-c', 'lfs.fetchinclude=', '-c', 'lfs.fetchexclude=']; // whatever the repository leaves out for its people

/** Throws `lfs-missing` when this machine has no git-lfs. */
export async function requireLfs(): Promise<void> {
  const answer = await git(['lfs', 'version']);
  if (answer.code !== 0) throw new DayshiftError('lfs-missing', { reason: lastWords(answer).split('. ')[0] ?? '' });
}

/** Puts the files in the place of their pointers. A pointer that stays one is an error: it would be tested in the file's place. */
export async function pullLfs(mirror: string, source: string, folder: string): Promise<void> {
  await gitText('set git-lfs up', ['lfs', 'install', '--local', '--skip-repo'], { folder }); // no hooks
  await gitText('set git-lfs up', ['remote', 'set-url', 'origin', source], { folder });
  await gitText('set git-lfs up', ['config', 'lfs.storage', path.join(mirror, 'lfs')], { folder }); // by `-c` it would also hold for a repository on disk that is read from
  await gitText('fetch the files that git-lfs keeps', [...EVERYTHING, 'lfs', 'pull', 'origin'], { folder });
  await gitText('set git-lfs up', ['config', '--unset', 'lfs.storage'], { folder });
  const listed = await gitText('list the files that git-lfs keeps', ['lfs', 'ls-files'], { folder });
  await rm(path.join(folder, '.git', 'hooks'), { recursive: true, force: true }); // git-lfs leaves its own
  const pointers = listed.split('\n').flatMap((line) => /^[0-9a-f]+ - (.+)$/.exec(line)?.[1] ?? []);
  if (pointers.length > 0) throw new DayshiftError('source-control-broken', { what: 'fetch every file that git-lfs keeps', reason: `still missing: ${pointers.slice(0, 3).join(', ')}${pointers.length > 3 ? ` and ${pointers.length - 3} more` : ''}` });
}
