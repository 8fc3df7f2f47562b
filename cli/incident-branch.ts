// Which incident is meant from within a clone, and where do its lines stand there now? By the branch, and by what git says changed since.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { hunksOf, moveLine } from '../client/line-map';
import type { CodeProblem } from '../client/problem';
import { isInside, PIPELINE_FILE, type Places } from '../client/problem-places';
import { CliFault, type World } from './commands/world';

const run = promisify(execFile);
const PREFIX = 'incident/';
const COMMIT = /^[0-9a-f]{40,64}$/;
const LARGEST_DIFF = 64 * 1024 * 1024;

/** What git says; undefined when it has no answer, e.g. outside of a clone. */
async function git(world: World, folder: string, ...args: string[]): Promise<string | undefined> {
  const done = await run('git', args, { cwd: folder, maxBuffer: LARGEST_DIFF, signal: world.signal }).catch((error: unknown) => {
    if (world.signal.aborted) throw error;
    return undefined;
  });
  return done?.stdout;
}

/** The incident that the clone's branch is named after. `how`: in which other way it can be named. */
export async function incidentOfBranch(world: World, how: string): Promise<string> {
  const branch = (await git(world, world.cwd, 'symbolic-ref', '--short', '--quiet', 'HEAD'))?.trim();
  if (branch?.startsWith(PREFIX)) return branch.slice(PREFIX.length);
  if (branch) throw new CliFault(`The branch "${branch}" is not an incident's.`, `Check out the incident's branch (\`${PREFIX}<id>\`), or ${how}.`);
  throw new CliFault(`${world.cwd} is no clone with a branch checked out.`, `Run it inside the service's clone, or ${how}.`);
}

/** The root of the clone that the person stands in; undefined outside of one, and in one that has none of the commits. */
export async function rootOfClone(world: World, commits: readonly string[]): Promise<string | undefined> {
  const root = (await git(world, world.cwd, 'rev-parse', '--show-toplevel'))?.trim();
  if (!root) return undefined;
  for (const commit of commits.filter((one) => COMMIT.test(one))) if (await git(world, root, 'cat-file', '-e', `${commit}^{commit}`) !== undefined) return root;
  return undefined;
}

export async function placesIn(root: string): Promise<Places> {
  const pipeline = await readFile(path.join(root, PIPELINE_FILE), 'utf8').catch(() => undefined); // a clone may have none
  return { pipeline, has: (file) => isInside(file) && existsSync(path.join(root, file)) };
}

/** Each problem where its line is in the working copy now. Of a commit that the clone has not, the lines stay as they are. */
export async function movedInto(world: World, root: string, problems: readonly CodeProblem[]): Promise<CodeProblem[]> {
  const diffs = new Map<string, ReturnType<typeof hunksOf>>();
  for (const commit of new Set(problems.filter(({ isPlaced }) => isPlaced).map((problem) => problem.commit))) {
    if (!COMMIT.test(commit)) continue;
    const diff = await git(world, root, '-c', 'core.quotePath=false', 'diff', '--unified=0', '--no-color', '--no-ext-diff', '--no-textconv', '--find-renames', '--src-prefix=a/', '--dst-prefix=b/', commit, '--');
    if (diff !== undefined) diffs.set(commit, hunksOf(diff));
  }
  return problems.map((problem) => {
    const changed = problem.isPlaced ? diffs.get(problem.commit) : undefined;
    const now = changed?.get(problem.file);
    const related = problem.related.map((one) => ({ ...one, line: one.line < 1 ? one.line : moveLine(changed?.get(one.file)?.hunks ?? [], one.line).line }));
    return now ? { ...problem, related, file: now.file ?? problem.file, line: moveLine(now.hunks, problem.line).line } : { ...problem, related };
  });
}
