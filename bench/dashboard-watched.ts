// How soon does a change reach a thousand viewers of one incident, and what is asked for it? Notes and phases, one after another.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import { createIncidentGateway } from '../api/incident-gateway';
import { overConnection, toAddress } from '../api/gateway/temporal-connection';
import { incidentWorkflowId } from '../src/domain/ids';
import { anAlertOf, anInput } from '../test/support/a-day';
import { assignUpdate, declineUpdate, incidentQuery, noteUpdate } from '../workflows/messages';
import { askedOf, share, watchPeak, type Place } from './dashboard-place';
import type { Arrival, FromViewers, Read } from './dashboard-viewers';
import { median } from './figures';

const VIEWERS = 1000;
const CHANGES = 30;
const EVERY_MS = 1000; // so that each is a change of its own
const PHASES_EACH = 6; // every sixth moves the incident to another phase
const PATIENCE_MS = 120_000;

export interface Watched { p50: number; p99: number; said: number; queriesPerDecision: number; apiMegabytes: number }
/** What is seen of a change: so many timeline entries of a kind. */
interface Change { kind: string; count: number; sentAt: number; saidMs: number }

async function until(fits: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; !(await fits()); await delay(20)) if (Date.now() > end) throw new Error(`waited for: ${what}`);
}

/** How often the workflow has decided: a note is one decision, an assignment two, because somebody is told of it. */
async function decisionsOf(day: Pick<WorkflowHandle, 'fetchHistory'>): Promise<number> {
  return (await day.fetchHistory()).events?.filter((event) => event.workflowTaskCompletedEventAttributes).length ?? 0;
}

/** When a viewer has a change: with its first frame that is, or comes after, the first one that tells of it. */
function waitedFor(change: Change, frames: readonly Read[], arrivals: readonly Arrival[]): number {
  const telling = new Set(frames.filter(({ kinds }) => (kinds[change.kind] ?? 0) >= change.count).map(({ id }) => id));
  const [, at = Infinity] = arrivals.find(([id]) => telling.has(id)) ?? [];
  return at - change.sentAt;
}

export async function viewersOfOne(place: Place): Promise<Watched> {
  const { server, say } = place;
  const input = anInput();
  const connection = toAddress(server.address);
  const joined = await createIncidentGateway(overConnection(connection, 'default')).openOrJoin(input, [anAlertOf(input)]);
  const day = server.environment.client.workflow.getHandle(incidentWorkflowId(input.service, input.cause));
  await until(async () => (await day.query(incidentQuery).catch(() => undefined))?.turn?.role === 'product-owner', 'the product owner is asked');
  await connection.close();
  const id = 'incident' in joined ? joined.incident : '';

  const viewers = fork(path.join(__dirname, 'dashboard-viewers.js'), { env: { ...process.env, ADDRESS: `${place.api}/api/v1/incidents/${id}/events`, VIEWERS: String(VIEWERS) } });
  const failed = once(viewers, 'exit').then(([code]) => { throw new Error(`the viewers ended with ${String(code)}`); });
  failed.catch(() => undefined); // it also ends in good order
  const seen = { there: false, frames: [] as Read[], arrivals: undefined as Arrival[][] | undefined };
  viewers.on('message', (message: FromViewers) => {
    if (message.kind === 'all-there') seen.there = true;
    else if (message.kind === 'read') seen.frames.push(message.read);
    else seen.arrivals = message.arrivals;
  });
  const peak = watchPeak(place.memory.api);
  await Promise.race([until(() => seen.there, 'every viewer has the incident'), failed]);
  say(`${VIEWERS} viewers are there`);
  await delay(EVERY_MS);

  const before = await askedOf(place);
  const decidedBefore = await decisionsOf(day);
  const changes: Change[] = [];
  const counts = { ...seen.frames.at(-1)?.kinds };
  for (let change = 0; change < CHANGES; change += 1) {
    const phases = Math.floor(change / PHASES_EACH);
    const isPhase = change % PHASES_EACH === PHASES_EACH - 1;
    const kind = !isPhase ? 'noted' : phases % 2 === 0 ? 'assigned' : 'declined';
    const sentAt = Date.now();
    if (kind === 'noted') await day.executeUpdate(noteUpdate, { args: [{ by: 'paula', text: `note ${change}`, through: 'api' }] });
    else if (kind === 'assigned') await day.executeUpdate(assignUpdate, { args: [{ by: 'paula', to: 'maya', through: 'api' }] });
    else await day.executeUpdate(declineUpdate, { args: [{ by: 'maya', reason: 'the other half of the bench', through: 'api' }] });
    counts[kind] = (counts[kind] ?? 0) + 1;
    changes.push({ kind, count: counts[kind], sentAt, saidMs: Date.now() - sentAt });
    await delay(EVERY_MS);
  }
  await until(() => changes.every((change) => seen.frames.some(({ kinds }) => (kinds[change.kind] ?? 0) >= change.count)), 'every change is told');
  const after = await askedOf(place);
  const decisions = await decisionsOf(day) - decidedBefore;
  viewers.send('stop');
  await until(() => seen.arrivals !== undefined, 'the viewers tell what they saw');
  const waited = changes.flatMap((change) => (seen.arrivals ?? []).map((arrivals) => waitedFor(change, seen.frames, arrivals)));
  const queries = after('QueryWorkflow') - before('QueryWorkflow');
  const told = new Set(seen.frames.map(({ id: frame }) => frame)).size - 1;
  say(`${CHANGES} changes were said, the workflow decided ${decisions} times, ${told} different states were told, ${queries} queries were asked; ${waited.filter((ms) => ms === Infinity).length} of ${waited.length} are missing`);
  return { p50: share(waited, 0.5), p99: share(waited, 0.99), said: median(changes.map(({ saidMs }) => saidMs)), queriesPerDecision: queries / decisions, apiMegabytes: await peak() };
}
