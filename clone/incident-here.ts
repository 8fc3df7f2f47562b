// Which incident does a folder stand for? The branch is named after the incident.
import { askGit, type Place } from './git';

const PREFIX = 'incident/';

/** `branch`: absent outside of a clone and where a commit is checked out and no branch. `incident`: absent on another branch. */
export async function incidentHere(place: Place): Promise<{ branch?: string; incident?: string }> {
  const { code, out } = await askGit(place, ['symbolic-ref', '--short', '--quiet', 'HEAD']);
  const branch = out.trim();
  if (code !== 0 || branch === '') return {};
  return branch.startsWith(PREFIX) && branch.length > PREFIX.length ? { branch, incident: branch.slice(PREFIX.length) } : { branch };
}

/** The root of the clone that the folder lies in; undefined outside of one. */
export async function rootOf(place: Place): Promise<string | undefined> {
  const { code, out } = await askGit(place, ['rev-parse', '--show-toplevel']);
  return code === 0 ? out.trim() || undefined : undefined;
}
