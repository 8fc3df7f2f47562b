// How does a commit become a folder? A repository of its own that borrows the mirror's objects, made aside and renamed.
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile, access } from 'node:fs/promises';
import path from 'node:path';
import { DayshiftError } from '../../src/errors';
import type { CheckoutOptions } from '../../src/ports/source-control';
import { gitText } from './git-command';
import { pullLfs, requireLfs } from './lfs';
import { openMirror, type Mirror } from './mirror';
import { listSubmodules, placeOf } from './submodules';

const MARK = path.join('.git', 'dayshift-checkout'); // what bears it may be replaced

async function isReplaceable(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => [] as string[]);
  return names.length === 0 || access(path.join(folder, MARK)).then(() => true, () => false);
}

export interface CheckoutOrder {
  root: string; // the mirrors live here
  repository: string;
  commit: string;
  folder: string;
  options?: CheckoutOptions;
}

/** Not `git archive`, which leaves out what `export-ignore` names, and not a worktree, which writes to the mirror. */
async function clone(order: CheckoutOrder, mirror: Mirror, commit: string, folder: string): Promise<void> {
  await gitText('make a checkout', ['clone', '--quiet', '--shared', '--no-checkout', '--template=', '--', mirror.folder, folder]);
  await gitText(`check out ${commit}`, ['-c', 'core.hooksPath=/dev/null', 'checkout', '--quiet', '--force', '--detach', commit], { folder });
  if (order.options?.lfs) await pullLfs(mirror.folder, mirror.source, folder);
  await gitText('make a checkout', ['remote', 'remove', 'origin'], { folder }); // nothing is pushed to the mirror by mistake
  await writeFile(path.join(folder, MARK), `${commit}\n`);
}

/** Each a checkout of its own inside the other, from a mirror of its own, and so on to the innermost. */
async function addSubmodules(order: CheckoutOrder, mirror: Mirror, commit: string, folder: string): Promise<void> {
  for (const { name, path: inside, commit: pinned, address } of await listSubmodules(mirror.folder, mirror.source, commit)) {
    await checkOut({ ...order, repository: address, commit: pinned, folder: await placeOf(folder, inside) });
    await gitText('make a checkout', ['config', `submodule.${name}.active`, 'true'], { folder });
  }
}

/**
 * Replaces an earlier checkout, whole or not; refuses a folder with anything else in it. Throws `commit-unknown`, `lfs-missing`,
 * `submodule-refused`.
 */
export async function checkOut(order: CheckoutOrder): Promise<void> {
  const { root, repository, folder, options } = order;
  if (options?.lfs) await requireLfs();
  const mirror = await openMirror(root, repository);
  const [commit] = await mirror.resolve([order.commit]);
  if (!(await isReplaceable(folder))) {
    throw new DayshiftError('refused', { reason: `${folder} holds something else already.`, advice: 'Name an empty or absent folder to check out into.' });
  }
  await mkdir(path.dirname(folder), { recursive: true });
  const partial = `${folder}.${randomUUID()}.partial`;
  try {
    await clone(order, mirror, commit, partial);
    if (options?.submodules) await addSubmodules(order, mirror, commit, partial);
    await rm(folder, { recursive: true, force: true });
    await rename(partial, folder);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}
