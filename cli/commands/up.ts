// dayshift up, serve, worker: dayshift's own processes; all of them on one machine, or one where the others are elsewhere.
import { once } from 'node:events';
import type { Command } from 'commander';
import { CliFault, printLines } from './world';
import type { World } from './world';

/** Loaded late: the other commands do without. */
async function machine(): Promise<typeof import('../../machine/index.js')> {
  return import('../../machine/index.js');
}

interface Named { file?: string; home?: string; port?: string; host?: string; temporal?: string; labels?: string }

/** An option as the variable that the processes read. */
function environmentOf(world: World, { file, home, port, host, temporal, labels }: Named): Record<string, string | undefined> {
  const named = { DAYSHIFT_FILE: file, DAYSHIFT_HOME: home, PORT: port, HOST: host, TEMPORAL_ADDRESS: temporal, DAYSHIFT_RUNNER_LABELS: labels };
  return { ...world.env, ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)) };
}

export function addUp(program: Command, world: World): void {
  located(program.command('up')).description('run all of dayshift on this machine: Temporal, PostgreSQL, the API with the dashboard, and the worker')
    .option('--port <number>', 'where API and dashboard answer; PORT or 8080')
    .option('--json', 'one line of JSON when it stands')
    .action(async ({ json, ...named }: Named & { json?: boolean }) => up(world, environmentOf(world, named), json ?? false));
}

export function addProcesses(program: Command, world: World): void {
  located(program.command('serve')).description('run the API and the dashboard in the foreground')
    .option('--host <host>', 'what it listens on; HOST or 127.0.0.1')
    .option('--port <number>', 'PORT or 8080')
    .action((named: Named) => run(world, 'api', environmentOf(world, named)));
  located(program.command('worker')).description('run a worker in the foreground: it decides, checks and deploys')
    .option('--labels <labels>', 'kinds of check that this machine may run, with commas between; DAYSHIFT_RUNNER_LABELS')
    .action((named: Named) => run(world, 'worker', environmentOf(world, named)));
}

function located(command: Command): Command {
  return command.option('--file <file>', 'the installation file; DAYSHIFT_FILE or dayshift.yaml').option('--home <folder>', 'where state lies; DAYSHIFT_HOME or .dayshift').option('--temporal <address>', 'a Temporal that runs already; TEMPORAL_ADDRESS');
}

async function run(world: World, name: 'api' | 'worker', env: Record<string, string | undefined>): Promise<void> {
  const { runInForeground } = await machine();
  const code = await runInForeground(name, { env, cwd: world.cwd, signal: world.signal });
  if (code !== 0 && !world.signal.aborted) throw new CliFault(`The ${name === 'api' ? 'API' : 'worker'} ended with exit code ${code}.`, 'What it said above tells why.');
}

async function up(world: World, env: Record<string, string | undefined>, json: boolean): Promise<void> {
  const { standUp, explain } = await machine();
  const say = (line: string): void => void world.err.write(`${line}\n`);
  try {
    const stands = await standUp({ folder: world.cwd, env, say, signal: world.signal });
    try {
      if (json) printLines(world, [JSON.stringify({ address: stands.address, link: stands.link, temporal: stands.temporal, temporalUi: stands.temporalUi, logs: stands.logs })]);
      else printLines(world, told(stands));
      if (!world.signal.aborted) await once(world.signal, 'abort');
    } finally {
      await stands.end();
    }
  } catch (error) {
    const said = explain(error);
    if (said && !world.signal.aborted) throw new CliFault(said.message, said.advice);
    throw error;
  }
}

function told({ address, link, temporal, temporalUi, logs }: { address: string; link: string; temporal: string; temporalUi?: string; logs: string }): string[] {
  return [
    '', `dashboard    ${link}`, ...(link === address ? [] : [`             (signs the first administrator in, once; then ${address})`]),
    `Temporal     ${temporal}${temporalUi ? `, its UI ${temporalUi}` : ''}`, `logs         ${logs}`, '', 'Ctrl-C ends all of it; the data stays.',
  ];
}
