// A worker that does one order and can be killed: it stops before the n-th change to the disk or to a process, or at a step that it says.
import promises from 'node:fs/promises';
import { createInMemoryStore } from '../../../integrations/in-memory';
import { createProcessDeployer } from '../../../integrations/processes/deployer';
import type { DeployOrder, UndoOrder } from '../../../src/ports/deployer';

export interface Task {
  settings: { folder: string; ports: { from: number; to: number }; drainSeconds: number; graceSeconds?: number };
  files: Record<string, string>;
  deploy?: Omit<DeployOrder, 'digest'>;
  undo?: Omit<UndoOrder, 'digest'>;
  stopAt?: string; // beginning of a step's text
  stopBefore?: number; // how many changes are made
}

const STOPPED = 'stopped';

function stop(): void {
  process.stdout.write(`${STOPPED}\n`, () => undefined);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); // until it is killed
}

function countChanges(most: number): void {
  let changes = 0;
  function next(): void {
    changes += 1;
    if (changes > most) stop();
  }
  const { rename, rm } = promises;
  promises.rename = async (...args) => {
    next();
    return rename(...args);
  };
  promises.rm = async (...args) => {
    next();
    return rm(...args);
  };
  const kill = process.kill.bind(process);
  process.kill = (pid, signal) => {
    next();
    return kill(pid, signal);
  };
}

async function main(): Promise<void> {
  const task = JSON.parse(process.argv[2] ?? '') as Task;
  const store = createInMemoryStore();
  const { digest } = store.addArtifact(task.files);
  function onProgress(text: string): void {
    process.stdout.write(`${text}\n`);
    if (task.stopAt !== undefined && text.startsWith(task.stopAt)) stop();
  }
  const artifacts = { ...store, unpack: async (wanted: string, folder: string) => { onProgress('unpacking'); await store.unpack(wanted, folder); onProgress('unpacked'); } };
  const deployer = createProcessDeployer({ ...task.settings, artifacts });
  if (task.stopBefore !== undefined) countChanges(task.stopBefore);
  if (task.deploy) await deployer.deploy({ ...task.deploy, digest }, { signal: new AbortController().signal, onProgress });
  if (task.undo) await deployer.undo({ ...task.undo, digest });
}

void main();
