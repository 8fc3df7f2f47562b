// How is one command carried from its start to the end of its last process? Time, limits, cancellation and what it leaves behind.
import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { RunEnd } from '../../src/ports/check-runner';
import { drain, exitOf, firstLimit } from '../child-end';
import type { Wrapped } from './check-runner-box';
import type { LimitsWatch } from './check-runner-limits';
import type { Output } from './check-runner-output';

export interface CommandRules extends Wrapped {
  hasServices: boolean; // file descriptor 4 takes their output
  folder: string;
  env: Record<string, string>;
  timeoutSeconds: number;
  signal: AbortSignal;
  /** Called with the first process. Undefined: a later start of the same id has taken over. */
  onStarted(pid: number): Promise<LimitsWatch | undefined>;
  endAll(): Promise<void>; // ends the whole group and whatever escaped from it
}
export interface CommandEnd {
  exitCode: number | null;
  ended: RunEnd['ended'];
  boxStood: boolean;
  memory?: RunEnd['memory'];
}

/** Until the first process ends, or something ends it before its time. */
async function untilOver(child: ChildProcess, exit: Promise<number | null>, others: Promise<RunEnd['ended']>[], rules: CommandRules): Promise<Pick<CommandEnd, 'ended' | 'memory'>> {
  const exited = exit.then(() => 'exited' as const);
  if (child.pid === undefined) return { ended: await exited }; // it could not be started: rejects
  const watch = await rules.onStarted(child.pid);
  if (!watch) return { ended: 'cancelled' };
  let memory: RunEnd['memory'];
  const ended = await Promise.race([exited, watch.passed, ...others]).finally(() => { memory = watch.stop(); });
  return { ended, memory };
}

async function untilEnd(child: ChildProcess, exit: Promise<number | null>, reached: Promise<RunEnd['ended']>, rules: CommandRules, output: Output): Promise<CommandEnd> {
  const [, out, err, status, ofServices] = child.stdio as (Readable | null | undefined)[];
  const streams = [out, err, status, ofServices].flatMap((one) => one ?? []);
  let told = '';
  const pumps = Promise.all([
    ...[out, err, ofServices].map((stream) => stream && output.pump(stream)),
    status && text(status).then((said) => { told = said; }),
  ]);
  const broken = new Promise<never>((_, reject) => { pumps.catch(reject); }); // the log cannot be written
  broken.catch(() => undefined);
  const passed = output.limitPassed.then(() => 'output-limit' as const);
  const over = await untilOver(child, exit, [reached, passed, broken], rules);
  await rules.endAll();
  const exitCode = await exit;
  await drain(pumps, streams, output.bytes);
  return { ...over, exitCode, boxStood: !rules.holdsBox || told.includes('"exit-code"') };
}

/** Runs to the end of the last process. Throws when the program cannot be started, the log not written, or a process not ended. */
export async function runCommand(rules: CommandRules, output: Output): Promise<CommandEnd> {
  const stdio: StdioOptions = ['ignore', 'pipe', 'pipe', rules.holdsBox ? 'pipe' : 'ignore', rules.hasServices ? 'pipe' : 'ignore'];
  const child = spawn(rules.file, rules.args, { cwd: rules.folder, env: rules.env, detached: true, stdio });
  const exit = exitOf(child);
  exit.catch(() => undefined); // heard where it is awaited
  const { reached, close } = firstLimit(rules);
  try {
    return await untilEnd(child, exit, reached, rules, output);
  } catch (error) {
    await rules.endAll();
    throw error;
  } finally {
    close();
  }
}
