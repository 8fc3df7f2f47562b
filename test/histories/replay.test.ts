// Do the workflows still take every step of the days that were recorded? A change of their order of commands fails here.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from '@temporalio/worker';
import { bundleWorkflows } from '../../worker/bundle';

const histories = readdirSync(__dirname).filter((name) => name.endsWith('.json'));
let code: string;

beforeAll(async () => { code = await bundleWorkflows(); });

test('there are days to replay', () => {
  expect(histories.length).toBeGreaterThan(0);
});

interface Recorded { events: { workflowExecutionStartedEventAttributes?: { workflowId: string } }[] }

test.each(histories)('%s is replayed without a difference', async (name) => {
  const history = JSON.parse(readFileSync(path.join(__dirname, name), 'utf8')) as Recorded;
  const workflowId = history.events[0]?.workflowExecutionStartedEventAttributes?.workflowId; // ids are made from it
  await expect(Worker.runReplayHistory({ workflowBundle: { code } }, history, workflowId)).resolves.toBeUndefined();
});
