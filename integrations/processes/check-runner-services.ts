// How does a command get its services? A Node of its own in the box starts them, waits for each, runs the command and ends them with it.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RunOrder } from '../../src/ports/check-runner';
import { superviseInside, type InsidePlan } from './check-runner-inside';

export interface Program {
  argv: readonly [string, ...string[]];
  env: Record<string, string>;
}

const SHELL = '/bin/sh';
const LONGEST_GRACE_SECONDS = 1; // a service that does not listen to TERM is killed by who ends the whole run
/** Its name among the processes: it is dayshift's own, and its memory is not the check's. */
export const SUPERVISOR = 'dayshift-services';

function whyFileOf(runFolder: string): string {
  return path.join(runFolder, 'not-ready');
}

/** Its arguments: the plan's file. A plan is a file and no argument, because its variables are nobody else's to see. */
function programText(): string {
  const modules = "{ spawn: require('node:child_process').spawn, fs: require('node:fs'), net: require('node:net'), http: require('node:http'), https: require('node:https') }";
  return `(${superviseInside.toString()})(${modules}, JSON.parse(require('node:fs').readFileSync(process.argv[1], 'utf8'))).catch((error) => { console.error(error); process.exit(1); })`;
}

/** What is started in the box: the shell with the command, or who starts the services first. */
export async function programFor(order: RunOrder, env: Record<string, string>, runFolder: string, graceSeconds: number): Promise<Program> {
  const { TMPDIR = '', ...others } = env;
  if (!order.services?.length) return { argv: [SHELL, '-c', order.command], env };
  const plan: InsidePlan = {
    command: order.command, env, whyFile: whyFileOf(runFolder),
    services: order.services.map(({ name, run, ready, withinSeconds, env: own }) => ({ name, run, ready, withinSeconds, env: { ...others, ...own, TMPDIR } })), // by TMPDIR the run's processes are known
    graceSeconds: Math.min(graceSeconds, LONGEST_GRACE_SECONDS),
  };
  const file = path.join(runFolder, 'services.json');
  await writeFile(file, JSON.stringify(plan), { mode: 0o600 });
  return { argv: [process.execPath, `--title=${SUPERVISOR}`, '-e', programText(), file], env: { TMPDIR } }; // a declared NODE_OPTIONS is for the command's Node
}

/** Which service was not ready and why; undefined when all were. */
export async function whyNotReady(order: RunOrder, runFolder: string): Promise<string | undefined> {
  if (!order.services?.length) return undefined;
  return readFile(whyFileOf(runFolder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}
