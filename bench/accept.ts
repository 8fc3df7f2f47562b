// What does the door cost? An alert over HTTP until its workflow is started, beside a bare start of the same workflow, in turns.
import { randomUUID } from 'node:crypto';
import { createIncidentGateway } from '../api/incident-gateway';
import { overConnection, toAddress } from '../api/gateway/temporal-connection';
import { listen } from '../api/listen';
import { TASK_QUEUE, WORKFLOW_TYPE } from '../src/domain/ids';
import { alertsSignal } from '../workflows/messages';
import { aDelivery, anApi } from '../test/api/an-api';
import { anAlertOf, anInput } from '../test/support/a-day';
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
  const gateway = createIncidentGateway(overConnection(connection, 'default'));
  const { app } = anApi({ gateway });
  const door = await listen(app, { host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${door.port}/api/v1/alerts/alertmanager`;

  async function overHttp(): Promise<void> {
    const name = `Trouble-${randomUUID()}`;
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(aDelivery({ name })) });
    const text = await response.text();
    if (response.status !== 202 || !text.includes('"incident"')) throw new Error(`the alert was not accepted (${response.status}): ${text}`);
  }
  const started = () => ({ workflowId: `bare-${randomUUID()}`, taskQueue: TASK_QUEUE.decisions });
  const bare = () => client.workflow.start(WORKFLOW_TYPE, { ...started(), args: [anInput()] });
  async function bareSignal(): Promise<void> {
    const input = anInput();
    await client.workflow.signalWithStart(WORKFLOW_TYPE, { ...started(), args: [input], signal: alertsSignal, signalArgs: [{ alerts: [anAlertOf(input)], receivedAt: new Date().toISOString() }] });
  }
  async function throughGateway(): Promise<void> {
    const input = anInput();
    await gateway.openOrJoin(input, [anAlertOf(input)]);
  }

  const ways: [number[], () => Promise<unknown>][] = [[[], overHttp], [[], bare], [[], bareSignal], [[], throughGateway]];
  for (let round = -WARM_UP; round < TIMES; round += 1) {
    for (const at of ways.keys()) {
      const [times, work] = ways[(at + WARM_UP + round) % ways.length] ?? [[], bare]; // each is first as often as the others
      const milliseconds = await took(work);
      if (round >= 0) times.push(milliseconds);
    }
  }
  const [http = NaN, start = NaN, signalled = NaN, gatewayOnly = NaN] = ways.map(([times]) => median(times));
  await door.close();
  await connection.close();
  await server.stop();
  return {
    'alert over HTTP to workflow started, beside a bare start (p50)': figure(http, 'ms', start, AT_MOST),
    'of it the gateway\'s part, without HTTP (p50)': figure(gatewayOnly, 'ms', start),
    'a bare signal-with-start, beside a bare start (p50)': figure(signalled, 'ms', start),
  };
}
