// The worker's process: connects, runs, and leaves in good order when it is asked to.
import { setTimeout as delay } from 'node:timers/promises';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { runsFolder, startTracing } from '../integrations/registry';
import { endOrphanedRuns } from '../integrations/processes/check-runner-claim';
import { loadInstallation } from '../src/config/installation';
import { readSettings, type Settings } from '../src/config/settings';
import type { Installation } from '../src/contracts/installation';
import { DayshiftError, mask } from '../src/errors';
import { composeActivities } from './compose';
import { createWorkers } from './create-worker';
import { keepReleases } from './keep-releases';
import { dayshiftVersion } from '../src/config/version';
import { workerFigures } from './telemetry/worker-figures';
import { createWorkload } from './workload';

const CONNECT_AGAIN_MS = 200;

/** Waits for Temporal: the worker may be started before it. */
async function connect(address: string): Promise<NativeConnection> {
  for (;;) {
    try {
      return await NativeConnection.connect({ address });
    } catch (error) {
      process.stderr.write(`Temporal at ${address} cannot be reached yet: ${mask(String(error))}\n`);
      await delay(CONNECT_AGAIN_MS);
    }
  }
}

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  Runtime.install({
    logger: new DefaultLogger('WARN', ({ level, message, meta }) => process.stderr.write(`${level} ${mask(message)} ${mask(JSON.stringify(meta ?? {}))}\n`)),
    ...workerFigures(settings.workerMetrics),
  });
  const tracing = settings.traces ? await startTracing({ name: 'dayshift-worker', version: dayshiftVersion(), say: (line) => void process.stderr.write(`${mask(line)}\n`) }) : undefined;
  const installation = await loadInstallation(settings.installationFile);
  const keeping = new AbortController();
  const kept = keepAll(installation, keeping.signal); // customers do not wait for Temporal
  try {
    await endOrphanedRuns(runsFolder(settings.home)); // what a killed worker left running must not disturb the next checks
    await work(settings, installation);
  } finally {
    keeping.abort();
    await kept;
    await tracing?.end();
  }
}

/** Every folder of releases on this machine: whoever deploys here keeps up what was deployed. */
async function keepAll({ integrations }: Installation, signal: AbortSignal): Promise<void> {
  const rows = integrations.deployers.filter((row) => row.use === 'processes');
  await Promise.all(rows.map(({ folder, ports }) => keepReleases({ folder, ports, signal, say: (line) => void process.stderr.write(`${line}\n`) })));
}

/** Connects, and works until it is asked to leave. */
async function work(settings: Settings, installation: Installation): Promise<void> {
  const connection = await connect(settings.temporalAddress);
  const workers = await createWorkers({
    connection, namespace: settings.temporalNamespace, activities: composeActivities(installation, { home: settings.home, publicUrl: settings.publicAddress, workload: createWorkload(connection, settings.temporalNamespace) }),
    slots: installation.integrations.checkRunner.slots, labels: settings.runnerLabels,
  });
  const runs = Promise.all(workers.map((worker) => worker.run())); // each ends by itself on SIGTERM and SIGINT
  process.stdout.write('worker is ready\n');
  await runs;
  await connection.close();
}

main().catch((error: unknown) => {
  const advice = error instanceof DayshiftError ? ` ${error.advice}` : '';
  process.stderr.write(`the worker ended: ${mask(error instanceof Error ? error.message : String(error))}${advice}\n`);
  process.exitCode = 1;
});
