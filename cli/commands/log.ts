// dayshift log: what a build, a check, a deployment or a verification wrote, also while it is still writing.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import type { AttemptView, IncidentView } from '../../src/contracts/incident';
import { printableLog } from '../../client/printable-log';
import { CliFault, apiOf, wantsColour } from './world';
import type { World } from './world';

const POLL_MS = 700;
interface Options { attempt?: string; follow?: boolean }

export function addLog(program: Command, world: World): void {
  program.command('log').argument('<id>', 'the incident').argument('<row>', '`build`, `deploy`, `verify`, or a cell, e.g. `functional/login/device=ipad`')
    .description('print the log of one row of the day')
    .option('--attempt <number>', 'of which attempt; default: the last')
    .option('-f, --follow', 'keep printing while the row is running')
    .action(async (id: string, row: string, options: Options, command: Command) => {
      const api = apiOf(command, world);
      const log = findLog(await api.incident(id), row, options.attempt);
      const colour = wantsColour(world);
      let offset = 0;
      for (;;) {
        const over = !options.follow || isOver(await api.incident(id), log);
        offset = await drain(offset);
        if (over || world.signal.aborted) return;
        await sleep(POLL_MS, undefined, { signal: world.signal }).catch(() => undefined);
      }
      async function drain(from: number): Promise<number> {
        const piece = await api.log(log, from);
        if (piece.next <= from) return from;
        world.out.write(printableLog(piece.text, colour));
        return drain(piece.next);
      }
    });
}

function attemptOf(view: IncidentView, number: string | undefined): AttemptView {
  const found = number ? view.attempts.find((attempt) => attempt.number === Number(number)) : view.attempts.at(-1);
  if (!found) throw new CliFault(number ? `There is no attempt ${number}.` : 'There is no attempt yet.', `Attempts so far: ${view.attempts.length}.`);
  return found;
}

/** The log behind a row's name; a cell may be named by any part of its id that fits only one. */
function findLog(view: IncidentView, row: string, number: string | undefined): string {
  const attempt = attemptOf(view, number);
  if (row === 'build') return attempt.buildLog;
  if (row === 'deploy' || row === 'verify') return attempt.buildLog.replace(/[^/]+$/, row);
  const cells = attempt.stages.flatMap((stage) => stage.cells);
  const exact = cells.find((cell) => cell.id === row);
  const fitting = exact ? [exact] : cells.filter((cell) => cell.id.includes(row));
  if (fitting.length === 1 && fitting[0]) return fitting[0].log;
  const rows = ['build', 'deploy', 'verify', ...(fitting.length ? fitting : cells).map((cell) => cell.id)];
  throw new CliFault(`${fitting.length ? 'More than one row' : 'No row'} fits "${row}" in attempt ${attempt.number}.`, `Rows:\n  ${rows.join('\n  ')}`, 2);
}

function isOver(view: IncidentView, log: string): boolean {
  if (view.outcome) return true;
  for (const attempt of view.attempts) {
    if (attempt.buildLog === log) return attempt.build !== undefined || attempt.endedAt !== undefined;
    const cell = attempt.stages.flatMap((stage) => stage.cells).find((one) => one.log === log);
    if (cell) return cell.state === 'done' || attempt.endedAt !== undefined;
  }
  return view.phase !== 'deploy' && view.phase !== 'verify';
}
