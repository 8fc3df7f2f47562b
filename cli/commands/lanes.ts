// dayshift lanes, lane open: who deploys where, who waits, and how a lane goes on that waits for a person.
import type { Command } from 'commander';
import pc from 'picocolors';
import type { LaneState, ServiceView } from '../../src/contracts/http';
import { between, clean, clip, pad, plural } from '../tree/text';
import { apiOf, printLines, wantsColour, widthOf } from './world';
import type { World } from './world';

interface Place { service: string; environment: string; lane?: LaneState }

export function addLanes(program: Command, world: World): void {
  program.command('lanes').description('show each environment\'s lane: who deploys, who waits, and whether it waits for a person')
    .option('--json', 'as a list of service, environment and lane')
    .action(async ({ json }: { json?: boolean }, command: Command) => {
      const places = (await apiOf(command, world).services()).flatMap(placesOf);
      if (json) return printLines(world, [JSON.stringify(places, null, 2)]);
      printLines(world, places.length ? places.flatMap((place) => describe(place, world)) : ['There are no services.']);
    });
  const lane = program.command('lane').description('act on one lane');
  lane.command('open').argument('<service>', 'whose').argument('<environment>', 'e.g. production').argument('<reason...>', 'what you found, and why the next may deploy').description('let a lane go on that waits for a person')
    .action(async (service: string, environment: string, reason: string[], _options: object, command: Command) => {
      const { text } = await apiOf(command, world).openLane(service, environment, reason.join(' '));
      printLines(world, [text]);
    });
}

function placesOf({ name, environment, lane, environments }: ServiceView): Place[] {
  return [...environments, { environment, lane }].map((place): Place => ({ service: name, environment: place.environment, lane: place.lane }));
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
  const state = lane?.holder ? `held by ${lane.holder}` : 'free';
  return [`${paint.bold(name)} ${clip(clean(state), width - 33)}${lane?.queue.length ? paint.dim(`, ${plural(lane.queue.length, 'waits', 'wait')}`) : ''}`, ...waiting];
}
