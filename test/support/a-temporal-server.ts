// A real Temporal server for a test file: own database, own ports, waited for however slow the machine is.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { temporalPart } from '../../machine/temporal-server';
import { createPortFinder } from '../../machine/ports';
import { Supervisor } from '../../machine/supervisor';

export interface TemporalServer {
  environment: TestWorkflowEnvironment;
  address: string;
  stop(): Promise<void>;
}

/** The part is named when it is missing. `longestHistory`: after so many events a workflow is to begin a new one; default: the server's own. `metricsPort`: where it tells what it was asked. */
export async function aTemporalServer({ longestHistory, metricsPort }: { longestHistory?: number; metricsPort?: number } = {}): Promise<TemporalServer> {
  const command = process.env['DAYSHIFT_TEMPORAL'];
  if (!command) throw new Error('The part "temporal" is missing: run the tests with `npm test`, or set DAYSHIFT_TEMPORAL to the Temporal CLI.');
  const folder = await mkdtemp(path.join(tmpdir(), 'dayshift-temporal-'));
  const port = await createPortFinder(10_000 + Math.floor(Math.random() * 6000))();
  const supervisor = new Supervisor(folder, () => undefined);
  await supervisor.start(temporalPart({ command, folder, port, skipsTime: true, longestHistory, metricsPort }));
  const address = `127.0.0.1:${port}`;
  const environment = await whenHealthy(address);
  return {
    environment, address,
    stop: async () => {
      await environment.teardown();
      await supervisor.stopAll();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const TRIES = 100;

/** The port listens a moment before the server can be used. */
async function whenHealthy(address: string): Promise<TestWorkflowEnvironment> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await TestWorkflowEnvironment.createFromExistingServer({ address });
    } catch (error) {
      if (tries >= TRIES) throw error;
      await delay(100);
    }
  }
}
