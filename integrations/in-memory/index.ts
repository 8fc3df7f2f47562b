// Honest doubles of every port, for tests and benchmarks: they refuse what the real ones refuse, and a test sets what they know.
import type { ExternalRunner } from '../../src/ports/external-runner';
import { createBillOfMaterials } from '../bill-of-materials';
import { createInMemoryArchive } from './archive';
import { createInMemoryRunner, type Play } from './check-runner';
import { createInMemoryDeployer } from './deployer';
import { createInMemoryDuty } from './duty';
import { createInMemoryMonitoring } from './monitoring';
import { createInMemoryNotifier } from './notifier';
import { createInMemorySourceControl } from './source-control';
import { createInMemoryStore } from './store';
import { createInMemoryWorkload } from './workload';

export { createInMemoryArchive } from './archive';
export { createInMemoryAuditLog } from './audit-log';
export { createInMemoryCredentials } from './credentials';
export { createInMemoryRunner, type InMemoryRunner, type Play, type Played } from './check-runner';
export { createInMemoryDeployer, type InMemoryDeployer } from './deployer';
export { createInMemoryDuty, type InMemoryDuty } from './duty';
export { createInMemoryMonitoring, type InMemoryMonitoring } from './monitoring';
export { createInMemoryRepeats } from './repeats';
export { createInMemoryNotifier, type InMemoryNotifier } from './notifier';
export { createInMemorySourceControl, type InMemorySourceControl, type NewCommit } from './source-control';
export { createInMemoryStore, type InMemoryStore } from './store';
export { createInMemoryWorkload, type InMemoryWorkload } from './workload';

/** Every port at once, wired to each other: the deployer knows the store's artifacts, the runner writes to its logs. */
export function createInMemoryIntegrations(play: Play, options: { now?: () => Date } = {}) {
  const store = createInMemoryStore();
  const sourceControl = createInMemorySourceControl();
  return {
    store,
    monitoring: createInMemoryMonitoring(options),
    sourceControl, sourceHistory: sourceControl,
    externalRunners: new Map<string, ExternalRunner>(),
    billOfMaterials: createBillOfMaterials(), // pure: it is its own double
    checkRunner: createInMemoryRunner(play, { logs: store }),
    deployer: createInMemoryDeployer({ ...options, hasArtifact: store.hasArtifact }),
    notifier: createInMemoryNotifier(),
    duty: createInMemoryDuty(),
    workload: createInMemoryWorkload(),
    archive: createInMemoryArchive(),
  };
}
export type InMemoryIntegrations = ReturnType<typeof createInMemoryIntegrations>;
