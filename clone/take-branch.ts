// How does a clone come to be on the incident's branch? Here, when nothing is in the way, or in a second working tree beside it.
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Asked } from './branch-facts';
import { git } from './git';
import type { Place } from './git';
import type { How } from './plan-branch';

/** Never over what is there: git refuses to write over a file that it does not know, and so this fails. */
export async function takeBranch(place: Place, { remote, branch }: Asked, how: How): Promise<void> {
  if (how.kind === 'switch') await git(place, `switch to ${branch}`, ['switch', '--no-guess', '--quiet', branch]);
  if (how.kind !== 'create') return;
  await git(place, `make ${branch}`, ['switch', '--no-track', '--quiet', '-c', branch, how.from]);
  if (how.follows) await follow(place, remote, branch);
}

/** Answers its folder. The clone's own working tree stays as it is. */
export async function addWorktree(place: Place, { remote, branch }: Asked, how: How, folder: string): Promise<string> {
  if (how.kind === 'switch') await git(place, `add ${folder}`, ['worktree', 'add', '--quiet', folder, branch]);
  if (how.kind !== 'create') return folder;
  await git(place, `add ${folder}`, ['worktree', 'add', '--quiet', '--no-track', '-b', branch, folder, how.from]);
  if (how.follows) await follow(place, remote, branch);
  return folder;
}

/** Beside the clone, by a name that is free. */
export async function freeFolder(clone: string, branch: string): Promise<string> {
  const stem = `${clone.replace(/[\\/]+$/, '')}-${branch.split('/').at(-1) ?? 'fix'}`;
  for (let number = 1; ; number += 1) {
    const folder = number === 1 ? stem : `${stem}-${number}`;
    if (!await stat(folder).then(() => true, () => false)) return path.normalize(folder);
  }
}

/** Written by name: a clone of one branch has no other that could be tracked. */
async function follow(place: Place, remote: string, branch: string): Promise<void> {
  await git(place, `follow ${remote}/${branch}`, ['config', `branch.${branch}.remote`, remote]);
  await git(place, `follow ${remote}/${branch}`, ['config', `branch.${branch}.merge`, `refs/heads/${branch}`]);
}
