// The process that carries the incidents: dayshift's own workers over a world in memory, so that its memory is theirs.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { createActivities } from '../activities';
import { createInMemoryIntegrations } from '../integrations/in-memory';
import { readReport } from '../integrations/reports';
import { parsePipelineFile } from '../src/config/pipeline-file';
import { REPOSITORY } from '../test/support/a-day';
import { aPipelineText, aPlay } from '../test/support/a-pipeline';
import { createWorkers } from '../worker/create-worker';

async function main(): Promise<void> {
  const folder = process.env['BENCH_FOLDER'] ?? '.';
  Runtime.install({ logger: new DefaultLogger('WARN') });
  const integrations = createInMemoryIntegrations(aPlay());
  const { sourceControl, monitoring, store } = integrations;
  sourceControl.addCommit({ repository: REPOSITORY, author: 'maya@storefront.example', subject: 'login', files: { '.dayshift/pipeline.yaml': aPipelineText(), 'src/login.ts': 'login' } });
  monitoring.setMetric('refused_share', 0.314);
  const connection = await NativeConnection.connect({ address: process.env['TEMPORAL_ADDRESS'] ?? '' });
  const workers = await createWorkers({
    connection, namespace: 'default', slots: 2, labels: [],
    activities: createActivities({
      ...integrations, evidence: store, artifacts: store, logs: store,
      notifiers: new Map([['nobody', { notify: async () => ({}) }]]), // what is told would be kept in this process's memory
      subscribers: new Map(), recipients: [], publicUrl: 'http://127.0.0.1:1', workFolder: path.join(folder, 'work'),
      environment: () => ({ checks: {}, deploy: {}, secrets: [] }), parsePipeline: (text, file) => parsePipelineFile(text, file), readReport,
    }),
  });
  await writeFile(path.join(folder, 'worker-ready'), '');
  await Promise.all(workers.map((worker) => worker.run()));
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
