#!/usr/bin/env node
// The `dayshift` command: a second door on the API. Exit 0 done, 1 refused or failed, 2 written wrongly, 3 not answered, 130 interrupted.
import { createInterface } from 'node:readline/promises';
import { Command } from 'commander';
import { addAudit } from './commands/audit';
import { addAssign } from './commands/assign';
import { addBreakGlass } from './commands/break-glass';
import { addBuild } from './commands/build';
import { addCompletion } from './commands/completion';
import { addCard, addCardWords } from './commands/card';
import { addLink, addToken } from './commands/credentials';
import { addDesk } from './commands/desk';
import { addDoctor } from './commands/doctor';
import { addDora } from './commands/dora';
import { addExplain } from './commands/explain';
import { addFix } from './commands/fix';
import { addIncidents } from './commands/incidents';
import { addJudgeGate } from './commands/judge-gate';
import { addInit } from './commands/init';
import { addLanes } from './commands/lanes';
import { addLog } from './commands/log';
import { addPipeline } from './commands/pipeline';
import { addMcp } from './commands/mcp';
import { addProblems } from './commands/problems';
import { addRecord, addShow, addStory } from './commands/read';
import { addReport } from './commands/report';
import { addRollback } from './commands/rollback';
import { addServices } from './commands/services';
import { addReject, addSignOff } from './commands/sign-off';
import { addTests } from './commands/tests';
import { addUnrouted } from './commands/unrouted';
import { addLogin, addLogout, addWhoami } from './commands/login';
import { addMan } from './commands/man';
import { addProcesses, addUp } from './commands/up';
import { addWatch } from './commands/watch';
import { addWords } from './commands/words';
import { apiOption } from './commands/world';
import type { World } from './commands/world';
import { dayshiftVersion } from '../src/config/version';
import { openBrowser } from './open-browser';
import { ExitCode, tellProblem } from './problem';

type Add = (program: Command, world: World) => void;

/** By what people do; the help has them in this order. */
const GROUPS: readonly (readonly [title: string, adds: readonly Add[]])[] = [
  ['Look:', [addDesk, addIncidents, addShow, addWatch, addLog, addStory, addRecord, addServices, addTests, addDora, addUnrouted]],
  ['Act:', [addReport, addAssign, addWords]],
  ['Fix:', [addFix, addBuild, addProblems, addPipeline, addJudgeGate, addMcp]],
  ['Decide:', [addCard, addSignOff, addReject, addRollback, addCardWords, addBreakGlass, addLanes]],
  ['Set up:', [addLogin, addLogout, addWhoami, addInit, addUp, addProcesses, addDoctor, addExplain, addToken, addLink, addAudit, addCompletion, addMan]],
];

function createProgram(world: World, asJson: boolean): Command {
  const program = new Command('dayshift')
    .version(dayshiftVersion(), '-V, --version', 'print the version')
    .description('Carries one incident through the team\'s day; this is its command line.')
    .addOption(apiOption(world))
    .addHelpText('after', '\n`dayshift login` signs you in; a token in DAYSHIFT_TOKEN goes before it. Reading needs none on dayshift\'s own machine.')
    .showHelpAfterError(asJson ? false : '(dayshift --help says what there is)')
    .configureOutput({ writeOut: (text) => { world.out.write(text); }, writeErr: (text) => { if (!asJson) world.err.write(text); } })
    .exitOverride();
  for (const [title, adds] of GROUPS) {
    program.commandsGroup(title);
    for (const add of adds) add(program, world);
  }
  program.helpCommand(true); // in the last group
  for (const command of program.commands) command.configureHelp({ showGlobalOptions: true });
  return program;
}

/** `dayshift`, with options at most: what needs me. */
function isAlone(argv: string[], world: World): boolean {
  const { operands, unknown } = createProgram(world, true).parseOptions(argv);
  return operands.length === 0 && !unknown.some((option) => ['-h', '--help', '-V', '--version'].includes(option));
}

/** Runs one command line, without the program's name; answers with the exit code. */
export async function run(argv: string[], world: World): Promise<number> {
  const asJson = argv.includes('--json');
  try {
    await createProgram(world, asJson).parseAsync(isAlone(argv, world) ? ['desk', ...argv] : argv, { from: 'user' });
    return ExitCode.Done;
  } catch (error) {
    return tellProblem(error, world, asJson);
  }
}

/** Only where there is somebody to ask: both ends are a terminal. */
function asker(signal: AbortSignal): World['ask'] {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return undefined;
  return async (question) => {
    const asking = createInterface({ input: process.stdin, output: process.stderr });
    asking.once('SIGINT', () => { process.kill(process.pid, 'SIGINT'); });
    try {
      return await asking.question(question, { signal });
    } finally {
      asking.close();
    }
  };
}

async function main(): Promise<void> {
  const controller = new AbortController();
  const { signal } = controller;
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => { controller.abort(); });
  process.stdout.on('error', (error: NodeJS.ErrnoException) => { if (error.code === 'EPIPE') process.exit(0); });
  const { stdout: out, stderr: err, stdin: input, env } = process;
  const isSeen = input.isTTY && out.isTTY;
  process.exitCode = await run(process.argv.slice(2), { out, err, input, env, cwd: process.cwd(), signal, ask: asker(signal), ...(isSeen ? { openBrowser: (address) => openBrowser(address, env) } : {}) });
}

if (require.main === module) void main();
