// How is one of the team's commands run? By a POSIX shell in a process group of its own, with a limit, and without a twin from an earlier try.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { DayshiftError, mask } from '../../src/errors';
import { drain, exitOf, firstLimit } from '../child-end';
import { identify } from '../process-identity';
import { endGroup } from '../processes/check-runner-group';
import { createTracker } from '../processes/check-runner-members';
import type { Place } from '../processes/deployer-place';
import { passedOn } from '../processes/deployer-process';
import { forgetRunning, readRunning, type Running, runningFile, writeRunning } from './place';

const GRACE_SECONDS = 5;
const KEPT_LINES = 20;
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

/**
 * Runs it to its end. Needs the place's lock. Throws the signal's reason when it is cancelled; nothing of it runs then. Whatever is thrown, the note
 * of it stays: what would not end is found again by the next one.
 */
export async function runAlone(place: Place, order: CommandOrder): Promise<CommandEnd> {
  order.signal?.throwIfAborted();
  await endLeftOver(place);
  const token = randomUUID();
  await writeRunning(place, { token });
  const child = start(['-c', GUARD, 'dayshift', runningFile(place), token, order.command], order, token);
  const leader = child.pid === undefined ? undefined : identify(child.pid);
  const end = untilEnd(child, order, () => endAll({ token, leader }));
  try {
    await writeRunning(place, { token, leader });
  } finally {
    await end.catch(() => undefined); // told below
  }
  const ended = await end;
  await forgetRunning(place);
  return ended;
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
  return spawn('sh', args, { cwd: folder, env: { ...passedOn(), ...env, DAYSHIFT_RUN: token }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function untilEnd(child: ChildProcess, order: CommandOrder, endEverything: () => Promise<void>): Promise<CommandEnd> {
  const exit = exitOf(child);
  const output = listen(child, order);
  const limit = firstLimit(order);
  try {
    const over = await Promise.race([exit.then(() => 'exited' as const), limit.reached]);
    if (over !== 'exited') await endEverything();
    const exitCode = await exit;
    await output.drained();
    if (over === 'cancelled') order.signal?.throwIfAborted();
    return { exitCode, timedOut: over === 'timed-out', lastLine: output.lastLine(), tail: output.tail() };
  } finally {
    limit.close();
  }
}

function listen(child: ChildProcess, { secrets, onLine }: CommandOrder): { lastLine: () => string; tail: () => string; drained: () => Promise<void> } {
  let last = '';
  let heard = 0;
  const kept: string[] = [];
  const streams = [child.stdout, child.stderr].flatMap((stream): Readable[] => (stream ? [stream] : []));
  const closed = Promise.all(streams.map((stream) => new Promise<void>((resolve) => {
    stream.once('close', resolve); // the interface's own is not told of one that is given up
    createInterface({ input: stream, crlfDelay: Infinity }).on('line', (line) => {
      heard += 1;
      if (stream === child.stdout && line.trim() !== '') last = line; // as it is: it may be an answer
      const told = mask(line, secrets);
      kept.splice(0, kept.length < KEPT_LINES ? 0 : 1);
      kept.push(told);
      onLine?.(told);
    });
  })));

  return { lastLine: () => last, tail: () => kept.filter((line) => line.trim() !== '').slice(-5).join(' | ').slice(-500), drained: () => drain(closed, streams, () => heard) };
}

/** How it ended, for a reason. */
export function readEnd({ exitCode, timedOut, tail }: CommandEnd, timeoutSeconds: number): string {
  const how = timedOut ? `was ended after ${Math.round(timeoutSeconds)} s` : exitCode === null ? 'was ended by a signal' : `ended with exit code ${exitCode}`;
  return `${how}${tail ? `: ${tail}` : ', without a word'}`;
}
