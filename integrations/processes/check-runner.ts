// How does a command run in a box on this machine? One run per order id, its own group and folder, limits, and nothing left behind.
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LimitsPlan } from '../../src/contracts/plan';
import { DayshiftError, mask } from '../../src/errors';
import type { CheckRunner, RunEnd, RunOrder } from '../../src/ports/check-runner';
import type { LogStore } from '../../src/ports/evidence-store';
import { createBoxes } from './check-runner-box';
import { claimRun, type Claim } from './check-runner-claim';
import { runCommand, type CommandEnd } from './check-runner-command';
import { createLife } from './check-runner-life';
import { lastLimit, refuseLimits, whyLimit, type Limited } from './check-runner-limits';
import { createOutput, type Output } from './check-runner-output';
import { programFor, whyNotReady } from './check-runner-services';

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
function lastWord({ seconds, ended, why }: RunEnd): string {
  return `dayshift: ended after ${Math.round(seconds)} s (${ended})${why === undefined ? '' : `: ${why}`}`;
}

/** The command's own end counts only when the run is still ours, its services were ready and its limits kept. */
async function judgeEnd(done: CommandEnd, order: RunOrder, limited: Limited, claim: Claim, runFolder: string): Promise<Pick<RunEnd, 'ended' | 'exitCode' | 'why'>> {
  const exited = done.ended === 'exited';
  if (exited && !(await claim.isHeld())) return { ended: 'cancelled', exitCode: null };
  const notReady = exited ? await whyNotReady(order, runFolder) : undefined;
  if (notReady !== undefined) return { ended: 'service-not-ready', exitCode: null, why: mask(notReady, order.secrets) };
  const ended = (exited ? await lastLimit(limited) : undefined) ?? done.ended;
  const why = whyLimit(ended, limited.limits);
  return { ended, exitCode: ended === 'exited' ? done.exitCode : null, ...(why !== undefined && { why }) };
}

/** Runs commands on this machine. Starting an id again, in this or another process, first ends what is left of the earlier run, which then is `cancelled`. */
export function createProcessRunner(options: ProcessRunnerOptions): CheckRunner {
  const graceSeconds = options.graceSeconds ?? GRACE_SECONDS;
  const boxes = createBoxes(options.sandbox ?? 'auto', options.writable ?? []);

  function limitsOf(order: RunOrder): LimitsPlan & { outputBytes: number } {
    return { outputBytes: options.outputLimitBytes ?? OUTPUT_LIMIT_BYTES, ...order.limits };
  }

  async function runClaimed(order: RunOrder, signal: AbortSignal, output: Output, runFolder: string): Promise<RunEnd> {
    const claim = await claimRun(options.stateFolder, order.id, runFolder, graceSeconds);
    try {
      const started = performance.now();
      const [box, folder] = await Promise.all([boxes.forNetwork(order.network ?? 'full'), realpath(order.folder)]);
      const limited = { limits: limitsOf(order), folders: [folder, runFolder], hasServices: (order.services?.length ?? 0) > 0 };
      await refuseLimits(limited);
      const { argv, env } = await programFor(order, environmentOf(order, runFolder), runFolder, graceSeconds);
      const wrapped = box.wrap(argv, { folder, runFolder });
      const life = createLife({ id: order.id, claim, limited, runFolder, holdsBox: wrapped.holdsBox, graceSeconds });
      const done = signal.aborted ? NEVER_STARTED : await runCommand({ ...wrapped, ...life, hasServices: limited.hasServices, folder, env, timeoutSeconds: order.timeoutSeconds, signal }, output);
      if (done.ended === 'exited' && !done.boxStood) throw new DayshiftError('runner-broken', { what: order.id, reason: output.last() || 'bubblewrap did not start the command' });
      const judged = await judgeEnd(done, order, limited, claim, runFolder);
      const end: RunEnd = { ...judged, seconds: (performance.now() - started) / 1000, box: box.name, ...(done.memory && { memory: done.memory }) };
      if (end.ended !== 'exited') await output.say(lastWord(end));
      return end;
    } finally {
      await claim.release().catch(() => undefined); // the next start of the id cleans up
    }
  }

  async function run(order: RunOrder, control: Control): Promise<RunEnd> {
    const output = createOutput({ logs: options.logs, log: order.log, secrets: order.secrets, limitBytes: limitsOf(order).outputBytes });
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
