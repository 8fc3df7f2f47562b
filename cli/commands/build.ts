// dayshift build: from a clone on the incident's branch, asks for a build of a commit that was pushed; with --push it pushes first, never by force.
import type { Command } from 'commander';
import { askGit, commitOf, git } from '../../clone/git';
import type { Place } from '../../clone/git';
import { cloneAround, cloneOf, withGit } from '../fix/this-clone';
import { incidentOfBranch } from '../incident-branch';
import { withExamples, withJson } from './declare';
import { printAnswer } from './say';
import { CliFault, apiOf } from './world';
import type { World } from './world';

interface Options { commit: string; incident?: string; push?: boolean }

export function addBuild(program: Command, world: World): void {
  const build = program.command('build').description('build a pushed commit of the incident\'s branch, from within its clone')
    .option('--commit <commit>', 'which commit', 'HEAD')
    .option('--incident <id>', 'which incident; default: the one that the branch is named after')
    .option('--push', 'push the commit to the incident\'s branch first, never by force');
  withExamples(withJson(build), 'build --push', 'build --commit 4f2a9c1', 'build --incident storefront.LoginRefused.1a2b3c4d')
    .action(async ({ commit: given, incident, push }: Options, command: Command) => {
      const api = apiOf(command, world);
      const id = incident ?? await incidentOfBranch(world, 'name the incident with --incident');
      const full = /^[0-9a-f]{40}$/.test(given) && !push ? given : await commitOf({ folder: world.cwd, signal: world.signal }, given);
      if (!full) throw new CliFault(`There is no commit "${given}" in ${world.cwd}.`, 'Run it inside the clone that has the commit, or give all 40 digits with --commit.');
      if (push) {
        const view = await api.incident(id);
        const { place, remote } = await cloneOf(view, await cloneAround(undefined, world));
        await pushTo(place, { remote, branch: view.branch, commit: full });
      }
      const answer = await api.say(id, 'build', { commit: full });
      if (!answer.accepted) throw new CliFault(answer.text, `Push the commit to incident/${id} first.`);
      printAnswer(command, world, answer, [...await leftOut(world, given), `Follow it: dayshift watch ${id}`]);
    });
}

async function pushTo(place: Place, { remote, branch, commit }: { remote: string; branch: string; commit: string }): Promise<void> {
  await withGit(() => git(place, `push to ${branch}`, ['push', '--quiet', remote, `${commit}:refs/heads/${branch}`]), `Somebody may have pushed before you. Look: git pull --rebase ${remote} ${branch}`);
}

/** What lies in the working copy and is no part of the commit. */
async function leftOut({ cwd, signal }: World, given: string): Promise<string[]> {
  if (given !== 'HEAD') return [];
  const { out } = await askGit({ folder: cwd, signal }, ['status', '--porcelain', '--untracked-files=no']);
  return out.trim() === '' ? [] : ['Your changes that are not committed are not in it.'];
}
