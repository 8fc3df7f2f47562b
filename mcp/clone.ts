// Which incident and which commit does the folder stand for? The branch is named after the incident; outside of a clone both must be named.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { AgentFault } from './fault';

const run = promisify(execFile);
const PREFIX = 'incident/';
const COMMIT = /^[0-9a-f]{40}$/;

/** Undefined when git has no answer, e.g. outside of a clone. */
async function git(folder: string, ...args: string[]): Promise<string | undefined> {
  const done = await run('git', args, { cwd: folder }).catch(() => undefined);
  return done?.stdout.trim() || undefined;
}

/** The incident that was named, else the one of the branch. Throws AgentFault. */
export async function incidentIn(folder: string, named: string | undefined): Promise<string> {
  if (named !== undefined) return named;
  const branch = await git(folder, 'symbolic-ref', '--short', '--quiet', 'HEAD');
  if (branch?.startsWith(PREFIX)) return branch.slice(PREFIX.length);
  throw new AgentFault(branch ? `The branch "${branch}" is not an incident's.` : `${folder} is no clone with a branch checked out.`, 'Name the `incident`; list_incidents has their ids. Or work on the incident\'s branch: `incident/<id>`.');
}

/** The whole commit of a name, `HEAD` or a short one. Throws AgentFault. */
export async function commitIn(folder: string, named = 'HEAD'): Promise<string> {
  if (COMMIT.test(named)) return named;
  const commit = await git(folder, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${named}^{commit}`);
  if (commit) return commit;
  throw new AgentFault(`There is no commit "${named}" in ${folder}.`, 'Commit and push the change first, or give all 40 digits as `commit`.');
}
