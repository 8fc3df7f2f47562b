// Where do lines of a commit stand in the files on the disk? Asked of git once a commit and clone; a commit that is not there moves nothing.
import { hunksOf, moveLine } from '../../../../client/line-map';
import type { CodeProblem } from '../../../../client/problem';
import { askGit } from '../fix/git';

const COMMIT = /^[0-9a-f]{40,64}$/;
const DIFF = ['diff', '--unified=0', '--no-color', '--no-ext-diff', '--no-textconv', '--find-renames', '--src-prefix=a/', '--dst-prefix=b/'];

/** A problem with its place on the disk; lines count from 1. `isEdited`: the line was changed since. */
export interface OnDisk { problem: CodeProblem; file: string; line: number; isEdited: boolean }

/** `folder`: the clone's root. Throws when git cannot be started. */
export async function placeOnDisk(folder: string, problems: readonly CodeProblem[]): Promise<OnDisk[]> {
  const diffs = new Map<string, ReturnType<typeof hunksOf>>();
  for (const commit of new Set(problems.filter(({ isPlaced }) => isPlaced).map((problem) => problem.commit))) {
    if (!COMMIT.test(commit)) continue;
    const { code, out } = await askGit({ folder }, [...DIFF, commit, '--']);
    if (code === 0) diffs.set(commit, hunksOf(out));
  }
  return problems.map((problem) => {
    const now = problem.isPlaced ? diffs.get(problem.commit)?.get(problem.file) : undefined;
    const moved = moveLine(now?.hunks ?? [], problem.line);
    return { problem, file: now?.file ?? problem.file, ...moved };
  });
}
