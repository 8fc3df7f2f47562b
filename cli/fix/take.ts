// How does a clone come to be on an incident's branch, from the command line? The same plan as in the editor; what is in the way is said.
import { askedOf, askRemote, fetchFor, readFacts } from '../../clone/branch-facts';
import type { Asked, RemoteHeads } from '../../clone/branch-facts';
import { GitFault, git } from '../../clone/git';
import { planBranch } from '../../clone/plan-branch';
import type { BranchPlan } from '../../clone/plan-branch';
import { addWorktree, freeFolder, takeBranch } from '../../clone/take-branch';
import type { IncidentView } from '../../src/contracts/incident';
import { CliFault } from '../commands/world';
import { withGit, type ThisClone } from './this-clone';

/** `folder`: where the branch is checked out now. */
export interface Taken { folder: string; how: BranchPlan['how']['kind']; text: string; unasked?: string }

/** `worktree`: a second working tree there, in the place of this one. Never over what is not committed. */
export async function takeFix({ id, ...view }: Pick<IncidentView, 'id' | 'branch' | 'protectedBranch' | 'running'>, { place, remote }: ThisClone, worktree: string | undefined): Promise<Taken> {
  const asked = askedOf(view, remote);
  const { heads, unasked } = await headsOf({ place, remote }, asked);
  const plan = planBranch(await readFacts(place, asked, heads));
  const rest = { how: plan.how.kind, text: plan.text, ...(unasked === undefined ? {} : { unasked }) };
  if (plan.how.kind === 'impossible') throw new CliFault(plan.text, `Fetch it, then try again: git -C ${place.folder} fetch ${remote}`);
  if (plan.how.kind === 'elsewhere') return { ...rest, folder: plan.how.folder };
  if (worktree !== undefined) {
    if (plan.how.kind === 'stay') throw new CliFault(plan.text, 'Leave out --worktree, or switch this clone to another branch first.');
    return { ...rest, folder: await withGit(() => addWorktree(place, asked, plan.how, worktree), 'Name a folder that is not there yet.') };
  }
  if (plan.blocked !== undefined && plan.how.kind !== 'stay') {
    throw new CliFault(`${place.folder} stays as it is: ${plan.blocked}.`, `Commit or stash first, or begin in a second working tree: dayshift fix ${id} --worktree ${await freeFolder(place.folder, asked.branch)}`);
  }
  await withGit(() => takeBranch(place, asked, plan.how), `Move what is in the way, or begin in a second working tree: dayshift fix ${id} --worktree FOLDER`);
  return { ...rest, folder: place.folder };
}

/** A remote that does not answer is told; what was fetched last counts then. */
async function headsOf({ place, remote }: ThisClone, asked: Asked): Promise<{ heads?: RemoteHeads; unasked?: string }> {
  try {
    const heads = await askRemote(place, asked);
    await fetchFor(place, asked, heads, async (from, refspecs) => { await git(place, `fetch from ${from}`, ['fetch', '--no-tags', '--quiet', from, ...refspecs]); });
    return { heads };
  } catch (error) {
    if (error instanceof GitFault && !place.signal?.aborted) return { unasked: `${remote} was not asked: ${error.message}` };
    throw error;
  }
}
