// Is this folder a clone of the incident's repository, and by which remote? Asked of git; nothing is written.
import path from 'node:path';
import { GitFault, askGit, git } from '../../clone/git';
import type { Place } from '../../clone/git';
import { shownAddress } from '../../clone/remote-address';
import { whichClone } from '../../clone/which-clone';
import type { Remote } from '../../clone/which-clone';
import type { IncidentView } from '../../src/contracts/incident';
import { CliFault } from '../commands/world';
import type { World } from '../commands/world';

export interface ThisClone { place: Place; remote: string }

/** The root of the clone around a folder; a fault when there is none. */
export async function cloneAround(folder: string | undefined, { cwd, signal }: Pick<World, 'cwd' | 'signal'>): Promise<Place> {
  const start = path.resolve(cwd, folder ?? '.');
  const asked = await askGit({ folder: start, signal }, ['rev-parse', '--show-toplevel']).catch(() => undefined); // the folder is not there
  const root = asked?.code === 0 ? asked.out.trim() : '';
  if (!root) throw new CliFault(`${start} is no git clone.`, 'Run it inside the service\'s clone, or name it with --clone.');
  return { folder: root, signal };
}

/** `named`: the person knows better which remote it is. */
export async function cloneOf(view: Pick<IncidentView, 'service' | 'repository' | 'branch'>, place: Place, named?: string): Promise<ThisClone> {
  const remotes = await remotesOf(place);
  if (named !== undefined && !remotes.some(({ name }) => name === named)) throw new CliFault(`The clone has no remote "${named}".`, remotes.length > 0 ? `It has ${remotes.map(({ name }) => name).join(', ')}.` : `Add it: git remote add ${named} ADDRESS`);
  if (named !== undefined) return { place, remote: named };
  const [only] = remotes;
  if (view.repository === undefined && remotes.length === 1 && only) return { place, remote: only.name };
  const which = whichClone([{ folder: place.folder, remotes }], { repository: view.repository, branch: view.branch });
  if (which.kind === 'one') return { place, remote: which.found.remote };
  const found = remotes.map(({ name, urls }) => `${name} is ${urls.map(shownAddress).join(', ')}`).join('; ') || 'there is no remote';
  const wanted = view.repository === undefined ? `the repository of ${view.service}` : shownAddress(view.repository);
  throw new CliFault(`${place.folder} is no clone of ${wanted}: ${found}.`, `Name the clone with --clone${only ? `, or, when it is the same by another address, the remote with --remote ${only.name}` : ''}.`);
}

async function remotesOf(place: Place): Promise<Remote[]> {
  const names = (await git(place, 'list the remotes', ['remote'])).split('\n').filter((name) => name !== '');
  return Promise.all(names.map(async (name) => ({ name, urls: (await git(place, `read the address of ${name}`, ['remote', 'get-url', '--all', name])).trim().split('\n') })));
}

/** What git refused, as people can put it right. */
export async function withGit<T>(work: () => Promise<T>, advice: string): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof GitFault) throw new CliFault(error.message, advice);
    throw error;
  }
}
