// dayshift build: from a clone on the incident's branch, asks for a build of a commit that was pushed.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Command } from 'commander';
import { CliFault, apiOf, printLines } from './world';
import type { World } from './world';

const run = promisify(execFile);
const PREFIX = 'incident/';

async function git(world: World, ...args: string[]): Promise<string | undefined> {
  const done = await run('git', args, { cwd: world.cwd }).catch(() => undefined);
  return done?.stdout.trim() || undefined;
}

interface Options { commit: string; incident?: string }

export function addBuild(program: Command, world: World): void {
  program.command('build').description('build a pushed commit of the incident\'s branch, from within its clone')
    .option('--commit <commit>', 'which commit', 'HEAD')
    .option('--incident <id>', 'which incident; default: the one that the branch is named after')
    .action(async ({ commit: given, incident }: Options, command: Command) => {
      const id = incident ?? await incidentOfBranch(world);
      const full = /^[0-9a-f]{40}$/.test(given) ? given : await git(world, 'rev-parse', '--verify', '--quiet', `${given}^{commit}`);
      if (!full) throw new CliFault(`There is no commit "${given}" in ${world.cwd}.`, 'Run it inside the clone that has the commit, or give all 40 digits with --commit.');
      const answer = await apiOf(command, world).say(id, 'build', { commit: full });
      if (!answer.accepted) throw new CliFault(answer.text, `Push the commit to ${PREFIX}${id} first.`);
      printLines(world, [answer.text, `Follow it: dayshift watch ${id}`]);
    });
}

async function incidentOfBranch(world: World): Promise<string> {
  const branch = await git(world, 'rev-parse', '--abbrev-ref', 'HEAD');
  if (!branch) throw new CliFault(`${world.cwd} is not a git clone with a commit.`, 'Run it inside the service\'s clone, or name the incident with --incident.');
  if (branch.startsWith(PREFIX)) return branch.slice(PREFIX.length);
  throw new CliFault(`The branch "${branch}" is not an incident's.`, 'Check out the incident\'s branch (`incident/<id>`), or name the incident with --incident.');
}
