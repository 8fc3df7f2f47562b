// Which repositories does a commit hold inside it, at which commits? As .gitmodules says; what it may point at is decided here.
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { DayshiftError } from '../../src/errors';
import { isLocal, isRemote, resolveAddress, withoutCredentials } from './address';
import { git, gitText } from './git-command';
import { pathInside } from './path-inside';

export interface Submodule {
  name: string;
  path: string;
  commit: string;
  address: string; // absolute
}

const GITLINK = /^160000 commit ([0-9a-f]+)\t(.+)$/s;
const SETTING = /^submodule\.(.+)\.(path|url|update)\n(.*)$/s;

async function readSettings(gitFolder: string, commit: string): Promise<Map<string, Record<string, string>>> {
  const answer = await git(['config', '--blob', `${commit}:.gitmodules`, '-z', '--get-regexp', '^submodule\\..*\\.(path|url|update)$'], { gitFolder });
  const modules = new Map<string, Record<string, string>>();
  for (const entry of answer.code === 0 ? answer.stdout.toString().split('\0') : []) {
    const [, name, key, value] = SETTING.exec(entry) ?? [];
    if (name !== undefined && key !== undefined) modules.set(name, { ...modules.get(name), [key]: value ?? '' });
  }
  return modules;
}

function refused(inside: string, reason: string): DayshiftError {
  return new DayshiftError('submodule-refused', { path: inside, reason });
}

/** A repository from elsewhere may not point at this machine's own, nor name a program. */
function addressOf(repository: string, inside: string, written: string | undefined): string {
  if (!written) throw refused(inside, '.gitmodules has no address for it');
  const address = resolveAddress(repository, written);
  const shown = withoutCredentials(written);
  if (address.startsWith('-')) throw refused(inside, `"${shown}" is no address`);
  if (isRemote(address)) return address;
  if (address.includes('::') || !isLocal(address)) throw refused(inside, `"${shown}" is reached by no way that dayshift takes`);
  if (!isLocal(repository)) throw refused(inside, `"${shown}" is on the worker's own machine`);
  return address;
}

/** In the tree's order. One that its repository says not to update is left out. Throws `submodule-refused`. */
export async function listSubmodules(gitFolder: string, repository: string, commit: string): Promise<Submodule[]> {
  const tree = await gitText('list the submodules', ['ls-tree', '-r', '-z', '--full-tree', commit], { gitFolder });
  const links = tree.split('\0').flatMap((entry) => {
    const [, id, inside] = GITLINK.exec(entry) ?? [];
    return id && inside ? [{ commit: id, path: inside }] : [];
  });
  if (links.length === 0) return [];
  const modules = [...await readSettings(gitFolder, commit)];
  return links.flatMap((link) => {
    const [name, settings] = modules.find(([, { path: where }]) => where?.replace(/\/+$/, '') === link.path) ?? [link.path, {}];
    if (settings['update'] === 'none') return [];
    return [{ ...link, name, address: addressOf(repository, link.path, settings['url']) }];
  });
}

/** Where a submodule goes in a checkout. Throws `submodule-refused` for a path that leads out of it. */
export async function placeOf(checkout: string, inside: string): Promise<string> {
  const parts = pathInside(inside)?.split('/') ?? [];
  const parent = path.join(checkout, ...parts.slice(0, -1));
  const isOwn = await realpath(parent).then(async (real) => real === path.join(await realpath(checkout), ...parts.slice(0, -1)), () => false);
  if (parts.length === 0 || parts.some((part) => part.toLowerCase() === '.git') || !isOwn) throw refused(inside, 'its path leads out of the checkout');
  return path.join(checkout, ...parts);
}
