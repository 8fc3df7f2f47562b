// How does a commit become a folder? A repository of its own that borrows the mirror's objects, made aside and renamed.
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile, access } from 'node:fs/promises';
import path from 'node:path';
import { DayshiftError } from '../../src/errors';
import { gitText } from './git-command';

const MARK = path.join('.git', 'dayshift-checkout'); // what bears it may be replaced

async function isReplaceable(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => [] as string[]);
  return names.length === 0 || access(path.join(folder, MARK)).then(() => true, () => false);
}

/** Not `git archive`, which leaves out what `export-ignore` names, and not a worktree, which writes to the mirror. */
async function clone(mirror: string, commit: string, folder: string): Promise<void> {
  await gitText('make a checkout', ['clone', '--quiet', '--shared', '--no-checkout', '--template=', '--', mirror, folder]);
  await gitText('make a checkout', ['remote', 'remove', 'origin'], { folder }); // nothing is pushed to the mirror by mistake
  await gitText(`check out ${commit}`, ['-c', 'core.hooksPath=/dev/null', 'checkout', '--quiet', '--force', '--detach', commit], { folder });
  await writeFile(path.join(folder, MARK), `${commit}\n`);
}

/** Replaces an earlier checkout, whole or not; refuses a folder with anything else in it. */
export async function checkOut(mirror: string, commit: string, folder: string): Promise<void> {
  if (!(await isReplaceable(folder))) {
    throw new DayshiftError('refused', { reason: `${folder} holds something else already.`, advice: 'Name an empty or absent folder to check out into.' });
  }
  await mkdir(path.dirname(folder), { recursive: true });
  const partial = `${folder}.${randomUUID()}.partial`;
  try {
    await clone(mirror, commit, partial);
    await rm(folder, { recursive: true, force: true });
    await rename(partial, folder);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}
