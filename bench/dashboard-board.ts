// How is the board with ten thousand open incidents? They are real ones, opened as the API opens them; then somebody looks, again and again.
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { createIncidentGateway } from '../api/incident-gateway';
import { overConnection, toAddress } from '../api/gateway/temporal-connection';
import type { IncidentList } from '../src/contracts/http';
import { TASK_QUEUE } from '../src/domain/ids';
import type { Severity } from '../src/domain/vocabulary';
import { anAlertOf, anInput } from '../test/support/a-day';
import { askedOf, share, watchPeak, type Place } from './dashboard-place';

const SIDE_BY_SIDE = 100;
const LOOKS = 60;
const LOOKED_AT_FOR_MS = 10_000;
const SEVERITIES: Severity[] = ['critical', 'high', 'high', 'medium', 'medium', 'medium', 'medium', 'low', 'low', 'low'];
const QUEUES = [[TASK_QUEUE.decisions, 1], [TASK_QUEUE.decisions, 2]] as const; // workflow tasks, activities
const QUIET = 5; // times in a row that nothing waits
const LONGEST_MS = 3_600_000;

export interface Board { p50: number; p95: number; first: number; listP95: number; listings: number; queries: number; apiMegabytes: number; workerMegabytes: number }

/** Opens incidents until so many are open, and waits until each has been assessed and waits for a person. */
export async function fillBoard({ server, say, memory }: Place, count: number): Promise<void> {
  const connection = toAddress(server.address);
  const gateway = createIncidentGateway(overConnection(connection, 'default'));
  const began = performance.now();
  let opened = 0;
  async function openNext(): Promise<void> {
    for (let at = opened++; at < count; at = opened++) {
      const input = anInput({ cause: `Trouble-${at}-${randomUUID().slice(0, 8)}`, impact: [{ name: 'logins refused', unit: 'share', query: 'refused_share', headline: true, troubleAbove: 0.1, severity: {} }] });
      await gateway.openOrJoin(input, [anAlertOf(input, { severity: SEVERITIES[at % SEVERITIES.length] })]);
      if (at % 1000 === 999) say(`${at + 1} incidents are open after ${((performance.now() - began) / 1000).toFixed(0)} s`);
    }
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, openNext));
  await connection.close();
  let told = 0;
  for (let quiet = 0, end = Date.now() + LONGEST_MS; quiet < QUIET; await delay(1000)) {
    const waiting = await backlogOf(server);
    quiet = waiting === 0 ? quiet + 1 : 0;
    if ((told += 1) % 15 === 0) say(`${waiting} tasks wait for the worker after ${((performance.now() - began) / 1000).toFixed(0)} s, which holds ${(await memory.worker()).toFixed(0)} MB`);
    if (Date.now() > end) throw new Error(`${waiting} tasks still wait for the worker`);
  }
  say(`${count} incidents are open, and each has been assessed, after ${((performance.now() - began) / 1000).toFixed(0)} s`);
}

async function backlogOf({ environment: { client } }: Place['server']): Promise<number> {
  const answers = await Promise.all(QUEUES.map(([name, taskQueueType]) => client.workflowService.describeTaskQueue({ namespace: 'default', taskQueue: { name }, taskQueueType, reportStats: true })));
  return answers.reduce((sum, { stats }) => sum + Number(stats?.approximateBacklogCount ?? 0), 0);
}

/** Milliseconds until a new viewer has the board. */
async function openBoard(address: string): Promise<{ ms: number; board: IncidentList; leave(): void }> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    let text = '';
    const request = http.get(`${address}/api/v1/events`, { headers: { accept: 'text/event-stream' } }, (response) => {
      response.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
        const [, data] = /event: board\n(?:id: \w+\n)?data: (.*)\n\n/.exec(text) ?? [];
        if (data === undefined) return;
        resolve({ ms: performance.now() - began, board: JSON.parse(data) as IncidentList, leave: () => { request.destroy(); } });
      });
    });
    request.on('error', reject);
  });
}

async function listOnce(address: string): Promise<number> {
  const began = performance.now();
  const { incidents } = await (await fetch(`${address}/api/v1/incidents?state=open`)).json() as IncidentList;
  if (incidents.length === 0) throw new Error('the list is empty');
  return performance.now() - began;
}

export async function lookAtBoard(place: Place): Promise<Board> {
  const { api, say } = place;
  const peaks = [watchPeak(place.memory.api), watchPeak(place.memory.worker)];
  const first = await openBoard(api);
  say(`the board says that ${first.board.total} are open, and shows ${first.board.incidents.length}, ${first.board.incidents.filter(({ turn }) => turn).length} of them in full`);
  first.leave();
  const looks: number[] = [];
  const lists: number[] = [];
  for (let look = 0; look < LOOKS; look += 1) {
    const { ms, leave } = await openBoard(api); // nobody looked before: the follower begins anew
    looks.push(ms);
    leave();
    lists.push(await listOnce(api));
    await delay(400); // longer than an answer is shared
  }
  const looker = await openBoard(api);
  await delay(2000);
  const before = await askedOf(place);
  await delay(LOOKED_AT_FOR_MS);
  const after = await askedOf(place);
  looker.leave();
  const [apiMegabytes = NaN, workerMegabytes = NaN] = await Promise.all(peaks.map((peak) => peak()));
  const perSecond = (operation: string) => (after(operation) - before(operation)) / (LOOKED_AT_FOR_MS / 1000);
  say(`while one looks, and nothing changes: ${perSecond('ListWorkflowExecutions')} lists, ${perSecond('CountWorkflowExecutions')} counts, ${perSecond('DescribeWorkflowExecution')} descriptions, ${perSecond('QueryWorkflow')} queries a second`);
  return {
    p50: share(looks, 0.5), p95: share(looks, 0.95), first: first.ms, listP95: share(lists, 0.95),
    listings: perSecond('ListWorkflowExecutions') + perSecond('CountWorkflowExecutions'), queries: perSecond('QueryWorkflow'), apiMegabytes, workerMegabytes,
  };
}
