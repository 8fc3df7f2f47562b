// Which incident is meant from within a clone, and where is that clone? By the branch, and by the commits that it has.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isInside, PIPELINE_FILE, type Places } from '../client/problem-places';
import { commitOf } from '../clone/git';
import { incidentHere, rootOf } from '../clone/incident-here';
import { CliFault, type World } from './commands/world';

const COMMIT = /^[0-9a-f]{40,64}$/;

/** The incident that the clone's branch is named after. `how`: in which other way it can be named. */
export async function incidentOfBranch({ cwd, signal }: World, how: string): Promise<string> {
  const { branch, incident } = await incidentHere({ folder: cwd, signal });
  if (incident !== undefined) return incident;
  if (branch !== undefined) throw new CliFault(`The branch "${branch}" is not an incident's.`, `Check out the incident's branch (\`incident/<id>\`), or ${how}.`);
  throw new CliFault(`${cwd} is no clone with a branch checked out.`, `Run it inside the service's clone, or ${how}.`);
}

/** The root of the clone that the person stands in; undefined outside of one, and in one that has none of the commits. */
export async function rootOfClone({ cwd, signal }: World, commits: readonly string[]): Promise<string | undefined> {
  const root = await rootOf({ folder: cwd, signal });
  if (root === undefined) return undefined;
  for (const commit of commits.filter((one) => COMMIT.test(one))) if (await commitOf({ folder: root, signal }, commit) !== undefined) return root;
  return undefined;
}

export async function placesIn(root: string): Promise<Places> {
  const pipeline = await readFile(path.join(root, PIPELINE_FILE), 'utf8').catch(() => undefined); // a clone may have none
  return { pipeline, has: (file) => isInside(file) && existsSync(path.join(root, file)) };
}
