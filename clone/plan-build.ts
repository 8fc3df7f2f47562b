// What has to happen so that dayshift builds what the developer has? Pushed, or asked for by word; what is in the way is said.
import { commits, short } from './plan-branch';

export interface BuildFacts {
  branch: string;
  current: string | undefined;
  head: string | undefined; // the commit that is checked out
  remote: string | undefined; // what was pushed to the branch last
  ahead: number;
  behind: number;
  isOwn: boolean; // there is a commit that no branch of the remote has, or somebody pushed to this branch already
}

export type BuildPlan =
  | { kind: 'push'; commit: string; text: string }
  | { kind: 'word'; commit: string; text: string } // it was pushed already
  | { kind: 'stop'; why: 'other-branch' | 'nothing' | 'behind'; text: string; advice: string };

/** Nothing is ever forced and nothing committed. */
export function planBuild({ branch, current, head, remote, ahead, behind, isOwn }: BuildFacts): BuildPlan {
  if (current !== branch) {
    return { kind: 'stop', why: 'other-branch', text: `${current ?? 'A commit without a branch'} is checked out; the fix belongs on ${branch}.`, advice: 'Start the fix: that checks its branch out.' };
  }
  if (head === undefined || !isOwn) return { kind: 'stop', why: 'nothing', text: `There is no commit on ${branch} yet.`, advice: 'Commit the fix, then initiate the build.' };
  if (behind > 0) {
    const text = ahead > 0 ? `${branch} and what was pushed to it went apart: ${commits(ahead)} only here, ${commits(behind)} only there.` : `${branch} is ${commits(behind)} behind what was pushed to it.`;
    return { kind: 'stop', why: 'behind', text, advice: 'Pull, look at what came, then initiate the build.' };
  }
  if (head === remote) return { kind: 'word', commit: head, text: `${short(head)} was pushed already; its build is asked for.` };
  return { kind: 'push', commit: head, text: `${remote === undefined ? branch : commits(ahead)} pushed (${short(head)}).` };
}

/** What is not committed, and so not built; undefined when all is. */
export function leftOut({ changed, untracked }: { changed: readonly string[]; untracked: readonly string[] }): string | undefined {
  const all = [...changed, ...untracked];
  if (all.length === 0) return undefined;
  const shown = all.slice(0, 4).join(', ') + (all.length > 4 ? ` and ${all.length - 4} more` : '');
  return `${all.length === 1 ? 'One file is' : `${all.length} files are`} not committed: ${shown}. Only what is committed is built.`;
}
