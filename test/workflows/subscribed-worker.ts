// A worker in a process of its own that a test kills: the whole day's activities, telling one subscriber over HTTP.
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { createSubscriber } from '../../integrations/webhook/subscriber';
import { aWorld } from '../support/a-day';

async function main([address = '', url = '']: string[]): Promise<void> {
  const environment = await TestWorkflowEnvironment.createFromExistingServer({ address });
  await aWorld(environment, { subscribers: new Map([['board', createSubscriber({ name: 'board', url })]]) });
  process.stdout.write('ready\n');
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
