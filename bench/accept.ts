// What does the door cost? An alert over HTTP until its workflow is started, beside a bare start of the same workflow, in turns.
import { randomUUID } from 'node:crypto';
import { createIncidentGateway } from '../api/incident-gateway';
import { overConnection, toAddress } from '../api/gateway/temporal-connection';
import { listen } from '../api/listen';
import { TASK_QUEUE, WORKFLOW_TYPE } from '../src/domain/ids';
import { aDelivery, anApi } from '../test/api/an-api';
import { anInput } from '../test/support/a-day';
import { figure, median, type Figures } from './figures';
import { aServer } from './server';

const TIMES = 100;
const WARM_UP = 20;
const AT_MOST = 1.5; // times the bare start

async function took(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** No worker runs: what a started workflow does is not the door's time. The API answers when the alert is durable. */
export async function accept(): Promise<Figures> {
  const server = await aServer();
  const connection = toAddress(server.address);
  const { client } = overConnection(connection, 'default');
  const { app } = anApi({ gateway: createIncidentGateway(overConnection(connection, 'default')) });
  const door = await listen(app, { host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${door.port}/api/v1/alerts/alertmanager`;

  async function overHttp(): Promise<void> {
    const name = `Trouble-${randomUUID()}`;
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(aDelivery({ name })) });
    const text = await response.text();
    if (response.status !== 202 || !text.includes('"incident"')) throw new Error(`the alert was not accepted (${response.status}): ${text}`);
  }
  async function bare(): Promise<void> {
    await client.workflow.start(WORKFLOW_TYPE, { workflowId: `bare-${randomUUID()}`, taskQueue: TASK_QUEUE.decisions, args: [anInput()] });
  }

  const times = { http: [] as number[], bare: [] as number[] };
  for (let round = -WARM_UP; round < TIMES; round += 1) {
    const [http, start] = round % 2 === 0 ? [await took(overHttp), await took(bare)] : [await took(bare), await took(overHttp)].reverse();
    if (round >= 0) {
      times.http.push(http ?? NaN);
      times.bare.push(start ?? NaN);
    }
  }
  await door.close();
  await connection.close();
  await server.stop();
  return { 'alert over HTTP to workflow started, beside a bare start (p50)': figure(median(times.http), 'ms', median(times.bare), AT_MOST) };
}
