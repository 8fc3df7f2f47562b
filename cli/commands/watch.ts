// dayshift watch: the live tree of one day; without an id, of the one that is open or of the next to open.
import type { Command } from 'commander';
import type { ApiClient } from '../../client/api-client';
import { followDay, renderSummary } from '../tree';
import { CliFault, apiOf, printLines, wantsColour } from './world';
import type { World } from './world';

const MOST_NAMED = 10;

export function addWatch(program: Command, world: World): void {
  program.command('watch').argument('[id]', 'the incident; default: the one that is open, or the next to open')
    .description('follow a day live until it is closed; in a pipe, one line for each change')
    .action(async (given: string | undefined, _options: object, command: Command) => {
      const api = apiOf(command, world);
      const id = given ?? await findOne(api, world);
      if (!id) return;
      const colour = wantsColour(world);
      const view = await followDay({ api, id, out: world.out, signal: world.signal, colour, timeZone: world.timeZone });
      if (view?.outcome) printLines(world, ['', ...renderSummary(await api.record(id), { colour, timeZone: world.timeZone })]);
    });
}

async function findOne(api: ApiClient, world: World): Promise<string | undefined> {
  const { incidents, total = incidents.length, next } = await api.incidents('open', { limit: MOST_NAMED });
  if (incidents.length > 1) {
    throw new CliFault(`${Math.max(total, incidents.length)} incidents are open.`, `Name one: ${incidents.map(({ id }) => id).join(', ')}${next ? ', …; `dayshift incidents` lists them' : ''}.`, 2);
  }
  if (incidents[0]) return incidents[0].id;
  printLines(world, ['No incident is open; waiting for the next one (Ctrl-C ends).']);
  for await (const board of api.followBoard(world.signal)) {
    const opened = board.incidents.find(({ outcome }) => !outcome);
    if (opened) return opened.id;
  }
  return undefined;
}
