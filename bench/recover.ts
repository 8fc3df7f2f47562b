// How soon does a day go on after its worker was killed by -9? While it waits for a word, and in the middle of a build.
import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import { createIncidentGateway } from '../api/incident-gateway';
import { overConnection, toAddress } from '../api/gateway/temporal-connection';
import { Supervisor } from '../machine/supervisor';
import { incidentWorkflowId } from '../src/domain/ids';
import { assignSignal, buildSignal, incidentQuery } from '../workflows/messages';
import { anAlertOf, anInput } from '../test/support/a-day';
import { figure, median, type Figures } from './figures';
import { eventsOf } from './play';
import { aServer } from './server';

const LIMIT_SECONDS = 5;
const TIMES = 3;
const PATIENCE_MS = 60_000;

const exists = (file: string) => access(file).then(() => true, () => false);

async function until(claim: () => Promise<boolean>, what: string): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; !(await claim()); await delay(20)) {
    if (Date.now() > end) throw new Error(`waited for: ${what}`);
  }
}

async function once(): Promise<{ waiting: number; inStep: number }> {
  const server = await aServer();
  const folder = await mkdtemp(path.join(tmpdir(), 'dayshift-recover-'));
  const supervisor = new Supervisor(folder, () => undefined);
  try {
    await supervisor.start({
      name: 'worker', command: process.execPath, args: [path.join(__dirname, 'recover-worker.js')],
      env: { BENCH_FOLDER: folder, TEMPORAL_ADDRESS: server.address }, ready: () => exists(path.join(folder, 'commit')),
    });
    const commit = await readFile(path.join(folder, 'commit'), 'utf8');
    const input = anInput();
    const connection = toAddress(server.address);
    await createIncidentGateway(overConnection(connection, 'default')).openOrJoin(input, [anAlertOf(input)]); // with the options that the API starts it with
    await connection.close();
    const day = server.environment.client.workflow.getHandle(incidentWorkflowId(input.service, input.cause));
    await until(async () => (await day.query(incidentQuery)).turn?.role === 'product-owner', 'the product owner is asked');
    await settled(day);
    const waiting = await killed(supervisor, day, (event) => Boolean(event.workflowTaskCompletedEventAttributes), () => day.signal(assignSignal, { by: 'paula', to: 'maya', through: 'signal' }));
    await until(async () => (await day.query(incidentQuery)).turn?.person === 'maya', 'it is the developer\'s turn');
    await day.signal(buildSignal, { by: 'maya', commit, through: 'signal' });
    await until(() => exists(path.join(folder, 'step-began')), 'the build began');
    await settled(day);
    const inStep = await killed(supervisor, day, (event) => Boolean(event.activityTaskCompletedEventAttributes));
    return { waiting, inStep };
  } finally {
    await supervisor.stopAll();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Everything that was under way is in the history, and heartbeats have begun. */
async function settled(day: WorkflowHandle): Promise<void> {
  for (let before = -1, now = await eventsOf(day); now !== before; now = await eventsOf(day)) {
    before = now;
    await delay(1500);
  }
}

type Event = NonNullable<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>['events']>[number];

/**
 * Seconds from the -9 until the worker wrote an event that the claim fits. What is said, is said at once: Temporal may
 * still hand it to the dead worker, which is the worst case.
 */
async function killed(supervisor: Supervisor, day: WorkflowHandle, fits: (event: Event) => boolean, say: () => Promise<void> = async () => undefined): Promise<number> {
  const before = await eventsOf(day);
  const pid = supervisor.pidOf('worker');
  if (pid === undefined) throw new Error('there is no worker to kill');
  const began = performance.now();
  process.kill(pid, 'SIGKILL');
  await say();
  await until(async () => ((await day.fetchHistory()).events ?? []).slice(before).some(fits), 'the day goes on');
  return (performance.now() - began) / 1000;
}

/** The worst of some, because the limit holds for each. */
export async function recover(say: (line: string) => void): Promise<Figures> {
  const times = { waiting: [] as number[], inStep: [] as number[] };
  for (let round = 0; round < TIMES; round += 1) {
    const { waiting, inStep } = await once();
    say(`waiting ${waiting.toFixed(2)} s, in a step ${inStep.toFixed(2)} s`);
    times.waiting.push(waiting);
    times.inStep.push(inStep);
  }
  return {
    'from -9 while waiting to the next event (worst)': figure(Math.max(...times.waiting), 's', LIMIT_SECONDS, 1),
    'from -9 while waiting to the next event (p50)': figure(median(times.waiting), 's', LIMIT_SECONDS),
    'from -9 in a step to the next event (worst)': figure(Math.max(...times.inStep), 's', LIMIT_SECONDS, 1),
    'from -9 in a step to the next event (p50)': figure(median(times.inStep), 's', LIMIT_SECONDS),
  };
}
