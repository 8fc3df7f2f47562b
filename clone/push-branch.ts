// How does the branch reach its remote? What is to be known before, and a push that sets the upstream and never forces.
import { countApart, readStatus } from './branch-facts';
import type { Asked, RemoteHeads, Status } from './branch-facts';
import { GitFault, askGit, commitOf, git } from './git';
import type { Place } from './git';
import type { BuildFacts } from './plan-build';

export interface BuildState { facts: BuildFacts; status: Status }

/** `heads` as the remote just told them; its commit has been fetched. */
export async function readBuildState(place: Place, { remote, branch }: Asked, heads: RemoteHeads): Promise<BuildState> {
  const status = await readStatus(place);
  const { head, current } = status;
  const apart = head && heads.commit && await commitOf(place, heads.commit) ? await countApart(place, head, heads.commit) : { ahead: 0, behind: 0 };
  const isOwn = heads.commit !== undefined || (head !== undefined && await hasOwnCommits(place, head, remote));
  return { status, facts: { branch, current, head, remote: heads.commit, ...apart, isOwn } };
}

async function hasOwnCommits(place: Place, head: string, remote: string): Promise<boolean> {
  const out = await git(place, 'count the commits of the branch', ['rev-list', '--count', '--max-count=1', head, '--not', `--remotes=${remote}`]);
  return Number(out.trim()) > 0;
}

/** `refused`: the remote answered and did not take it. Throws GitFault when it could not be asked. */
export async function pushBranch(place: Place, { remote, branch }: Asked): Promise<{ refused?: string }> {
  const answered = await askGit(place, ['push', '--porcelain', '--set-upstream', remote, `refs/heads/${branch}:refs/heads/${branch}`]);
  if (answered.code === 0) return {};
  const refusal = answered.out.split('\n').find((line) => line.startsWith('!'))?.split('\t').at(-1);
  if (refusal !== undefined) return { refused: [refusal, ...remoteWords(answered.said)].join(' ') };
  throw new GitFault(`push to ${remote}`, answered);
}

/** What a hook of the remote said. */
function remoteWords(said: string): string[] {
  return said.split('\n').flatMap((line) => (line.startsWith('remote: ') && line.slice(8).trim() ? [line.slice(8).trim()] : [])).slice(0, 5);
}
