// Does the gateway see who listens to a task queue, on a real Temporal?
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from '@temporalio/worker';
import { overConnection } from '../../api/gateway/temporal-connection';
import { createIncidentGateway } from '../../api/incident-gateway';
import { aTemporalServer, type TemporalServer } from '../support/a-temporal-server';

let server: TemporalServer;
beforeAll(async () => { server = await aTemporalServer(); });
afterAll(() => server.stop());

test('nobody before a worker listens, then as many as do', async () => {
  const { connection, nativeConnection, namespace = 'default' } = server.environment;
  const gateway = createIncidentGateway(overConnection(connection, namespace));
  await expect(gateway.workersOn('somewhere')).resolves.toBe(0);
  const worker = await Worker.create({ connection: nativeConnection, namespace, taskQueue: 'somewhere', activities: { nothing: async () => undefined } });
  await worker.runUntil(async () => {
    let seen = 0;
    for (let tries = 0; tries < 300 && seen === 0; tries += 1) {
      seen = await gateway.workersOn('somewhere');
      if (seen === 0) await delay(100);
    }
    expect(seen).toBe(1);
    await expect(gateway.workersOn('elsewhere')).resolves.toBe(0);
  });
});

test('a server that is away is unreachable', async () => {
  const gateway = createIncidentGateway(overConnection(server.environment.connection, 'no-such-namespace'));
  await expect(gateway.workersOn('somewhere')).rejects.toThrow();
});
