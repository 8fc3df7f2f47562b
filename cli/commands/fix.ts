// dayshift fix: from "it is mine" to the first edit. The incident's branch is fetched, made and checked out; then what is known is told.
import { access } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import type { ApiClient } from '../../client/api-client';
import { openable, suspectedFiles } from '../../clone/suspected-files';
import type { IncidentView } from '../../src/contracts/incident';
import { Phase } from '../../src/domain/vocabulary';
import { fixContext } from '../fix/context';
import { takeFix } from '../fix/take';
import { cloneAround, cloneOf, withGit } from '../fix/this-clone';
import { clean } from '../tree/text';
import { withExamples, withJson } from './declare';
import { INCIDENT } from './say';
import { CliFault, apiOf, printJson, printLines, wantsColour, widthOf } from './world';
import type { World } from './world';

interface Options { clone?: string; remote?: string; worktree?: string; acknowledge: boolean; json?: boolean }

const ADVICE = 'See what git says there: git status';

export function addFix(program: Command, world: World): void {
  const fix = program.command('fix').argument(...INCIDENT)
    .description('check the incident\'s branch out in the service\'s clone, say that you are on it, and show what is known; writes nothing else')
    .option('--clone <folder>', 'the clone; default: the one around you')
    .option('--remote <name>', 'which of its remotes is the service\'s; default: the one with that address')
    .option('--worktree <folder>', 'in a second working tree there, beside the clone')
    .option('--no-acknowledge', 'say nothing to dayshift');
  withExamples(withJson(fix, 'where the branch is, and the files that are suspected'), 'fix storefront.LoginRefused.1a2b3c4d', 'fix storefront.LoginRefused.1a2b3c4d --clone ~/src/storefront --worktree ~/src/login')
    .action(async (id: string, { clone, remote, worktree, acknowledge, json }: Options, command: Command) => {
      const api = apiOf(command, world);
      const view = await api.incident(id);
      if (view.outcome) throw new CliFault(`The incident is closed (${view.outcome.replace(/-/g, ' ')}).`, `Read how it went: dayshift story ${id}`);
      const here = await withGit(async () => cloneOf(view, await cloneAround(clone, world), remote), ADVICE);
      const taken = await withGit(() => takeFix(view, here, worktree === undefined ? undefined : path.resolve(world.cwd, worktree)), ADVICE);
      const acknowledged = acknowledge ? await sayOnIt(api, view) : undefined;
      if (json) {
        const files = await openable(suspectedFiles(view), (file) => access(path.join(taken.folder, file)).then(() => true, () => false));
        return printJson(world, { incident: id, branch: view.branch, ...taken, ...(acknowledged === undefined ? {} : { acknowledged }), files });
      }
      const context = fixContext(view, { now: Date.now(), width: widthOf(world), colour: wantsColour(world), timeZone: world.timeZone });
      const told = [taken.text, ...(taken.unasked === undefined ? [] : [taken.unasked]), ...(acknowledged === undefined ? [] : [acknowledged])].map(clean);
      const goThere = taken.folder === here.place.folder ? [] : [`Go there:  cd ${taken.folder}`];
      printLines(world, [...told, '', ...context, '', ...goThere, 'Then:      git commit, dayshift build --push', `Follow it: dayshift watch ${id}`]);
    });
}

/** Only of whom it is, and once: an acknowledgement keeps others from being told. */
async function sayOnIt(api: ApiClient, { id, phase, assignment }: IncidentView): Promise<string | undefined> {
  if (phase !== Phase.Fix || !assignment || assignment.acknowledgedAt !== undefined) return undefined;
  const me = await api.me();
  return me.kind === 'person' && me.id === assignment.to ? (await api.say(id, 'acknowledge', {})).text : undefined;
}
