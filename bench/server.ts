// A Temporal server of a bench's own, as the demo runs it; the bare worker beside the world's workers.
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { aTemporalServer, type TemporalServer } from '../test/support/a-temporal-server';

export const BARE_QUEUE = 'bench-bare';
const running = new Set<TemporalServer>();
let isQuiet = false;

/** Without the chatter of the SDK. */
export async function aServer(options: Parameters<typeof aTemporalServer>[0] = {}): Promise<TemporalServer> {
  if (!isQuiet) Runtime.install({ logger: new DefaultLogger('ERROR') });
  isQuiet = true;
  const server = await aTemporalServer(options);
  running.add(server);
  return {
    ...server,
    stop: async () => {
      running.delete(server);
      await server.stop();
    },
  };
}

/** Ends what a bench that failed left running. */
export async function endServers(): Promise<void> {
  await Promise.allSettled([...running].map((server) => server.stop()));
}

/** Runs the bare workflow; its activities are done by the world's workers. Returns how to stop it. */
export async function aBareWorker(server: TemporalServer): Promise<() => Promise<void>> {
  const workflowBundle = await bundleWorkflowCode({ workflowsPath: require.resolve('./workflows-bare'), logger: new DefaultLogger('ERROR') });
  const worker = await Worker.create({ connection: server.environment.nativeConnection, taskQueue: BARE_QUEUE, workflowBundle });
  const ended = worker.run();
  return async () => {
    worker.shutdown();
    await ended;
  };
}
