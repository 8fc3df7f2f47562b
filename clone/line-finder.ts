// Where do lines of a commit stand in the files on the disk? Asked of git once a commit and clone; a commit that is not there moves nothing.
import { hunksOf, moveLine } from '../client/line-map';
import type { CodeProblem } from '../client/problem';
import { askGit, type Place } from './git';

const COMMIT = /^[0-9a-f]{40,64}$/;
const DIFF = ['diff', '--unified=0', '--no-color', '--no-ext-diff', '--no-textconv', '--find-renames', '--src-prefix=a/', '--dst-prefix=b/'];

/** A place on the disk; lines count from 1. `isEdited`: the line was changed since. */
export interface Now { file: string; line: number; isEdited: boolean }
export type LineFinder = (commit: string, file: string, line: number) => Now;
export interface OnDisk extends Now { problem: CodeProblem }

/** `place`: the clone's root. Throws when git cannot be started. */
export async function findLines(place: Place, commits: Iterable<string>): Promise<LineFinder> {
  const diffs = new Map<string, ReturnType<typeof hunksOf>>();
  for (const commit of new Set(commits)) {
    if (!COMMIT.test(commit)) continue;
    const { code, out } = await askGit(place, [...DIFF, commit, '--']);
    if (code === 0) diffs.set(commit, hunksOf(out));
  }
  return (commit, file, line) => {
    const now = diffs.get(commit)?.get(file);
    return { file: now?.file ?? file, ...moveLine(now?.hunks ?? [], line) };
  };
}

/** What has no line of its own stands in the pipeline file as it is, and does not move. */
export async function placeOnDisk(place: Place, problems: readonly CodeProblem[]): Promise<OnDisk[]> {
  const find = await findLines(place, problems.filter(({ isPlaced }) => isPlaced).map(({ commit }) => commit));
  return problems.map((problem) => {
    const { isPlaced, commit, file, line } = problem;
    return { problem, ...(isPlaced ? find(commit, file, line) : { file, line, isEdited: false }) };
  });
}

/** The same problems, each with its related places, where their lines are on the disk now. */
export async function movedInto(place: Place, problems: readonly CodeProblem[]): Promise<CodeProblem[]> {
  const find = await findLines(place, problems.filter(({ isPlaced }) => isPlaced).map(({ commit }) => commit));
  return problems.map((problem) => {
    if (!problem.isPlaced) return problem;
    const moved = (file: string, before: number): Pick<Now, 'file' | 'line'> => {
      const { file: name, line } = find(problem.commit, file, before);
      return { file: name, line: before < 1 ? before : line };
    };
    return { ...problem, ...moved(problem.file, problem.line), related: problem.related.map((one) => ({ ...one, ...moved(one.file, one.line) })) };
  });
}
