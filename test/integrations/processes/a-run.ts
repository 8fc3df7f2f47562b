// A runner with folders of its own, an order with sensible defaults, and the ways to look at what it did.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createFileStore } from '../../../integrations/file-store';
import { listProcesses, startedWith } from '../../../integrations/process-identity';
import { createProcessRunner, type ProcessRunnerOptions } from '../../../integrations/processes/check-runner';
import type { RunEnd, RunOrder } from '../../../src/ports/check-runner';

export interface RunWorld {
  root: string;
  checkout: string; // has a space in its path
  stateFolder: string;
  run(order?: Partial<RunOrder>, control?: { signal?: AbortSignal; onProgress?: (last: string) => void }): Promise<RunEnd>;
  /** The log without the times. */
  log(id?: string): Promise<string[]>;
}

export function anOrder(checkout: string, order: Partial<RunOrder> = {}): RunOrder {
  return { id: 'incident/1/cell', command: 'true', folder: checkout, env: {}, timeoutSeconds: 60, log: 'incident/1/cell', secrets: [], ...order };
}

export async function aRunWorld(options: Partial<ProcessRunnerOptions> = {}): Promise<RunWorld> {
  const root = await mkdtemp(path.join(tmpdir(), 'dayshift-run-test-'));
  const checkout = path.join(root, 'a checkout');
  const stateFolder = path.join(root, 'state');
  await mkdir(checkout);
  const logs = createFileStore(path.join(root, 'store'));
  const runner = createProcessRunner({ stateFolder, logs, graceSeconds: 0.3, ...options });
  return {
    root,
    checkout,
    stateFolder,
    run: (order, control = {}) => runner.run(anOrder(checkout, order), { signal: new AbortController().signal, onProgress: () => undefined, ...control }),
    async log(id = 'incident/1/cell') {
      const { text } = await logs.read(id, 0);
      return text.split('\n').filter((line) => line !== '').map((line) => line.slice(line.indexOf(' ') + 1));
    },
  };
}

/** Waits until the condition holds; gives up after half a minute. */
export async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  for (let asked = 0; !(await holds()); asked += 1) {
    if (asked > 3000) throw new Error('waited in vain');
    await sleep(10);
  }
}

/** The text of a file once it is there and has a whole line. */
export async function lineOf(file: string): Promise<string> {
  let text = '';
  await until(async () => {
    text = await readFile(file, 'utf8').catch(() => '');
    return text.endsWith('\n');
  });
  return text.trim();
}

/** The processes whose command line holds the text. */
export function processesCalled(text: string): number[] {
  if (process.platform === 'linux') return listProcesses().map(({ pid }) => pid).filter((pid) => commandLine(pid).includes(text));
  return execFileSync('ps', ['-axo', 'pid=,args='], { encoding: 'utf8' }).split('\n').filter((line) => line.includes(text)).map((line) => parseInt(line, 10));
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return ''; // ended meanwhile
  }
}

/** The processes that were started with the text in their environment, in whichever pid namespace they are. */
export function processesWith(text: string): number[] {
  return listProcesses().map(({ pid }) => pid).filter((pid) => startedWith(pid, text));
}
