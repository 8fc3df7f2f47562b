// dayshift log: what a build, a check, a deployment or a verification wrote, also while it is still writing; or all that runs now, side by side.
import { Option } from 'commander';
import type { Command } from 'commander';
import pc from 'picocolors';
import { printableLog } from '../../client/printable-log';
import { followAll, followOne, readLog } from '../follow-logs';
import type { LogReader } from '../follow-logs';
import { wholeNumber } from '../number-option';
import { clean } from '../tree/text';
import { attemptOf, findLog, isQuiet, rowsOf } from '../which-log';
import { withExamples, withJson } from './declare';
import { INCIDENT } from './say';
import { CliFault, apiOf, wantsColour } from './world';
import type { World } from './world';

interface Options { attempt?: number; follow?: boolean; all?: boolean; json?: boolean }

export function addLog(program: Command, world: World): void {
  const log = program.command('log').alias('logs').argument(...INCIDENT).argument('[row]', '`build`, `deploy`, `verify`, or a cell, e.g. `functional/login/device=ipad`, or a part of its name')
    .description('print the log of one row of the day, or of all that runs now')
    .addOption(new Option('--attempt <number>', 'of which attempt; default: the last').argParser(wholeNumber({ name: '--attempt', of: 'an attempt' })))
    .option('-f, --follow', 'keep printing while the row is running')
    .option('--all', 'follow all that runs now, each line with its row, until nothing runs');
  withExamples(withJson(log, 'one line for each piece, with row, log, text and next'), 'log storefront.LoginRefused.1a2b3c4d build', 'logs storefront.LoginRefused.1a2b3c4d ipad --follow', 'logs storefront.LoginRefused.1a2b3c4d --all')
    .action(async (id: string, row: string | undefined, { attempt, follow, all, json }: Options, command: Command) => {
      const api = apiOf(command, world);
      const view = await api.incident(id);
      const reader = readerOf(world, { isTold: all === true, json: json === true });
      if (all) {
        if (row !== undefined || attempt !== undefined) throw new CliFault('--all is of what runs now, whichever row it is.', 'Leave out the row and --attempt, or --all.', 2);
        if (isQuiet(view)) throw new CliFault('Nothing runs now.', `Print one that is over: dayshift log ${id} build`);
        await followAll(api, id, reader, world.signal);
        return reader.end();
      }
      if (row === undefined) throw new CliFault('It is not said whose log.', rowsOf(view, attemptOf(view, attempt)), 2);
      const of = findLog(view, row, attempt);
      if (follow) await followOne(api, id, of, reader, world.signal);
      else await readLog(api, of, 0, reader);
      reader.end();
    });
}

/** `isTold`: each line says its row, and lines of several rows never run into each other. */
function readerOf(world: World, { isTold, json }: { isTold: boolean; json: boolean }): LogReader & { end(): void } {
  const colour = wantsColour(world);
  const paint = pc.createColors(colour);
  const begun = new Map<string, string>(); // row -> a line that has not ended
  const print = (row: string, line: string): void => { world.out.write(`${paint.dim(`${clean(row)} │`)} ${line}\n`); };
  return {
    piece({ row, log }, { text, next }) {
      if (json) return void world.out.write(`${JSON.stringify({ row, log, text, next })}\n`);
      const printable = printableLog(text, colour);
      if (!isTold) return void world.out.write(printable);
      const lines = `${begun.get(row) ?? ''}${printable}`.split('\n');
      begun.set(row, lines.pop() ?? '');
      for (const line of lines) print(row, line);
    },
    lost(reason) { world.err.write(`(connection lost: ${clean(reason)}; trying again)\n`); },
    end() { for (const [row, line] of begun) if (line !== '') print(row, line); },
  };
}
