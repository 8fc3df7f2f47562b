// How is one of the team's commands run? By a POSIX shell in a process group of its own, with a limit, and without a twin from an earlier try.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { DayshiftError, mask } from '../../src/errors';
import { identify } from '../process-identity';
import { endGroup } from '../processes/check-runner-group';
import { createTracker } from '../processes/check-runner-members';
import { forgetRunning, type Place, readRunning, type Running, writeRunning } from './place';

const GRACE_SECONDS = 5;
const QUIET_MILLISECONDS = 500; // a pipe that a process left behind holds open is given up when it is silent this long
const KEPT_LINES = 20;
const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'LANG'];
/** A start that was overtaken by a later one, while its shell was coming up, does nothing. */
const GUARD = 'case "$(cat "$1" 2>/dev/null)" in *"$2"*) ;; *) exit 0;; esac; exec sh -c "$3"';

export interface CommandOrder {
  command: string;
  folder: string;
  env: Record<string, string>;
  secrets: readonly string[]; // never told
  timeoutSeconds: number;
  signal?: AbortSignal;
  onLine?: (line: string) => void;
}
export interface CommandEnd { exitCode: number | null; timedOut: boolean; lastLine: string; tail: string }

function marker(token: string): string {
  return `DAYSHIFT_RUN=${token}`;
}

async function endAll({ token, leader }: Running): Promise<void> {
  const left = await endGroup(createTracker({ folder: marker(token), leader }), { graceSeconds: GRACE_SECONDS, leader: leader?.pid });
  if (left.length > 0) throw new DayshiftError('unreachable', { what: 'The end of a deployment\'s command', reason: `processes ${left.join(', ')} would not end` });
}

/** Ends what a worker left running when it was killed: two deployments at once would be one too many. */
export async function endLeftOver(place: Place): Promise<void> {
  const running = await readRunning(place);
  if (running) await endAll(running);
  await forgetRunning(place);
}

/** Runs it to its end. Needs the place's lock. Throws the signal's reason when it is cancelled; nothing of it runs then. */
export async function runAlone(place: Place, order: CommandOrder): Promise<CommandEnd> {
  order.signal?.throwIfAborted();
  await endLeftOver(place);
  const token = randomUUID();
  await writeRunning(place, { token });
  const child = start(['-c', GUARD, 'dayshift', `${place.folder}/running.json`, token, order.command], order, token);
  const leader = child.pid === undefined ? undefined : identify(child.pid);
  const end = untilEnd(child, order, () => endAll({ token, leader }));
  try {
    await writeRunning(place, { token, leader });
  } finally {
    await end.catch(() => undefined); // told below
  }
  await forgetRunning(place);
  return end;
}

/** Runs a command that only looks: any number of them may run at once. */
export async function runLook(order: CommandOrder): Promise<CommandEnd> {
  order.signal?.throwIfAborted();
  const token = randomUUID();
  const child = start(['-c', order.command], order, token);
  const leader = child.pid === undefined ? undefined : identify(child.pid);
  return untilEnd(child, order, () => endAll({ token, leader }));
}

function start(args: string[], { folder, env }: CommandOrder, token: string): ChildProcess {
  const passed = Object.fromEntries(PASSED_ON.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
  return spawn('sh', args, { cwd: folder, env: { ...passed, ...env, DAYSHIFT_RUN: token }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function untilEnd(child: ChildProcess, order: CommandOrder, endEverything: () => Promise<void>): Promise<CommandEnd> {
  const exit = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject); // no shell, or no folder
    child.once('exit', (code) => resolve(code)); // not `close`: it may leave its output to a daemon
  });
  const output = listen(child, order);
  const stop = stopper(order);
  try {
    const over = await Promise.race([exit.then(() => 'exited' as const), stop.reached]);
    if (over !== 'exited') await endEverything();
    const exitCode = await exit;
    await output.drained();
    if (over === 'cancelled') order.signal?.throwIfAborted();
    return { exitCode, timedOut: over === 'timed-out', lastLine: output.lastLine(), tail: output.tail() };
  } finally {
    stop.close();
  }
}

/** Whatever ends a command before its time. */
function stopper({ timeoutSeconds, signal }: CommandOrder): { reached: Promise<'timed-out' | 'cancelled'>; close: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let cancel: () => void = () => undefined;
  const reached = new Promise<'timed-out' | 'cancelled'>((resolve) => {
    timer = setTimeout(() => resolve('timed-out'), Math.max(0, timeoutSeconds) * 1000);
    cancel = () => resolve('cancelled');
  });
  signal?.addEventListener('abort', cancel);
  if (signal?.aborted) cancel();
  return { reached, close: () => { clearTimeout(timer); signal?.removeEventListener('abort', cancel); } };
}

function listen(child: ChildProcess, { secrets, onLine }: CommandOrder): { lastLine: () => string; tail: () => string; drained: () => Promise<void> } {
  let last = '';
  let heard = 0;
  const kept: string[] = [];
  const streams = [child.stdout, child.stderr].flatMap((stream): Readable[] => (stream ? [stream] : []));
  const closed = Promise.all(streams.map((stream) => new Promise<void>((resolve) => {
    createInterface({ input: stream, crlfDelay: Infinity }).on('close', resolve).on('line', (line) => {
      heard += 1;
      if (stream === child.stdout && line.trim() !== '') last = line; // as it is: it may be an answer
      const told = mask(line, secrets);
      kept.splice(0, kept.length < KEPT_LINES ? 0 : 1);
      kept.push(told);
      onLine?.(told);
    });
  })));

  async function drained(): Promise<void> {
    const waiting = new AbortController();
    const dry = closed.then(() => true);
    for (let before = -1; before !== heard;) {
      before = heard;
      const quiet = sleep(QUIET_MILLISECONDS, false, { signal: waiting.signal }).catch(() => false);
      if (await Promise.race([dry, quiet])) break;
    }
    waiting.abort();
    for (const stream of streams) stream.destroy();
  }
  return { lastLine: () => last, tail: () => kept.filter((line) => line.trim() !== '').slice(-5).join(' | ').slice(-500), drained };
}

/** How it ended, for a reason. */
export function readEnd({ exitCode, timedOut, tail }: CommandEnd, timeoutSeconds: number): string {
  const how = timedOut ? `was ended after ${Math.round(timeoutSeconds)} s` : exitCode === null ? 'was ended by a signal' : `ended with exit code ${exitCode}`;
  return `${how}${tail ? `: ${tail}` : ', without a word'}`;
}
