// dayshift incidents: which incidents are there, where are they, whose turn is it?
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import pc from 'picocolors';
import type { IncidentList, IncidentSummary } from '../../src/contracts/http';
import { INCIDENTS_PER_PAGE, type IncidentQuestion } from '../../src/contracts/incident-question';
import { Phase, Severity } from '../../src/domain/vocabulary';
import type { ApiClient } from '../../client/api-client';
import { readFigure } from '../tree/figures';
import { between, clean, clip, pad, plural, untilOrOver } from '../tree/text';
import { apiOf, printLines, wantsColour, widthOf } from './world';
import type { World } from './world';

interface Options { state: IncidentQuestion['state']; service?: string; severity?: Severity; phase?: Phase; assignee?: string; search?: string; limit: number; json?: boolean }

export function addIncidents(program: Command, world: World): void {
  program.command('incidents').description('list incidents: where each one is, and whose turn it is')
    .addOption(new Option('--state <state>', 'which ones').choices(['open', 'closed', 'all']).default('open'))
    .option('--service <name>', 'of one service')
    .addOption(new Option('--severity <severity>', 'of one severity').choices(Object.values(Severity)))
    .addOption(new Option('--phase <phase>', 'in one phase').choices(Object.values(Phase)))
    .option('--assignee <person>', 'of one assignee, by id')
    .option('--search <words>', 'with these words in the title or cause; of closed ones also in alerts and story')
    .addOption(new Option('--limit <number>', 'how many at most').argParser(numberOf).default(INCIDENTS_PER_PAGE.usual))
    .option('--json', 'as the API answers them')
    .action(async (options: Options, command: Command) => {
      const list = await upTo(apiOf(command, world), options);
      if (options.json) return printLines(world, [JSON.stringify(list, null, 2)]);
      printLines(world, list.incidents.length ? [...list.incidents.flatMap((one) => describe(one, world)), ...restOf(list, options)] : [`No ${options.state === 'all' ? '' : `${options.state} `}incidents.`]);
    });
}

function numberOf(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('Write a whole number from 1 on.');
  return number;
}

/** Page after page, until there are as many as asked for. `next` of the answer says that there are more. */
async function upTo(api: ApiClient, { state, service, severity, phase, assignee, search, limit }: Options): Promise<IncidentList> {
  const asked = { service, severity, phase, assignee, q: search };
  const first = await api.incidents(state, { ...asked, limit: Math.min(limit, INCIDENTS_PER_PAGE.most) });
  const list = { ...first, incidents: [...first.incidents] };
  while (list.next !== undefined && list.incidents.length < limit) {
    const page = await api.incidents(state, { ...asked, limit: Math.min(limit - list.incidents.length, INCIDENTS_PER_PAGE.most), cursor: list.next });
    list.incidents.push(...page.incidents);
    list.next = page.next;
  }
  return list;
}

function restOf({ incidents, next, total }: IncidentList, { limit }: Options): string[] {
  if (next === undefined) return [];
  const of = total === undefined ? 'There are more' : `${incidents.length} of about ${total}`;
  return ['', `${of}. See more with --limit ${limit * 2}, or fewer with --service, --severity, --phase, --assignee or --search.`];
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
