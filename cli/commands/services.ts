// dayshift services: how is it with each service, in an incident and between them?
import type { Command } from 'commander';
import pc from 'picocolors';
import type { ServiceView } from '../../src/contracts/http';
import { clean, clip, day, pad, plural, shortId, span } from '../tree/text';
import { withExamples, withJson } from './declare';
import { apiOf, printJson, printLines, wantsColour, widthOf } from './world';
import type { World } from './world';

const LABEL = 11;
const DAY_SECONDS = 86_400;

export function addServices(program: Command, world: World): void {
  const services = program.command('services').description('show each service: what runs where, its error budget, its lanes, open and last incidents');
  withExamples(withJson(services), 'services')
    .action(async ({ json }: { json?: boolean }, command: Command) => {
      const all = await apiOf(command, world).services();
      if (json) return printJson(world, all);
      const paint = pc.createColors(wantsColour(world));
      printLines(world, all.flatMap((service, at) => [...(at > 0 ? [''] : []), paint.bold(clean(service.name)), ...linesOf(service, world)]));
    });
}

function linesOf({ environment, address, release, lane, environments, budget, open, last }: ServiceView, world: World): string[] {
  const row = (label: string, text: string): string => clip(`  ${pad(label, LABEL)} ${clean(text)}`, widthOf(world));
  const places = [...environments, { environment, address, release, lane }];
  return [
    ...places.map((place) => row(clean(place.environment), `${runsOf(place.release, world)} · lane ${laneOf(place.lane)}`)),
    ...(budget ? [row('budget', budgetOf(budget))] : []),
    row('open', open === undefined ? 'unknown' : open.map(({ title, phase, severity }) => `${title} (${severity}, ${phase})`).join('; ') || 'none'),
    row('last', last === undefined ? 'unknown' : last.map(({ title, outcome, closedAt }) => `${day(closedAt, world.timeZone)} ${title}${outcome ? ` (${outcome.replace(/-/g, ' ')})` : ''}`).join('; ') || 'none'),
  ];
}

function runsOf(release: ServiceView['release'], world: World): string {
  if (!release) return 'release unknown';
  const canary = release.canary ? `, and ${release.canary.version} ${shortId(release.canary.digest)} for ${release.canary.weight} % of the traffic` : '';
  return `${release.version} ${shortId(release.digest)} since ${day(release.at, world.timeZone)}${canary}`;
}

function laneOf(lane: ServiceView['lane']): string {
  if (!lane) return 'unknown';
  const waiting = lane.queue.length > 0 ? `, ${plural(lane.queue.length, 'waits', 'wait')}` : '';
  if (lane.blocked) return `waits for a person: ${lane.blocked.why}${waiting}`;
  return lane.holder ? `held by ${lane.holder}${waiting}` : `free${waiting}`;
}

function budgetOf({ objective, windowSeconds, left, reason }: NonNullable<ServiceView['budget']>): string {
  const promise = `of ${Number((objective * 100).toPrecision(6))} % over ${windowSeconds % DAY_SECONDS === 0 ? `${windowSeconds / DAY_SECONDS} d` : span(windowSeconds * 1000)}`;
  if (left === null) return `unknown ${promise}${reason ? ` (${reason})` : ''}`;
  return left < 0 ? `overspent, ${(-left * 100).toFixed(0)} % beyond it, ${promise}` : `${(left * 100).toFixed(0)} % left ${promise}`;
}
