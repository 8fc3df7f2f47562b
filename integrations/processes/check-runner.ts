// How does a command run in a box on this machine? One run per order id, its own group and folder, limits, and nothing left behind.
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DayshiftError } from '../../src/errors';
import type { CheckRunner, RunEnd, RunOrder } from '../../src/ports/check-runner';
import type { LogStore } from '../../src/ports/evidence-store';
import { identify, type ProcessIdentity } from '../process-identity';
import { chooseBox, type Box } from './check-runner-box';
import { claimRun, type Claim } from './check-runner-claim';
import { runCommand, type CommandEnd, type CommandRules } from './check-runner-command';
import { endGroup } from './check-runner-group';
import { createOutput, type Output } from './check-runner-output';

export interface ProcessRunnerOptions {
  stateFolder: string; // shared by the workers of a machine: one small file per run
  logs: LogStore;
  outputLimitBytes?: number; // default 64 MiB
  sandbox?: 'auto' | 'off'; // default `auto`: bubblewrap where it works
  writable?: string[]; // folders that a sandboxed command may write to beside its checkout, HOME and TMPDIR
  graceSeconds?: number; // between TERM and KILL; default 2
}
type Control = Parameters<CheckRunner['run']>[1];

const OUTPUT_LIMIT_BYTES = 64 * 1024 * 1024;
const GRACE_SECONDS = 2;
const PROGRESS_MILLISECONDS = 1000;
const NEVER_STARTED: CommandEnd = { ended: 'cancelled', exitCode: null, boxStood: true };

function broken(what: string, cause: unknown): DayshiftError {
  if (cause instanceof DayshiftError) return cause;
  return new DayshiftError('runner-broken', { what, reason: String(cause) }, { cause });
}

/** Declared variables win, except TMPDIR: by it the run's processes are known. */
function environmentOf(order: RunOrder, runFolder: string): Record<string, string> {
  const { PATH = '/usr/local/bin:/usr/bin:/bin', LANG = 'C.UTF-8' } = process.env;
  return { PATH, LANG, HOME: path.join(runFolder, 'home'), ...order.env, TMPDIR: path.join(runFolder, 'tmp') };
}

async function makeRunFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'dayshift-'))); // short: sockets in TMPDIR have a limit of 108 bytes
  await mkdir(path.join(folder, 'home'));
  await mkdir(path.join(folder, 'tmp'));
  return folder;
}

/** Calls about every second; a call that throws aborts `failed`. */
function beat(call: () => void): { failed: AbortSignal; stop: () => void } {
  const failure = new AbortController();
  const timer = setInterval(() => {
    try {
      call();
    } catch (error) {
      failure.abort(error);
    }
  }, PROGRESS_MILLISECONDS);
  return { failed: failure.signal, stop: () => clearInterval(timer) };
}

/** What the log says of an end that the command did not choose. */
function lastWord(end: RunEnd): string {
  return `dayshift: ended after ${Math.round(end.seconds)} s (${end.ended})`;
}

/** Runs commands on this machine. Starting an id again, in this or another process, first ends what is left of the earlier run, which then is `cancelled`. */
export function createProcessRunner(options: ProcessRunnerOptions): CheckRunner {
  const graceSeconds = options.graceSeconds ?? GRACE_SECONDS;
  let chosen: Promise<Box> | undefined;

  function chooseOnce(): Promise<Box> {
    return (chosen ??= chooseBox(options.sandbox ?? 'auto', options.writable ?? []));
  }

  async function runClaimed(order: RunOrder, signal: AbortSignal, output: Output, runFolder: string): Promise<RunEnd> {
    const claim = await claimRun(options.stateFolder, order.id, runFolder, graceSeconds);
    try {
      const started = performance.now();
      const box = await chooseOnce();
      const folder = await realpath(order.folder);
      const rules = { ...box.wrap(order.command, { folder, runFolder }), folder, env: environmentOf(order, runFolder), timeoutSeconds: order.timeoutSeconds, signal };
      const done = signal.aborted ? NEVER_STARTED : await runCommand({ ...rules, ...lifeOf(order.id, claim, runFolder) }, output);
      const ended = done.ended === 'exited' && !(await claim.isHeld()) ? 'cancelled' : done.ended;
      if (ended === 'exited' && !done.boxStood) throw new DayshiftError('runner-broken', { what: order.id, reason: output.last() || 'bubblewrap did not start the command' });
      const end: RunEnd = { ended, exitCode: ended === 'exited' ? done.exitCode : null, seconds: (performance.now() - started) / 1000, box: box.name };
      if (ended !== 'exited') await output.say(lastWord(end));
      return end;
    } finally {
      await claim.release().catch(() => undefined); // the next start of the id cleans up
    }
  }

  /** What a command's life does to the claim, and how all of it is ended. */
  function lifeOf(id: string, claim: Claim, folder: string): Pick<CommandRules, 'onStarted' | 'endAll'> {
    let leader: ProcessIdentity | undefined;
    async function onStarted(pid: number): Promise<boolean> {
      leader = identify(pid);
      return leader === undefined || claim.record(leader);
    }
    async function endAll(): Promise<void> {
      const left = await endGroup({ folder, leader, startedHere: true }, graceSeconds);
      if (left.length > 0) throw new DayshiftError('runner-broken', { what: id, reason: `processes ${left.join(', ')} would not end` });
    }
    return { onStarted, endAll };
  }

  async function run(order: RunOrder, control: Control): Promise<RunEnd> {
    const output = createOutput({ logs: options.logs, log: order.log, secrets: order.secrets, limitBytes: options.outputLimitBytes ?? OUTPUT_LIMIT_BYTES });
    const progress = beat(() => control.onProgress(output.last())); // from the first moment: ending an earlier run takes time too
    let runFolder: string | undefined;
    try {
      runFolder = await makeRunFolder();
      return await runClaimed(order, AbortSignal.any([control.signal, progress.failed]), output, runFolder);
    } catch (error) {
      throw broken(order.id, error);
    } finally {
      progress.stop();
      if (runFolder) await rm(runFolder, { recursive: true, force: true }).catch(() => undefined);
    }
  }

  return { run };
}
