// dayshift audit: who did what, and who was refused; newest first, or all of it into a file.
import { Option } from 'commander';
import type { Command } from 'commander';
import pc from 'picocolors';
import { AuditPage } from '../../src/contracts/access';
import type { AuditEntry } from '../../src/contracts/access';
import { clean, clip, clock, day, pad } from '../tree/text';
import { wholeNumber } from '../number-option';
import { withExamples, withJson } from './declare';
import { apiOf, CliFault, printJson, printLines, wantsColour, widthOf } from './world';
import type { World } from './world';

interface AuditOptions { who?: string; action?: string; outcome?: string; before?: number; limit: number; export?: string; json?: boolean }

export function addAudit(program: Command, world: World): void {
  const audit = program.command('audit').description('print who did what and who was refused; your token must administer')
    .option('--who <name>', 'of this one, e.g. "person maya"')
    .option('--action <id>', 'of this action, e.g. signOff')
    .option('--outcome <word>', 'done, refused or failed')
    .addOption(new Option('--limit <number>', 'so many entries, at most 500').argParser(wholeNumber({ name: '--limit', of: 'entries', most: 500 })).default(50))
    .addOption(new Option('--before <number>', 'those before this entry').argParser(wholeNumber({ name: '--before', of: 'an entry' })))
    .option('--export <format>', 'all of it, as csv or jsonl');
  withExamples(withJson(audit), 'audit', 'audit --who "person maya" --outcome refused', 'audit --export csv')
    .action(async ({ who, action, outcome, before, limit, export: format, json }: AuditOptions, command: Command) => {
      const api = apiOf(command, world);
      const filter = Object.entries({ who, action, outcome }).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]));
      if (format !== undefined) {
        if (format !== 'csv' && format !== 'jsonl') throw new CliFault(`--export ${clean(format)} is no format.`, 'Write --export csv or --export jsonl.', 2);
        for await (const piece of api.read(`/audit/export?${new URLSearchParams([...filter, ['format', format]]).toString()}`)) world.out.write(piece);
        return;
      }
      const query = new URLSearchParams([...filter, ['limit', String(limit)], ...(before === undefined ? [] : [['before', String(before)]])] as [string, string][]);
      const page = await api.ask(`/audit?${query.toString()}`, AuditPage);
      if (json) return printJson(world, page);
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
