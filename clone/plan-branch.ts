// What has to be done to be on the incident's branch? Judged from what git knows; nothing happens here.

/** What is found in the clone, after its remote was asked. */
export interface BranchFacts {
  branch: string;
  current: string | undefined; // undefined: a commit is checked out and no branch
  changed: string[]; // tracked files that differ from what is committed
  underWay: string | undefined; // e.g. `rebase`
  local: { ahead: number; behind: number } | undefined; // absent: no such branch here; counted against the remote's, both 0 when it has none
  remote: string | undefined; // the commit of the remote's branch of that name
  elsewhere: string | undefined; // another working tree that has it checked out
  running: { commit: string; version: string; isHere: boolean; isOnProtected: boolean } | undefined; // what production runs; absent: not known
  protected: { name: string; commit: string } | undefined;
  isFresh: boolean; // the remote was asked; else all is as it was fetched last
}

export type How =
  | { kind: 'stay' }
  | { kind: 'switch' }
  | { kind: 'elsewhere'; folder: string }
  | { kind: 'create'; from: string; follows: boolean } // follows: the remote's branch
  | { kind: 'impossible' };

/** `text`: what is done and why, one or two sentences. `blocked`: why the working tree stays as it is; then only a second one beside it helps. */
export interface BranchPlan { how: How; text: string; blocked?: string }

const SHOWN = 3;

/**
 * A fix begins at what production runs, so that nothing goes out with it but the fix; where that is not on the protected branch, or not
 * known, at the protected branch. What somebody pushed already comes first.
 */
export function planBranch(facts: BranchFacts): BranchPlan {
  const { branch, current, elsewhere, local } = facts;
  if (current === branch) return { how: { kind: 'stay' }, text: `${branch} is checked out already.${apart(facts)}` };
  if (elsewhere !== undefined) return { how: { kind: 'elsewhere', folder: elsewhere }, text: `${branch} is checked out in ${elsewhere}.` };
  const blocked = whyBlocked(facts);
  const rest = blocked === undefined ? {} : { blocked };
  if (local) return { how: { kind: 'switch' }, text: `Switched to ${branch}, which was here already.${apart(facts)}`, ...rest };
  return { ...begin(facts), ...rest };
}

function begin({ branch, remote, running, protected: line, isFresh }: BranchFacts): BranchPlan {
  if (remote !== undefined) return { how: { kind: 'create', from: remote, follows: true }, text: `${branch} continues what was pushed to it (${short(remote)}).` };
  const stale = isFresh ? '' : ' The remote could not be asked: this is as it was fetched last.';
  if (running?.isHere && running.isOnProtected) {
    return { how: { kind: 'create', from: running.commit, follows: false }, text: `${branch} begins at ${short(running.commit)}, which production runs (${running.version}).${stale}` };
  }
  if (line === undefined) return { how: { kind: 'impossible' }, text: `Where ${branch} should begin is not known: neither what production runs nor the protected branch is in this clone. Fetch, then try again.` };
  return { how: { kind: 'create', from: line.commit, follows: false }, text: `${branch} begins at ${line.name} (${short(line.commit)}): ${whyProtected(running, line.name)}.${stale}` };
}

function whyProtected(running: BranchFacts['running'], name: string): string {
  if (!running) return 'which commit production runs is not known';
  return running.isHere ? `production runs ${short(running.commit)} (${running.version}), which is not on ${name}` : `production runs ${short(running.commit)} (${running.version}), which is not in this clone`;
}

function whyBlocked({ changed, underWay }: BranchFacts): string | undefined {
  if (underWay) return `a ${underWay} is under way here`;
  if (changed.length === 0) return undefined;
  const more = changed.length > SHOWN ? ` and ${changed.length - SHOWN} more` : '';
  return `${changed.slice(0, SHOWN).join(', ')}${more} ${changed.length === 1 ? 'has' : 'have'} changes that are not committed`;
}

function apart({ local, remote }: BranchFacts): string {
  if (!local || remote === undefined) return '';
  const { ahead, behind } = local;
  if (ahead && behind) return ` It and what was pushed went apart: ${commits(ahead)} only here, ${commits(behind)} only there.`;
  if (behind) return ` It is ${commits(behind)} behind what was pushed: pull before you go on.`;
  return ahead ? ` It is ${commits(ahead)} ahead of what was pushed.` : '';
}

export function commits(count: number): string {
  return `${count} ${count === 1 ? 'commit' : 'commits'}`;
}

export function short(commit: string): string {
  return commit.slice(0, 7);
}
