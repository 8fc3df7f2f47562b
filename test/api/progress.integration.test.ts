// Is what an activity's heartbeat says seen by those who look, and does looking cost no history?
import { randomUUID } from 'node:crypto';
import { heartbeat, Context } from '@temporalio/activity';
import { Worker } from '@temporalio/worker';
import { createIncidentGateway } from '../../api/incident-gateway';
import { overConnection } from '../../api/gateway/temporal-connection';
import { incidentId } from '../../src/domain/ids';
import { aTemporalServer, type TemporalServer } from '../support/a-temporal-server';
import { endSignal } from '../support/waiting-incident';
import { until } from './until';

let server: TemporalServer;
beforeAll(async () => { server = await aTemporalServer(); });
afterAll(async () => { await server?.stop(); });

const since = '2026-01-05T09:41:00Z';

test('the row, its last line and since when are told, and a heartbeat of another kind is left out', async () => {
  const { environment } = server;
  let last = 'npm ci';
  const worker = await Worker.create({
    connection: environment.nativeConnection, taskQueue: 'waiting', workflowsPath: require.resolve('../support/waiting-incident'), maxHeartbeatThrottleInterval: 100,
    activities: {
      async buildFor() {
        const { cancellationSignal } = Context.current();
        while (!cancellationSignal.aborted) {
          heartbeat(last === '' ? 'not a row' : { id: 'build', last, since });
          await new Promise((resolve) => { setTimeout(resolve, 20); });
        }
      },
    },
  });
  await worker.runUntil(async () => {
    const handle = await environment.client.workflow.start('incidentToProduction', { workflowId: `incident.storefront.${randomUUID()}`, taskQueue: 'waiting' });
    const id = incidentId(handle.workflowId, handle.firstExecutionRunId);
    const gateway = createIncidentGateway(overConnection(environment.connection, 'default'));
    await until(() => gateway.progress(id), ({ running }) => running[0]?.last === 'npm ci', 'the first line is seen');
    last = 'npm run build';
    const { running } = await until(() => gateway.progress(id), (progress) => progress.running[0]?.last === 'npm run build', 'the next line is seen');
    expect(running).toEqual([{ id: 'build', last: 'npm run build', since, attempt: 1 }]);
    last = '';
    await until(() => gateway.progress(id), (progress) => progress.running.length === 0, 'what is no row is left out');
    const { events } = await handle.fetchHistory();
    expect(events?.length).toBeLessThanOrEqual(6);
    await handle.signal(endSignal);
    await handle.result();
  });
});
