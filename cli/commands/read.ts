// dayshift show, record, story: one incident, as it is now, as a record, as prose.
import type { Command } from 'commander';
import { renderDay, renderSummary } from '../tree';
import { apiOf, printLines, wantsColour, widthOf } from './world';
import type { World } from './world';

export function addShow(program: Command, world: World): void {
  program.command('show').argument('<id>', 'the incident').description('show one incident: the whole day so far')
    .option('--json', 'as the API answers it')
    .action(async (id: string, options: { json?: boolean }, command: Command) => {
      const api = apiOf(command, world);
      const view = await api.incident(id);
      if (options.json) return printLines(world, [JSON.stringify(view, null, 2)]);
      const colour = wantsColour(world);
      const { timeZone } = world;
      printLines(world, renderDay(view, undefined, { now: Date.now(), width: widthOf(world), colour, timeZone }));
      if (view.outcome) printLines(world, ['', ...renderSummary(await api.record(id), { colour, timeZone })]);
    });
}

export function addRecord(program: Command, world: World): void {
  program.command('record').argument('<id>', 'the incident').description('print the incident\'s record as JSON')
    .action(async (id: string, _options: object, command: Command) => {
      printLines(world, [JSON.stringify(await apiOf(command, world).record(id), null, 2)]);
    });
}

export function addStory(program: Command, world: World): void {
  program.command('story').argument('<id>', 'the incident').description('print the story of the day as Markdown')
    .action(async (id: string, _options: object, command: Command) => {
      world.out.write(await apiOf(command, world).story(id));
    });
}
