// A whole happy day, played as fast as each side asks: dayshift's own, spoken to by updates, and the bare one, by signals.
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import type { IncidentRecord } from '../src/contracts/record';
import { watchWorkflowId } from '../src/domain/ids';
import { assignSignal, assignUpdate, alertsSignal, buildSignal, buildUpdate, signOffSignal, signOffUpdate } from '../workflows/messages';
import { anAlertOf, anInput, openDay, REPOSITORY, whenView, type World } from '../test/support/a-day';
import { BARE_QUEUE } from './server';
import { bareDay, waitingQuery, type Waiting } from './workflows-bare';

export interface Played { events: number; watchEvents: number; seconds: number; record: IncidentRecord }

const ASK_AGAIN_MS = 20; // as whenView of the tests does

export async function eventsOf(handle: Pick<WorkflowHandle, 'fetchHistory'>): Promise<number> {
  return (await handle.fetchHistory()).events?.length ?? 0;
}

function addFix(world: World): string {
  return world.integrations.sourceControl.addCommit({ repository: REPOSITORY, branch: `fix-${randomUUID()}`, parent: world.firstCommit, author: 'maya@storefront.example', subject: 'Look customers up by a normalised e-mail', files: { 'src/login.ts': randomUUID() } });
}

export async function playDayshift(world: World): Promise<Played> {
  const commit = addFix(world);
  const began = performance.now();
  const handle = await openDay(world);
  await whenView(handle, (view) => view.turn?.role === 'product-owner', 'the product owner is asked');
  await handle.executeUpdate(assignUpdate, { args: [{ by: 'paula', to: 'maya', through: 'api' }] });
  await handle.executeUpdate(buildUpdate, { args: [{ by: 'maya', commit, through: 'api' }] });
  const { decision } = await whenView(handle, (view) => view.decision?.state === 'open', 'a sign-off is asked');
  const digest = decision?.digest ?? '';
  await handle.executeUpdate(signOffUpdate, { args: [{ by: 'olga', decision: 'approve', digest, through: 'api' }] });
  const record = await handle.result() as IncidentRecord;
  const seconds = (performance.now() - began) / 1000;
  if (record.incident.outcome !== 'fixed' || record.attempts.length !== 1) throw new Error(`the day was not a happy one: ${record.incident.outcome}, ${record.attempts.length} attempts`);
  const watch = world.environment.client.workflow.getHandle(watchWorkflowId(record.incident.id, digest));
  return { events: await eventsOf(handle), watchEvents: await eventsOf(watch), seconds, record };
}

/** @param record of an earlier day, to be archived. */
export async function playBare(world: World, record: IncidentRecord): Promise<Omit<Played, 'record' | 'watchEvents'>> {
  const commit = addFix(world);
  const input = anInput();
  const began = performance.now();
  const handle = await world.environment.client.workflow.signalWithStart(bareDay, {
    workflowId: `incident.bare.${randomUUID().slice(0, 8)}`, taskQueue: BARE_QUEUE, args: [input, record],
    signal: alertsSignal, signalArgs: [{ alerts: [anAlertOf(input)], receivedAt: new Date().toISOString() }],
  });
  const until = async (what: Waiting['for']): Promise<Waiting> => {
    for (const end = Date.now() + 60_000; ;) {
      const waiting = await handle.query(waitingQuery);
      if (waiting.for === what) return waiting;
      if (Date.now() > end) throw new Error(`the bare day never waited for ${what}`);
      await delay(ASK_AGAIN_MS);
    }
  };
  await until('assign');
  await handle.signal(assignSignal, { by: 'paula', to: 'maya', through: 'signal' });
  await until('build');
  await handle.signal(buildSignal, { by: 'maya', commit, through: 'signal' });
  const { digest = '' } = await until('signOff');
  await handle.signal(signOffSignal, { by: 'olga', decision: 'approve', digest, through: 'signal' });
  await handle.result();
  return { seconds: (performance.now() - began) / 1000, events: await eventsOf(handle) };
}
