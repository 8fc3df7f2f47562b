// How does dayshift read a repository? By a local bare mirror of it, and git's own commands.
import path from 'node:path';
import type { Change } from '../../src/contracts/result';
import type { CheckoutOptions, SourceControl } from '../../src/ports/source-control';
import { readChange, releaseBefore } from './change';
import { checkOut } from './checkout';
import { gitText, isFile } from './git-command';
import { openMirror } from './mirror';
import { pathInside } from './path-inside';

export interface GitOptions {
  folder: string; // the mirrors live here; shared by the workers of a machine
}

export function createGit({ folder }: GitOptions): SourceControl {
  const root = path.resolve(folder);

  async function readFile(repository: string, ref: string, file: string): Promise<{ commit: string; text: string } | undefined> {
    const mirror = await openMirror(root, repository);
    const [commit] = await mirror.resolve([ref]);
    const inside = pathInside(file);
    if (!inside) return undefined;
    const object = `${commit}:${inside}`;
    if (!await isFile(mirror.folder, object)) return undefined;
    return { commit, text: await gitText(`read ${inside}`, ['cat-file', 'blob', object], { gitFolder: mirror.folder }) };
  }

  async function change(repository: string, base: string | undefined, head: string): Promise<Change> {
    const mirror = await openMirror(root, repository);
    const [headCommit, baseCommit] = base === undefined ? await mirror.resolve([head]) : await mirror.resolve([head, base]);
    return readChange(mirror.folder, baseCommit ?? await releaseBefore(mirror.folder, headCommit), headCommit);
  }

  function checkout(repository: string, commit: string, target: string, options?: CheckoutOptions): Promise<void> {
    return checkOut({ root, repository, commit, folder: path.resolve(target), options });
  }

  return { readFile, change, checkout };
}
