// dayshift show, record, story: one incident, as it is now, as a record, as prose.
import type { Command } from 'commander';
import { renderDay, renderSummary } from '../tree';
import { withExamples, withJson } from './declare';
import { INCIDENT } from './say';
import { apiOf, printJson, printLines, wantsColour, widthOf } from './world';
import type { World } from './world';

export function addShow(program: Command, world: World): void {
  withExamples(withJson(program.command('show').argument(...INCIDENT).description('show one incident: the whole day so far')), 'show storefront.LoginRefused.1a2b3c4d')
    .action(async (id: string, options: { json?: boolean }, command: Command) => {
      const api = apiOf(command, world);
      const view = await api.incident(id);
      if (options.json) return printJson(world, view);
      const colour = wantsColour(world);
      const { timeZone } = world;
      printLines(world, renderDay(view, undefined, { now: Date.now(), width: widthOf(world), colour, timeZone }));
      if (view.outcome) printLines(world, ['', ...renderSummary(await api.record(id), { colour, timeZone })]);
    });
}

export function addRecord(program: Command, world: World): void {
  withExamples(withJson(program.command('record').argument(...INCIDENT).description('print the incident\'s record as JSON'), 'it always is'), 'record storefront.LoginRefused.1a2b3c4d')
    .action(async (id: string, _options: object, command: Command) => {
      printJson(world, await apiOf(command, world).record(id));
    });
}

export function addStory(program: Command, world: World): void {
  withExamples(withJson(program.command('story').argument(...INCIDENT).description('print the story of the day as Markdown'), 'incident and markdown'), 'story storefront.LoginRefused.1a2b3c4d > story.md')
    .action(async (id: string, { json }: { json?: boolean }, command: Command) => {
      const markdown = await apiOf(command, world).story(id);
      if (json) return printJson(world, { incident: id, markdown });
      world.out.write(markdown);
    });
}
