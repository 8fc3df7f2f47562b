// A runner whose commands are a function of the test. The files it "writes" are real: readers find them in the order's folder.
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DayshiftError, mask } from '../../src/errors';
import type { CheckRunner, RunEnd, RunOrder } from '../../src/ports/check-runner';
import type { LogStore } from '../../src/ports/evidence-store';

export interface Played {
  exitCode?: number | null; // default 0
  ended?: RunEnd['ended']; // default `exited`
  files?: Record<string, string>; // relative to the order's folder
  output?: string;
  seconds?: number;
  why?: string;
  memory?: RunEnd['memory'];
  box?: string; // default `in memory`
}
/** What the command does; it may take its time, and is left when the order is cancelled. */
export type Play = (order: RunOrder) => Played | Promise<Played>;

export interface InMemoryRunner extends CheckRunner {
  readonly orders: readonly RunOrder[]; // every order, also repeated ones
}

function untilAborted(signal: AbortSignal): { promise: Promise<Played>; release: () => void } {
  let release = (): void => undefined;
  const promise = new Promise<Played>((resolve) => {
    const stop = (): void => resolve({ exitCode: null, ended: 'cancelled' });
    signal.addEventListener('abort', stop, { once: true });
    release = () => signal.removeEventListener('abort', stop);
    if (signal.aborted) stop();
  });
  return { promise, release };
}

/** @param options.logs receives the output, masked, as the real runner writes it. */
export function createInMemoryRunner(play: Play, options: { logs?: LogStore } = {}): InMemoryRunner {
  const orders: RunOrder[] = [];

  async function run(order: RunOrder, control: { signal: AbortSignal; onProgress: (last: string) => void }): Promise<RunEnd> {
    const folder = await stat(order.folder).catch(() => undefined);
    if (!folder?.isDirectory()) throw new DayshiftError('runner-broken', { what: order.id, reason: 'there is no such folder' });
    orders.push(order);
    const aborted = untilAborted(control.signal);
    const played = await Promise.race([control.signal.aborted ? aborted.promise : play(order), aborted.promise]).finally(aborted.release);
    for (const [path, text] of Object.entries(played.files ?? {})) {
      await mkdir(dirname(join(order.folder, path)), { recursive: true });
      await writeFile(join(order.folder, path), text);
    }
    if (played.output !== undefined) {
      const output = mask(played.output, order.secrets);
      await options.logs?.append(order.log, output);
      control.onProgress(output.trimEnd().split('\n').at(-1) ?? '');
    }
    const ended = played.ended ?? 'exited';
    return { exitCode: ended === 'exited' ? (played.exitCode ?? 0) : null, ended, seconds: played.seconds ?? 0, box: played.box ?? 'in memory', ...(played.why !== undefined && { why: played.why }), ...(played.memory && { memory: played.memory }) };
  }

  return { orders, run };
}
