// Which incident and which commit does the folder stand for? The branch is named after the incident; outside of a clone both must be named.
import { commitOf } from '../clone/git';
import { incidentHere } from '../clone/incident-here';
import { AgentFault } from './fault';

const COMMIT = /^[0-9a-f]{40}$/;

/** The incident that was named, else the one of the branch. Throws AgentFault. */
export async function incidentIn(folder: string, named: string | undefined): Promise<string> {
  if (named !== undefined) return named;
  const { branch, incident } = await incidentHere({ folder });
  if (incident !== undefined) return incident;
  throw new AgentFault(branch === undefined ? `${folder} is no clone with a branch checked out.` : `The branch "${branch}" is not an incident's.`, 'Name the `incident`; list_incidents has their ids. Or work on the incident\'s branch: `incident/<id>`.');
}

/** The whole commit of a name, `HEAD` or a short one. Throws AgentFault. */
export async function commitIn(folder: string, named = 'HEAD'): Promise<string> {
  if (COMMIT.test(named)) return named;
  const commit = await commitOf({ folder }, named);
  if (commit) return commit;
  throw new AgentFault(`There is no commit "${named}" in ${folder}.`, 'Commit and push the change first, or give all 40 digits as `commit`.');
}
