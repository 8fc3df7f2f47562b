// The process that a test kills: a worker for cells and builds alone, over the real process runner, real git and files on disk.
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { runnerQueue } from '../../src/domain/ids';
import { realActivities } from './real-activities';

async function main([address = '', root = '']: string[]): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('ERROR') }); // that it has no workflows is meant
  process.stdout.write('loaded\n');
  await new Promise((resolve) => { process.stdin.once('data', resolve); }); // the one before it is killed first
  const worker = await Worker.create({
    connection: await NativeConnection.connect({ address }), activities: await realActivities(root), taskQueue: runnerQueue(),
    maxConcurrentActivityTaskExecutions: 3, maxHeartbeatThrottleInterval: '1s', defaultHeartbeatThrottleInterval: '1s',
  });
  process.stdout.write('ready\n');
  await worker.run();
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
