// dayshift lanes, lane, lane open: who deploys where, who waits, and how a lane goes on that waits for a person.
import type { Command } from 'commander';
import type { LaneState, ServiceView } from '../../src/contracts/http';
import { between, clean, clip, pad, plural } from '../tree/text';
import pc from 'picocolors';
import { wantsJson, withExamples, withJson } from './declare';
import { printAnswer } from './say';
import { CliFault, apiOf, printJson, printLines, wantsColour, widthOf } from './world';
import type { World } from './world';

interface Place { service: string; environment: string; lane?: LaneState }

const SHAPE = 'a list of service, environment and lane';

export function addLanes(program: Command, world: World): void {
  withExamples(withJson(program.command('lanes').description('show each environment\'s lane: who deploys, who waits, and whether it waits for a person'), SHAPE), 'lanes')
    .action(async (_options: object, command: Command) => {
      print(command, world, (await apiOf(command, world).services()).flatMap(placesOf));
    });
  const lane = program.command('lane').description('show the lanes of one service, or let one go on');
  const show = lane.command('show', { isDefault: true }).argument('<service>', 'whose').argument('[environment]', 'e.g. production; default: all of them').description('show who deploys, who waits, and whether it waits for a person');
  withExamples(withJson(show, SHAPE), 'lane storefront', 'lane storefront production')
    .action(async (service: string, environment: string | undefined, _options: object, command: Command) => {
      print(command, world, chosen(await apiOf(command, world).services(), service, environment));
    });
  const open = lane.command('open').argument('<service>', 'whose').argument('<environment>', 'e.g. production').argument('<reason...>', 'what you found, and why the next may deploy').description('let a lane go on that waits for a person');
  withExamples(withJson(open), 'lane open storefront production the old release is healthy, the next may go')
    .action(async (service: string, environment: string, reason: string[], _options: object, command: Command) => {
      printAnswer(command, world, await apiOf(command, world).openLane(service, environment, reason.join(' ')));
    });
}

function chosen(services: readonly ServiceView[], name: string, environment: string | undefined): Place[] {
  const service = services.find((one) => one.name === name);
  if (!service) throw new CliFault(`There is no service "${clean(name)}".`, services.length > 0 ? `There are ${services.map((one) => one.name).join(', ')}.` : 'Add it to dayshift.yaml.');
  const places = placesOf(service);
  const named = environment === undefined ? places : places.filter((place) => place.environment === environment);
  if (named.length === 0) throw new CliFault(`${name} is not deployed to "${clean(environment ?? '')}".`, `It has ${places.map((place) => place.environment).join(', ')}.`);
  return named;
}

function placesOf({ name, environment, lane, environments }: ServiceView): Place[] {
  return [...environments, { environment, lane }].map((place): Place => ({ service: name, environment: place.environment, lane: place.lane }));
}

function print(command: Command, world: World, places: Place[]): void {
  if (wantsJson(command)) return printJson(world, places);
  printLines(world, places.length ? places.flatMap((place) => describe(place, world)) : ['There are no services.']);
}

function describe({ service, environment, lane }: Place, world: World): string[] {
  const paint = pc.createColors(wantsColour(world));
  const width = widthOf(world);
  const name = pad(clean(`${service} to ${environment}`), 32);
  const line = (text: string): string => clip(`    ${clean(text)}`, width);
  const waiting = (lane?.queue ?? []).map((incident, index) => line(`${index + 1}. ${incident}`));
  if (lane?.blocked) {
    const { why, at, incident } = lane.blocked;
    return [
      `${paint.bold(name)} ${paint.yellow(`waits for a person since ${between(at, undefined, Date.now())}`)}`, line(`${why} (${incident})`), ...waiting,
      line(`Let it go on: dayshift lane open ${service} ${environment} WHY`),
    ];
  }
  const state = lane ? lane.holder ? `held by ${lane.holder}` : 'free' : 'unknown';
  return [`${paint.bold(name)} ${clip(clean(state), width - 33)}${lane?.queue.length ? paint.dim(`, ${plural(lane.queue.length, 'waits', 'wait')}`) : ''}`, ...waiting];
}
