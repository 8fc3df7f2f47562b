// Does the door stand in a storm? Ten thousand deliveries for one cause, beside a bare signal for each; then two hundred causes.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { IncidentView } from '../src/contracts/incident';
import { aWorld } from '../test/support/a-day';
import type { Storm, Stormed } from './alerts-load';
import { startApi } from './api-process';
import { figure, type Figures } from './figures';
import { aServer } from './server';

const DELIVERIES = 10_000;
const CONCURRENCY = 1000; // a storm of 500 a second whose answers wait up to two seconds
const SERIES = 250; // conditions of the one cause, each told forty times
const GENTLY = 50; // so many bare signals at once, to see whether the crowd slows them
const BARE = 2000; // Temporal takes no more than 10,000 signals for one workflow; nobody works on them, so that only the signals are measured
const CAUSES = 200;
const EACH = 5;
const AT_MOST_TIME = 0.5; // of a bare signal's time for each delivery
const MOST_EVENTS = 200;
const PATIENCE_MS = 120_000;

const run = promisify(execFile);

async function blow(storm: Storm): Promise<Stormed> {
  const { stdout } = await run(process.execPath, [path.join(__dirname, 'alerts-load.js'), JSON.stringify(storm)], { maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout) as Stormed;
}

async function viewWith(address: string, id: string, received: number): Promise<IncidentView> {
  for (const end = Date.now() + PATIENCE_MS; ; await delay(100)) {
    const response = await fetch(`${address}/api/v1/incidents/${id}`);
    const view = response.ok ? await response.json() as IncidentView : undefined; // 503 while its worker is busy
    if (view?.alerts.received === received) return view;
    if (Date.now() > end || (view && view.alerts.received > received)) throw new Error(`${view?.alerts.received ?? 'no'} alerts are counted instead of ${received}`);
  }
}

function claim(holds: boolean, what: string): void {
  if (!holds) throw new Error(`it does not hold that ${what}`);
}

const at = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;

export async function alerts(say: (line: string) => void): Promise<Figures> {
  const server = await aServer();
  const folder = await mkdtemp(path.join(tmpdir(), 'dayshift-bench-alerts-'));
  const world = await aWorld(server.environment);
  const api = await startApi({ temporal: server.address, folder });
  try {
    const overHttp = { way: 'http', address: api.address, concurrency: CONCURRENCY, series: SERIES } as const;
    const bare = { way: 'bare', address: server.address, concurrency: CONCURRENCY, series: SERIES } as const;
    await blow({ ...overHttp, causes: ['WarmUp'], deliveries: CONCURRENCY });
    await blow({ ...bare, causes: ['WarmUp'], deliveries: CONCURRENCY });

    const floor = await blow({ ...bare, causes: ['Storm'], deliveries: BARE });
    const gentle = await blow({ ...bare, causes: ['Gentle'], deliveries: BARE, concurrency: GENTLY });
    for (const [how, { seconds, milliseconds }] of Object.entries({ 'as many at once as the door': floor, [`${GENTLY} at once`]: gentle })) say(`bare, ${how}: ${(BARE / seconds).toFixed(0)} signals a second, p95 ${at(milliseconds, 0.95).toFixed(0)} ms`);
    const storm = await blow({ ...overHttp, causes: ['Storm'], deliveries: DELIVERIES });
    const after = await blow({ ...bare, causes: ['After'], deliveries: BARE });
    say(`bare, afterwards: ${(BARE / after.seconds).toFixed(0)} signals a second`);
    say(`the door: ${(DELIVERIES / storm.seconds).toFixed(0)} deliveries a second, ${JSON.stringify(storm.became)}`);
    const [id = ''] = storm.incidents;
    claim(storm.repeated === 0, 'every delivery of the storm was answered with 202 at once');
    claim(storm.incidents.length === 1 && storm.became['opened'] === 1 && storm.became['joined'] === DELIVERIES - 1, 'one storm is one incident, opened once and joined by all others');
    const view = await viewWith(api.address, id, DELIVERIES);
    claim(view.alerts.openCount === SERIES, 'every condition is open once');
    const { historyLength } = await server.environment.client.workflow.getHandle(view.workflowId).describe();

    const many = await blow({ ...overHttp, causes: Array.from({ length: CAUSES }, (_, n) => `Cause ${n} of the storm, with a name as long as such names are: ${'x'.repeat(80)}`), deliveries: CAUSES * EACH, concurrency: CAUSES });
    claim(many.incidents.length === CAUSES && many.became['opened'] === CAUSES, `${CAUSES} causes are ${CAUSES} incidents`);
    say(`${CAUSES} causes: ${many.incidents.length} incidents, ${many.repeated} deliveries were asked to come back`);

    const bareTime = ((floor.seconds + after.seconds) / 2 / BARE) * 1000; // before and after, because the machine has other work too
    return {
      'deliveries a second over HTTP, one cause': figure(DELIVERIES / storm.seconds, '1/s', 1000 / bareTime),
      'time for each delivery, beside a bare signal-with-start': figure((storm.seconds / DELIVERIES) * 1000, 'ms', bareTime, AT_MOST_TIME),
      'answer time, beside the bare one (p95)': figure(at(storm.milliseconds, 0.95), 'ms', at(floor.milliseconds, 0.95)),
      'longest answer, beside the longest window': figure(at(storm.milliseconds, 1), 'ms', 2000),
      'events of the incident after 10,000 deliveries': figure(historyLength, 'events', MOST_EVENTS, 1),
      'incidents of 200 causes': figure(many.incidents.length, 'incidents', CAUSES, 1),
      'deliveries a second over HTTP, 200 causes': figure((CAUSES * EACH) / many.seconds, '1/s'),
    };
  } finally {
    await api.stop();
    await world.stop();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
