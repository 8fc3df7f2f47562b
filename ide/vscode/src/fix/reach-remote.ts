// How is the remote reached? By git, which can be called off; where that fails, by the editor, which can ask for a password.
import { askRemote, fetchFor, readKnown } from '../../../../clone/branch-facts';
import type { Asked, RemoteHeads } from '../../../../clone/branch-facts';
import type { InClone } from './find-clone';
import { GitFault, git } from '../../../../clone/git';
import { pushBranch } from '../../../../clone/push-branch';

/** Asks and fetches. Throws GitFault when neither way leads to it. */
export async function learnRemote({ place, repository }: InClone, asked: Asked): Promise<RemoteHeads> {
  try {
    const heads = await askRemote(place, asked);
    await fetchFor(place, asked, heads, async (remote, refspecs) => { await git(place, `fetch from ${remote}`, ['fetch', '--no-tags', '--quiet', remote, ...refspecs]); });
    return heads;
  } catch (error) {
    if (!(error instanceof GitFault) || place.signal?.aborted || !repository) throw error;
    await byEditor(error, () => repository.fetch({ remote: asked.remote }));
    return readKnown(place, asked);
  }
}

/** `refused`: the remote did not take it. Throws GitFault when it could not be reached. */
export async function push({ place, repository }: InClone, asked: Asked): Promise<{ refused?: string }> {
  try {
    return await pushBranch(place, asked);
  } catch (error) {
    if (!(error instanceof GitFault) || place.signal?.aborted || !repository) throw error;
    await byEditor(error, () => repository.push(asked.remote, asked.branch, true));
    return {};
  }
}

/** The first fault says more than the editor's, which is about the same. */
async function byEditor(first: GitFault, deed: () => Promise<void>): Promise<void> {
  await deed().catch((error: unknown) => { throw Object.assign(first, { cause: error }); });
}
