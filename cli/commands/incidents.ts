// dayshift incidents: which incidents are there, where are they, whose turn is it?
import { Option } from 'commander';
import type { Command } from 'commander';
import type { IncidentList } from '../../src/contracts/http';
import { INCIDENTS_PER_PAGE, type IncidentQuestion } from '../../src/contracts/incident-question';
import { Phase, Severity } from '../../src/domain/vocabulary';
import type { ApiClient } from '../../client/api-client';
import { incidentLines } from '../incident-lines';
import { wholeNumber } from '../number-option';
import { withExamples, withJson } from './declare';
import { apiOf, printJson, printLines } from './world';
import type { World } from './world';

interface Options { state: IncidentQuestion['state']; service?: string; severity?: Severity; phase?: Phase; assignee?: string; search?: string; limit: number; json?: boolean }

export function addIncidents(program: Command, world: World): void {
  const incidents = program.command('incidents').description('list incidents: where each one is, and whose turn it is')
    .addOption(new Option('--state <state>', 'which ones').choices(['open', 'closed', 'all']).default('open'))
    .option('--service <name>', 'of one service')
    .addOption(new Option('--severity <severity>', 'of one severity').choices(Object.values(Severity)))
    .addOption(new Option('--phase <phase>', 'in one phase').choices(Object.values(Phase)))
    .option('--assignee <person>', 'of one assignee, by id')
    .option('--search <words>', 'with these words in the title or cause; of closed ones also in alerts and story')
    .addOption(new Option('--limit <number>', 'how many at most').argParser(wholeNumber({ name: '--limit', of: 'incidents' })).default(INCIDENTS_PER_PAGE.usual));
  withExamples(withJson(incidents), 'incidents', 'incidents --service storefront --severity critical', 'incidents --state closed --search login --limit 100')
    .action(async (options: Options, command: Command) => {
      const list = await upTo(apiOf(command, world), options);
      if (options.json) return printJson(world, list);
      printLines(world, list.incidents.length ? [...list.incidents.flatMap((one) => incidentLines(one, world)), ...restOf(list, options)] : [`No ${options.state === 'all' ? '' : `${options.state} `}incidents.`]);
    });
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
