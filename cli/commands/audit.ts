// dayshift audit: who did what, and who was refused; newest first, or all of it into a file.
import type { Command } from 'commander';
import pc from 'picocolors';
import { AuditPage } from '../../src/contracts/access';
import type { AuditEntry } from '../../src/contracts/access';
import { clean, clip, clock, day, pad } from '../tree/text';
import { apiOf, CliFault, printLines, wantsColour, widthOf } from './world';
import type { World } from './world';

interface AuditOptions { who?: string; action?: string; outcome?: string; before?: string; limit: string; export?: string; json?: boolean }

export function addAudit(program: Command, world: World): void {
  program.command('audit').description('print who did what and who was refused; your token must administer')
    .option('--who <name>', 'of this one, e.g. "person maya"')
    .option('--action <id>', 'of this action, e.g. signOff')
    .option('--outcome <word>', 'done, refused or failed')
    .option('--limit <number>', 'so many entries, at most 500', '50')
    .option('--before <number>', 'those before this entry')
    .option('--export <format>', 'all of it, as csv or jsonl')
    .option('--json', 'as the API answers it')
    .action(async ({ who, action, outcome, before, limit, export: format, json }: AuditOptions, command: Command) => {
      const api = apiOf(command, world);
      const filter = Object.entries({ who, action, outcome }).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]));
      if (format !== undefined) {
        if (format !== 'csv' && format !== 'jsonl') throw new CliFault(`--export ${clean(format)} is no format.`, 'Write --export csv or --export jsonl.', 2);
        for await (const piece of api.read(`/audit/export?${new URLSearchParams([...filter, ['format', format]]).toString()}`)) world.out.write(piece);
        return;
      }
      if (!/^[1-9]\d{0,2}$/.test(limit)) throw new CliFault(`--limit ${clean(limit)} is no number of entries.`, 'Write a whole number, at most 500.', 2);
      const query = new URLSearchParams([...filter, ['limit', limit], ...(before === undefined ? [] : [['before', before]])] as [string, string][]);
      const page = await api.ask(`/audit?${query.toString()}`, AuditPage);
      if (json) return printLines(world, [JSON.stringify(page, null, 2)]);
      if (page.entries.length === 0) return printLines(world, ['Nothing of the kind is in the audit.']);
      printLines(world, [...page.entries.map((entry) => lineOf(entry, world)), ...(page.next === undefined ? [] : [`There is more: dayshift audit --before ${page.next}`])]);
    });
}

function lineOf({ at, who, action, target, outcome, status, why, address }: AuditEntry, world: World): string {
  const paint = pc.createColors(wantsColour(world));
  const what = `${day(at, world.timeZone)} ${clock(at, world.timeZone)}  ${pad(outcome, 7)}  ${pad(who, 18)}  ${pad(action, 16)}  ${target}${why === undefined ? '' : `  ${status} ${why}`}${address === '' ? '' : `  from ${address}`}`;
  const line = clip(clean(what), widthOf(world));
  return outcome === 'done' ? line : paint.yellow(line);
}
