// The process that makes the storm: so many deliveries, so many at a time, over HTTP or as bare signals. One JSON line as its answer.
import http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { WORKFLOW_TYPE } from '../src/domain/ids';
import type { AlertAnswer } from '../src/contracts/http';
import { alertsSignal } from '../workflows/messages';
import { aDelivery } from '../test/api/an-api';
import { anAlertOf, anInput } from '../test/support/a-day';

const NOBODYS_QUEUE = 'bench-nobody'; // what the workflow does with its signals is not the signals' time

/** `series`: how many conditions there are; each delivery is one of them, in turn. */
export interface Storm { way: 'http' | 'bare'; address: string; causes: string[]; deliveries: number; concurrency: number; series: number }
export interface Stormed {
  seconds: number;
  milliseconds: number[]; // of each delivery until it was taken, shortest first
  repeated: number; // answers that asked to come back, as sources do
  became: Record<string, number>;
  incidents: string[];
}

/** Answers what became of the alerts, or after how many seconds to come back. */
type Deliver = (at: number) => Promise<AlertAnswer['alerts'] | number>;

function overHttp({ address, causes, series }: Storm, agent: http.Agent): Deliver {
  const url = new URL('/api/v1/alerts/alertmanager', address);
  const bodies = causes.map((cause) => Array.from({ length: series }, (_, at) => JSON.stringify({ ...aDelivery({ name: cause, fingerprint: `series-${at}`, labels: { instance: `web-${at}`, region: 'eu' } }), groupLabels: { alertname: cause } })));
  return (at) => new Promise((resolve, reject) => {
    const body = bodies[at % causes.length]?.[Math.floor(at / causes.length) % series] ?? '';
    const request = http.request(url, { method: 'POST', agent, headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => { text += piece; });
      response.once('error', reject).once('end', () => {
        if (response.statusCode === 202) resolve((JSON.parse(text) as AlertAnswer).alerts);
        else if (response.statusCode === 503) resolve(Number(response.headers['retry-after'] ?? 1));
        else reject(new Error(`delivery ${at} was answered with ${response.statusCode}: ${text}`));
      });
    });
    request.once('error', reject).end(body);
  });
}

/** What the door is measured against: a signal of its own for each alert. */
function bareSignals({ causes, series }: Storm, client: Client): Deliver {
  const inputs = causes.map((cause) => anInput({ cause }));
  return async (at) => {
    const input = inputs[at % causes.length] ?? anInput();
    const alert = anAlertOf(input, { fingerprint: `series-${at % series}` });
    await client.workflow.signalWithStart(WORKFLOW_TYPE, {
      workflowId: `incident.bare.${input.cause}`, taskQueue: NOBODYS_QUEUE, args: [input], signal: alertsSignal, signalArgs: [{ alerts: [alert], receivedAt: new Date().toISOString() }],
    });
    return [];
  };
}

async function blow({ deliveries, concurrency }: Storm, deliver: Deliver): Promise<Stormed> {
  const milliseconds: number[] = [];
  const became: Record<string, number> = {};
  const incidents = new Set<string>();
  let repeated = 0;
  let next = 0;
  async function untilTaken(at: number): Promise<AlertAnswer['alerts']> {
    for (;;) {
      const answer = await deliver(at);
      if (typeof answer !== 'number') return answer;
      repeated += 1;
      await delay(answer * 1000);
    }
  }
  async function sender(): Promise<void> {
    for (let at = next++; at < deliveries; at = next++) {
      const began = performance.now();
      const answers = await untilTaken(at);
      milliseconds.push(performance.now() - began);
      for (const answer of answers) {
        became[answer.became] = (became[answer.became] ?? 0) + 1;
        if (answer.incident) incidents.add(answer.incident);
      }
    }
  }
  const began = performance.now();
  await Promise.all(Array.from({ length: Math.min(concurrency, deliveries) }, sender));
  return { seconds: (performance.now() - began) / 1000, milliseconds: milliseconds.sort((a, b) => a - b), repeated, became, incidents: [...incidents] };
}

async function main(): Promise<void> {
  const storm = JSON.parse(process.argv[2] ?? '') as Storm;
  if (storm.way === 'http') {
    const agent = new http.Agent({ keepAlive: true, maxSockets: storm.concurrency });
    process.stdout.write(`${JSON.stringify(await blow(storm, overHttp(storm, agent)))}\n`);
    agent.destroy();
    return;
  }
  const connection = await Connection.connect({ address: storm.address });
  process.stdout.write(`${JSON.stringify(await blow(storm, bareSignals(storm, new Client({ connection }))))}\n`);
  await connection.close();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack ?? error.message : String(error)}\n`);
  process.exitCode = 1;
});
