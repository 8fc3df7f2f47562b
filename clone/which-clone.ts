// Which of the folders that are open is a clone of the incident's repository? By its remotes; where it is not certain, people are asked.
import { isSamePlace, placeOf } from './remote-address';

export interface Remote { name: string; urls: readonly string[] }

/** `folder`: the root of the working tree. `branch`: what is checked out there; undefined: a commit, or not known. */
export interface Clone { folder: string; remotes: readonly Remote[]; branch?: string }

export interface Found { clone: Clone; remote: string } // the remote that is the incident's repository
export type WhichClone = { kind: 'one'; found: Found } | { kind: 'several'; found: Found[] } | { kind: 'none' };

interface Wanted { repository?: string; branch: string }

/**
 * Exact names go before those that differ in the case of letters alone. Of several clones the one that has the incident's branch checked
 * out is meant. Without a repository, of an incident that does not tell it, that branch is all there is to go by.
 */
export function whichClone(clones: readonly Clone[], { repository, branch }: Wanted): WhichClone {
  const each = [...new Map(clones.map((clone) => [clone.folder, clone])).values()];
  const matching = repository === undefined ? onBranch(each, branch) : foundOr(matchesOf(each, repository, false), () => matchesOf(each, repository, true));
  if (matching.length <= 1) return matching[0] ? { kind: 'one', found: matching[0] } : { kind: 'none' };
  const there = matching.filter(({ clone }) => clone.branch === branch);
  return there.length === 1 && there[0] ? { kind: 'one', found: there[0] } : { kind: 'several', found: matching };
}

function foundOr(found: Found[], otherwise: () => Found[]): Found[] {
  return found.length > 0 ? found : otherwise();
}

function matchesOf(clones: readonly Clone[], repository: string, anyCase: boolean): Found[] {
  const wanted = placeOf(repository);
  return clones.flatMap((clone) => {
    const remote = originFirst(clone.remotes).find(({ urls }) => urls.some((url) => isSamePlace(placeOf(absolute(url, clone.folder)), wanted, { anyCase })));
    return remote ? [{ clone, remote: remote.name }] : [];
  });
}

function onBranch(clones: readonly Clone[], branch: string): Found[] {
  return clones.flatMap((clone) => {
    const remote = originFirst(clone.remotes)[0];
    return clone.branch === branch && remote ? [{ clone, remote: remote.name }] : [];
  });
}

function originFirst(remotes: readonly Remote[]): Remote[] {
  return [...remotes].sort((a, b) => Number(b.name === 'origin') - Number(a.name === 'origin'));
}

/** A remote may be a path that begins at the clone itself. */
function absolute(url: string, folder: string): string {
  if (!/^\.{1,2}(\/|$)/.test(url)) return url;
  const parts = folder.replace(/\\/g, '/').replace(/\/+$/, '').split('/');
  for (const step of url.split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '.' && step !== '') parts.push(step);
  }
  return parts.join('/');
}
