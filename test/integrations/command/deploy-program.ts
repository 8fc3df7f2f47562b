// A worker that deploys one order with the team's commands, for a test to kill.
import { createCommandDeployer, type CommandDeployerOptions } from '../../../integrations/command';
import { createInMemoryStore } from '../../../integrations/in-memory';
import type { DeployOrder } from '../../../src/ports/deployer';

export interface Task {
  settings: Pick<CommandDeployerOptions, 'row' | 'stateFolder'>;
  env: Record<string, string>;
  files: Record<string, string>;
  order: Omit<DeployOrder, 'digest'>;
}

async function main(): Promise<void> {
  const { settings, env, files, order } = JSON.parse(process.argv[2] ?? '') as Task;
  const store = createInMemoryStore();
  const { digest } = store.addArtifact(files);
  await createCommandDeployer({ ...settings, artifacts: store, variables: () => ({ env, secrets: [] }), pollSeconds: 0.05 })
    .deploy({ ...order, digest }, { signal: new AbortController().signal, onProgress: (text) => void process.stdout.write(`${text}\n`) });
}

void main();
