// Which clones are in a folder? The one that it lies in, and its submodules, each with its remotes as git itself resolves them.
import path from 'node:path';
import { askGit } from './git';
import type { Place } from './git';
import { rootOf } from './incident-here';
import type { Clone } from './which-clone';

/** None where the folder is in no clone. */
export async function readClones(place: Place): Promise<Clone[]> {
  const folder = await rootOf(place);
  if (folder === undefined) return [];
  const root = { ...place, folder: path.normalize(folder) };
  const inside = await Promise.all((await submodulesOf(root)).map((inner) => readOne({ ...place, folder: path.join(root.folder, inner) })));
  return [await readOne(root), ...inside].filter((clone) => clone !== undefined);
}

async function readOne(place: Place): Promise<Clone | undefined> {
  if (path.normalize(await rootOf(place) ?? '') !== place.folder) return undefined; // a submodule that was not fetched
  const [remotes, head] = [await askGit(place, ['remote', '--verbose']), await askGit(place, ['symbolic-ref', '--quiet', '--short', 'HEAD'])];
  const urls = new Map<string, string[]>();
  for (const line of remotes.out.split('\n')) {
    const [, name, url] = /^(\S+)\t(.+) \((?:fetch|push)\)/.exec(line) ?? [];
    if (name && url) urls.set(name, [...(urls.get(name) ?? []), url]);
  }
  return { folder: place.folder, remotes: [...urls].map(([name, each]) => ({ name, urls: each })), ...(head.code === 0 ? { branch: head.out.trim() } : {}) };
}

async function submodulesOf(place: Place): Promise<string[]> {
  const { code, out } = await askGit(place, ['config', '--file', '.gitmodules', '--get-regexp', '^submodule\\..*\\.path$']);
  return code === 0 ? out.split('\n').flatMap((line) => { const folder = line.split(' ').slice(1).join(' ').trim(); return folder ? [folder] : []; }) : [];
}
