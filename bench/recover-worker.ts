// The process that the recovery bench kills: dayshift's workers over an in-memory world in which the first build never ends.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { createActivities } from '../activities';
import { createInMemoryIntegrations, type Play } from '../integrations/in-memory';
import { readReport } from '../integrations/reports';
import { parsePipelineFile } from '../src/config/pipeline-file';
import { REPOSITORY } from '../test/support/a-day';
import { aPipelineText, aPlay } from '../test/support/a-pipeline';
import { createWorkers } from '../worker/create-worker';

const NEVER_MS = 600_000;

/** The first build of all says that it began and goes on until its process is killed. */
function slowFirst(folder: string): Play {
  const quick = aPlay();
  return async (order) => {
    if (order.command !== 'make') return quick(order);
    const isFirst = await writeFile(path.join(folder, 'step-began'), '', { flag: 'wx' }).then(() => true, () => false);
    if (isFirst) await delay(NEVER_MS);
    return quick(order);
  };
}

async function main(): Promise<void> {
  const folder = process.env['BENCH_FOLDER'] ?? '.';
  Runtime.install({ logger: new DefaultLogger('WARN') });
  const integrations = createInMemoryIntegrations(slowFirst(folder));
  const { sourceControl, monitoring, store } = integrations;
  const commit = sourceControl.addCommit({ repository: REPOSITORY, author: 'maya@storefront.example', subject: 'fix', files: { '.dayshift/pipeline.yaml': aPipelineText(), 'src/login.ts': 'login' } });
  monitoring.setMetric('refused_share', 0.314);
  monitoring.setMetric('bad_share', 0);
  const connection = await NativeConnection.connect({ address: process.env['TEMPORAL_ADDRESS'] ?? '' });
  const workers = await createWorkers({
    connection, namespace: 'default', slots: 2, labels: [],
    activities: createActivities({
      ...integrations, evidence: store, artifacts: store, logs: store, notifiers: new Map([['in-memory', integrations.notifier]]), subscribers: new Map(), recipients: [], publicUrl: 'http://127.0.0.1:1', workFolder: path.join(folder, 'work'),
      environment: () => ({ checks: {}, deploy: {}, secrets: [] }), parsePipeline: (text, file) => parsePipelineFile(text, file), readReport,
    }),
  });
  const running = Promise.all(workers.map((worker) => worker.run()));
  await writeFile(path.join(folder, 'commit'), commit); // the same after each start: it names its content
  await running;
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
