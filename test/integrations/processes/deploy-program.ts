// A worker that deploys one order and can be killed: it says each step, and stops at the one that it is told to.
import { createInMemoryStore } from '../../../integrations/in-memory';
import { createProcessDeployer } from '../../../integrations/processes/deployer';
import type { DeployOrder } from '../../../src/ports/deployer';

export interface Task {
  settings: { folder: string; ports: { from: number; to: number }; drainSeconds: number };
  files: Record<string, string>;
  order: Omit<DeployOrder, 'digest'>;
  stopAt: string; // beginning of a step's text
}

async function main(): Promise<void> {
  const task = JSON.parse(process.argv[2] ?? '') as Task;
  const store = createInMemoryStore();
  const { digest } = store.addArtifact(task.files);
  function onProgress(text: string): void {
    process.stdout.write(`${text}\n`);
    if (text.startsWith(task.stopAt)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); // until it is killed
  }
  const artifacts = { ...store, unpack: async (wanted: string, folder: string) => { onProgress('unpacking'); await store.unpack(wanted, folder); onProgress('unpacked'); } };
  await createProcessDeployer({ ...task.settings, artifacts }).deploy({ ...task.order, digest }, { signal: new AbortController().signal, onProgress });
}

void main();
