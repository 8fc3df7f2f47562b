// Does one incident's long row of cells keep another incident waiting? Cells are given to slots in turn, incident by incident.
import { setTimeout as delay } from 'node:timers/promises';
import { assignUpdate, buildUpdate } from '../../workflows/messages';
import { openDay, REPOSITORY, whenView, type DayHandle } from '../support/a-day';
import { inAWorld } from '../support/in-a-world';

const DEVICES = Array.from({ length: 12 }, (_, at) => `device-${at + 1}`);
let open: () => void = () => undefined;
const opened = new Promise<void>((resolve) => { open = resolve; });

const around = inAWorld({ devices: DEVICES, slots: 1, hold: (order) => (order.command === 'functional' ? opened : Promise.resolve()) });

async function push(day: DayHandle, subject: string): Promise<void> {
  await whenView(day, (view) => view.suggestions.length > 0, 'owners are suggested');
  await day.executeUpdate(assignUpdate, { args: [{ by: 'paula', to: 'maya', through: 'api' }] });
  const { branch } = await whenView(day, (view) => view.phase === 'fix', 'a fix is awaited');
  const commit = around.world.integrations.sourceControl.addCommit({ repository: REPOSITORY, branch, author: 'maya@storefront.example', subject, files: { 'src/login.ts': subject } });
  await day.executeUpdate(buildUpdate, { args: [{ by: 'maya', commit, through: 'api' }] });
}

async function untilWaiting(day: DayHandle, count: number): Promise<void> {
  for (;;) {
    const { raw } = await day.describe();
    if ((raw.pendingActivities ?? []).length >= count) return;
    await delay(50);
  }
}

test('an incident that comes later has its turn before the first one\'s last cells', async () => {
  const first = await openDay(around.world);
  await push(first, 'the first fix');
  await whenView(first, (view) => view.phase === 'functional', 'the first incident\'s cells are asked for');
  await untilWaiting(first, DEVICES.length);
  const second = await openDay(around.world);
  await push(second, 'the second fix');
  await untilWaiting(second, 1);
  open();
  await whenView(second, (view) => view.phase === 'functional', 'the second incident is built');
  const { id } = await whenView(first, (view) => view.phase !== 'functional', 'the first incident\'s cells are done');
  const orders = around.world.integrations.checkRunner.orders.map(({ command, env }) => ({ command, isFirst: env['DAYSHIFT_INCIDENT'] === id }));
  const built = orders.findIndex(({ command, isFirst }) => command === 'make' && !isFirst);
  const cellsBefore = orders.slice(0, built).filter(({ command, isFirst }) => command === 'functional' && isFirst).length;
  expect(cellsBefore).toBeLessThan(DEVICES.length / 2);
});
