#!/usr/bin/env node
// The `dayshift` command: a second door on the API. Exit 0 done, 1 refused or failed, 2 written wrongly.
import { Command, CommanderError } from 'commander';
import { ApiProblem } from '../client/api-client';
import { addAudit } from './commands/audit';
import { addBuild } from './commands/build';
import { addDoctor } from './commands/doctor';
import { addDora } from './commands/dora';
import { addExplain } from './commands/explain';
import { addIncidents } from './commands/incidents';
import { addLanes } from './commands/lanes';
import { addLog } from './commands/log';
import { addPipeline } from './commands/pipeline';
import { addRecord, addShow, addStory } from './commands/read';
import { addServices } from './commands/services';
import { addSigning } from './commands/sign-off';
import { addTests } from './commands/tests';
import { addLink, addToken } from './commands/credentials';
import { addUnrouted } from './commands/unrouted';
import { addWatch } from './commands/watch';
import { addWords } from './commands/words';
import { CliFault, apiOption } from './commands/world';
import type { World } from './commands/world';

function createProgram(world: World): Command {
  const program = new Command('dayshift')
    .description('Carries one incident through the team\'s day; this is its command line.')
    .addOption(apiOption(world))
    .addHelpText('after', '\nDAYSHIFT_TOKEN holds your token; reading needs none on dayshift\'s own machine.')
    .showHelpAfterError('(dayshift --help says what there is)')
    .configureOutput({ writeOut: (text) => { world.out.write(text); }, writeErr: (text) => { world.err.write(text); } })
    .exitOverride();
  for (const add of [addIncidents, addShow, addWatch, addBuild, addWords, addSigning, addLanes, addLog, addRecord, addStory, addExplain, addTests, addServices, addDora, addUnrouted, addDoctor, addToken, addLink, addAudit, addPipeline]) add(program, world);
  for (const command of program.commands) command.configureHelp({ showGlobalOptions: true });
  return program;
}

/** Runs one command line, without the program's name; answers with the exit code. */
export async function run(argv: string[], world: World): Promise<number> {
  try {
    await createProgram(world).parseAsync(argv, { from: 'user' });
    return 0;
  } catch (error) {
    return report(error, world);
  }
}

function report(error: unknown, { err, signal }: World): number {
  if (signal.aborted) return 130;
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof ApiProblem) {
    const { status, detail, advice } = error.problem;
    err.write(`${detail}\n${status === 401 ? 'Put your token into DAYSHIFT_TOKEN.' : advice}\n`);
    return 1;
  }
  if (error instanceof CliFault) {
    err.write(`${error.message}\n${error.advice}\n`);
    return error.exitCode;
  }
  err.write(`${error instanceof Error ? error.stack ?? error.message : String(error)}\n`);
  return 1;
}

async function main(): Promise<void> {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => { controller.abort(); });
  process.stdout.on('error', (error: NodeJS.ErrnoException) => { if (error.code === 'EPIPE') process.exit(0); });
  const { stdout: out, stderr: err, stdin: input, env } = process;
  process.exitCode = await run(process.argv.slice(2), { out, err, input, env, cwd: process.cwd(), signal: controller.signal });
}

if (require.main === module) void main();
