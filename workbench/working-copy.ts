// How does a working copy as it is, with what is not committed, become a commit that the engine can check out? In a repository beside the clone, which stays as it is.
import { copyFile, mkdir, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { git, gitText } from '../integrations/git/git-command';
import { DayshiftError } from '../src/errors';

export interface Copy {
  repository: string; // a bare one, that borrows the clone's objects
  commit: string; // of the working copy
  /** The full commit of a branch, tag or commit of the clone, made known to the copy. Throws `commit-unknown`. */
  know(ref: string): Promise<string>;
  /** Takes the copy's names away; its objects serve the next one. */
  forget(): Promise<void>;
}

const AUTHOR = ['-c', 'user.name=dayshift', '-c', 'user.email=dayshift@localhost'];

/** Tracked files as they are on disk, and those that are neither tracked nor ignored. `id` is of this run. */
export async function copyOf(top: string, cache: string, id: string): Promise<Copy> {
  const repository = path.join(cache, 'working-copy.git');
  const index = path.join(cache, `${id}.index.git`); // a repository of this run's own, for its index
  const inClone = async (name: string): Promise<string> => path.resolve(top, (await gitText('look into the clone', ['rev-parse', '--git-path', name], { folder: top })).trim());
  await prepare(repository, inClone);
  const branch = `refs/heads/${id}`;
  const against = `refs/heads/${id}-against`;
  try {
    await prepare(index, inClone);
    await copyIndex(await inClone('index'), path.join(index, 'index')).catch(unlessAbsent);
    await gitText('read the working copy', [`--work-tree=${top}`, 'add', '--all'], { gitFolder: index, folder: top });
    const tree = (await gitText('read the working copy', ['write-tree'], { gitFolder: index })).trim();
    const commit = (await gitText('read the working copy', [...AUTHOR, 'commit-tree', tree, ...(await parents(top)), '-m', 'The working copy as it is'], { gitFolder: index })).trim();
    await gitText('read the working copy', ['fetch', '--quiet', '--no-tags', index, `+${commit}:${branch}`], { gitFolder: repository });
    return { repository, commit, know: (ref) => know(ref, against), forget: () => forget([branch, against]) };
  } finally {
    await rm(index, { recursive: true, force: true });
  }

  async function know(ref: string, name: string): Promise<string> {
    const answer = await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`], { folder: top });
    const commit = answer.stdout.toString().trim();
    if (answer.code !== 0) throw new DayshiftError('commit-unknown', { repository: top, commit: ref });
    await gitText('name a commit', ['update-ref', name, commit], { gitFolder: repository });
    return commit;
  }

  async function forget(names: string[]): Promise<void> {
    for (const name of names) await git(['update-ref', '-d', name], { gitFolder: repository });
  }
}

/** A bare repository that has the clone's objects, large files and rules of what is ignored. Safe to repeat. */
async function prepare(repository: string, inClone: (name: string) => Promise<string>): Promise<void> {
  await gitText('make a copy', ['init', '--quiet', '--bare', '--template=', repository]);
  for (const [name, value] of [['uploadpack.allowAnySHA1InWant', 'true'], ['gc.auto', '0'], ['core.hooksPath', '/dev/null']] as const) await gitText('make a copy', ['config', name, value], { gitFolder: repository });
  await mkdir(path.join(repository, 'info'), { recursive: true });
  await writeFile(path.join(repository, 'objects', 'info', 'alternates'), `${await inClone('objects')}\n`);
  await copyFile(await inClone('info/exclude'), path.join(repository, 'info', 'exclude')).catch(unlessAbsent);
  await symlink(await inClone('lfs'), path.join(repository, 'lfs')).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

/** With its time: by it git knows which files may have been written in the same second, and must be read to see whether they changed. */
async function copyIndex(from: string, to: string): Promise<void> {
  const { mtimeMs } = await stat(from);
  await copyFile(from, to);
  const second = Math.floor(mtimeMs / 1000);
  await utimes(to, second, second);
}

function unlessAbsent(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

/** The history goes along, unless the clone has only the end of it. */
async function parents(top: string): Promise<string[]> {
  const head = await git(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], { folder: top });
  const shallow = await git(['rev-parse', '--is-shallow-repository'], { folder: top });
  return head.code === 0 && shallow.stdout.toString().trim() === 'false' ? ['-p', head.stdout.toString().trim()] : [];
}
