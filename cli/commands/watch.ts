// dayshift watch: the live tree of one day; without an id, of the one that is open or of the next to open.
import type { Command } from 'commander';
import type { ApiClient } from '../../client/api-client';
import { followDay, renderSummary } from '../tree';
import { withExamples, withJson } from './declare';
import { CliFault, apiOf, printLines, wantsColour } from './world';
import type { World } from './world';

const MOST_NAMED = 10;

export function addWatch(program: Command, world: World): void {
  const watch = program.command('watch').argument('[id]', 'the incident; default: the one that is open, or the next to open')
    .description('follow a day live until it is closed; in a pipe, one line for each change');
  withExamples(withJson(watch, 'one line for each change: incident with its view, progress, or lost with the reason'), 'watch', 'watch storefront.LoginRefused.1a2b3c4d', 'watch storefront.LoginRefused.1a2b3c4d --json | jq -r .view.phase')
    .action(async (given: string | undefined, { json = false }: { json?: boolean }, command: Command) => {
      const api = apiOf(command, world);
      const id = given ?? await findOne(api, world, json);
      if (!id) return;
      if (json) return followAsJson(api, id, world);
      const colour = wantsColour(world);
      const view = await followDay({ api, id, out: world.out, signal: world.signal, colour, timeZone: world.timeZone });
      if (view?.outcome) printLines(world, ['', ...renderSummary(await api.record(id), { colour, timeZone: world.timeZone })]);
    });
}

/** Each as it is heard, until the incident is closed. */
async function followAsJson(api: ApiClient, id: string, { out, signal }: World): Promise<void> {
  for await (const happening of api.followIncident(id, signal)) {
    out.write(`${JSON.stringify(happening)}\n`);
    if (happening.kind === 'incident' && happening.view.outcome) return;
  }
}

async function findOne(api: ApiClient, world: World, isQuiet: boolean): Promise<string | undefined> {
  const { incidents, total = incidents.length, next } = await api.incidents('open', { limit: MOST_NAMED });
  if (incidents.length > 1) {
    throw new CliFault(`${Math.max(total, incidents.length)} incidents are open.`, `Name one: ${incidents.map(({ id }) => id).join(', ')}${next ? ', …; `dayshift incidents` lists them' : ''}.`, 2);
  }
  if (incidents[0]) return incidents[0].id;
  if (!isQuiet) printLines(world, ['No incident is open; waiting for the next one (Ctrl-C ends).']);
  for await (const board of api.followBoard(world.signal)) {
    const opened = board.incidents.find(({ outcome }) => !outcome);
    if (opened) return opened.id;
  }
  return undefined;
}
