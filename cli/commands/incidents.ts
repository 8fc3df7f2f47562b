// dayshift incidents: which incidents are there, where are they, whose turn is it?
import { Option } from 'commander';
import type { Command } from 'commander';
import pc from 'picocolors';
import type { IncidentSummary } from '../../src/contracts/http';
import { readFigure } from '../tree/figures';
import { between, clean, clip, pad, plural, untilOrOver } from '../tree/text';
import { apiOf, printLines, wantsColour, widthOf } from './world';
import type { World } from './world';

interface Options { state: 'open' | 'closed' | 'all'; json?: boolean }

export function addIncidents(program: Command, world: World): void {
  program.command('incidents').description('list incidents: where each one is, and whose turn it is')
    .addOption(new Option('--state <state>', 'which ones').choices(['open', 'closed', 'all']).default('open'))
    .option('--json', 'as the API answers them')
    .action(async (options: Options, command: Command) => {
      const list = await apiOf(command, world).incidents(options.state);
      if (options.json) return printLines(world, [JSON.stringify(list, null, 2)]);
      printLines(world, list.incidents.length ? list.incidents.flatMap((one) => describe(one, world)) : [`No ${options.state === 'all' ? '' : `${options.state} `}incidents.`]);
    });
}

function describe(one: IncidentSummary, world: World): string[] {
  const paint = pc.createColors(wantsColour(world));
  const width = widthOf(world);
  const now = Date.now();
  const age = between(one.openedAt, one.closedAt, now);
  const headline = one.headline ? ` · ${readFigure(one.headline.value, one.headline.unit)} ${one.headline.name}` : '';
  const told = one.customerReports ? ` · ${plural(one.customerReports, 'customer')} told of it` : '';
  return [
    paint.bold(clip(`${pad(one.phase, 12)}${clean(one.title)}`, width - age.length - 1)) + paint.dim(` ${age}`),
    clip(`${' '.repeat(12)}${clean(turnOf(one, now))}`, width),
    clip(`${' '.repeat(12)}${clean(`${one.severity} · ${one.service}${headline}${told}`)}`, width),
    paint.dim(`${' '.repeat(12)}${clean(one.id)}`),
  ];
}

function turnOf({ turn, outcome }: IncidentSummary, now: number): string {
  if (outcome) return outcome.replace(/-/g, ' ');
  if (!turn) return 'nobody is awaited';
  const deadline = turn.deadline ? ` (${untilOrOver(turn.deadline, now)})` : '';
  return `${turn.person ?? turn.role.replace(/-/g, ' ')}'s turn: ${turn.to}${deadline}`;
}
