// Which path has "resolved"? Recovered by itself, reopened soon after, come back later: one reducer decides, on a real stage.server.
import type { Alert } from '../../src/contracts/alert';
import type { IncidentInput } from '../../src/contracts/incident';
import { incidentWorkflowId, TASK_QUEUE, WORKFLOW_TYPE } from '../../src/domain/ids';
import { alertsSignal, assignUpdate, buildUpdate, cancelUpdate } from '../../workflows/messages';
import { anAlertOf, anInput, openDay, REPOSITORY, whenView, type DayHandle } from '../support/a-day';
import { fastForward } from '../support/fast-forward';
import { inAWorld } from '../support/in-a-world';
import { keepHistory } from '../support/keep-history';
import { somePolicies } from '../support/policies';

const MINUTE = 60;

const stage = inAWorld();

async function open(policies: Partial<IncidentInput['policies']> = {}): Promise<{ day: DayHandle; input: IncidentInput }> {
  const input = anInput({ policies: somePolicies({ reopenWithinSeconds: 30 * MINUTE, ...policies }) });
  const day = await openDay(stage.world, input);
  await whenView(day, ({ ladder }) => ladder !== undefined, 'the product owner is asked');
  return { day, input };
}

async function openWith(input: IncidentInput, alert: Alert): Promise<DayHandle> {
  return stage.world.environment.client.workflow.signalWithStart(WORKFLOW_TYPE, {
    workflowId: incidentWorkflowId(input.service, input.cause), taskQueue: TASK_QUEUE.decisions, args: [input], signal: alertsSignal, signalArgs: [{ alerts: [alert], receivedAt: new Date().toISOString() }],
  });
}

async function hear(day: DayHandle, ...alerts: Alert[]): Promise<void> {
  const before = (await whenView(day, () => true)).alerts.received;
  await day.signal(alertsSignal, { alerts, receivedAt: new Date().toISOString() });
  await whenView(day, (view) => view.alerts.received === before + alerts.length, 'the alerts were heard');
}

/** A later episode of the same condition. */
function again(input: IncidentInput): Alert {
  return { ...anAlertOf(input), startsAt: '2026-01-05T10:20:00Z' };
}

test('every alert resolved and quiet for the window: recovered by itself, and over when the reopen window has passed', async () => {
  const { day, input } = await open();
  await hear(day, anAlertOf(input, { status: 'resolved' }));
  await fastForward(stage.server.environment, day, 6 * MINUTE);
  const view = await whenView(day, ({ phase }) => phase === 'closed', 'it has recovered');
  expect(view).toMatchObject({ outcome: 'recovered-by-itself' });
  expect(view.turn).toBeUndefined();
  expect(Date.parse(view.reopensUntil ?? '') - Date.parse(view.closedAt ?? '')).toBe(1_800_000);
  expect(await stage.world.integrations.archive.find(view.id)).toBeDefined();
  await expect(day.executeUpdate(cancelUpdate, { args: [{ by: 'paula', reason: 'late', through: 'api' }] })).rejects.toMatchObject({ cause: { message: 'the incident is closed' } });
  await fastForward(stage.server.environment, day, 31 * MINUTE);
  expect(await day.result()).toMatchObject({ incident: { outcome: 'recovered-by-itself', id: view.id }, reopened: 0 });
});

test('firing again inside the window reopens the same incident; a late repeat of what is over does not', async () => {
  const { day, input } = await open();
  await hear(day, anAlertOf(input, { status: 'resolved' }));
  await fastForward(stage.server.environment, day, 6 * MINUTE);
  const closed = await whenView(day, ({ phase }) => phase === 'closed', 'it has recovered');
  await hear(day, anAlertOf(input)); // the first episode, delivered late
  expect((await whenView(day, () => true)).phase).toBe('closed');
  await day.signal(alertsSignal, { alerts: [again(input)], receivedAt: new Date().toISOString() });
  const view = await whenView(day, ({ ladder }) => ladder?.step === 'assign', 'the product owner is asked again');
  expect(view).toMatchObject({ id: closed.id, phase: 'assess', reopened: 1 });
  expect([view.outcome, view.closedAt, view.reopensUntil]).toEqual([undefined, undefined, undefined]);
  expect(view.timeline.map(({ kind }) => kind)).toContain('reopened');
  await day.executeUpdate(cancelUpdate, { args: [{ by: 'paula', reason: 'enough seen', through: 'api' }] });
  expect(await day.result()).toMatchObject({ incident: { outcome: 'cancelled', closedAt: expect.any(String) }, reopened: 1 });
  expect((await stage.world.integrations.archive.find(view.id))?.record.incident.outcome).toBe('cancelled');
  await keepHistory(day.workflowId, 'recovered-and-reopened', stage.server.address);
});

test('coming back later is a new incident that knows the one before', async () => {
  const { day, input } = await open({ reopenWithinSeconds: 0 });
  await hear(day, anAlertOf(input, { status: 'resolved' }));
  await fastForward(stage.server.environment, day, 6 * MINUTE);
  const first = await day.result() as { incident: { id: string } };
  const second = await openDay(stage.world, input);
  const view = await whenView(second, ({ related }) => related !== undefined, 'what is known was looked up');
  expect(view.id).not.toBe(first.incident.id);
  expect(view.recurrenceOf).toBe(first.incident.id);
  await second.executeUpdate(cancelUpdate, { args: [{ by: 'paula', reason: 'enough seen', through: 'api' }] });
  expect(await second.result()).toMatchObject({ incident: { recurrenceOf: first.incident.id } });
});

test('once a fix is under way it goes on, whatever the alerts do', async () => {
  const { day, input } = await open();
  await day.executeUpdate(assignUpdate, { args: [{ by: 'paula', to: 'maya', through: 'api' }] });
  const { branch } = await whenView(day, ({ phase }) => phase === 'fix');
  const commit = stage.world.integrations.sourceControl.addCommit({ repository: REPOSITORY, branch, author: 'maya@storefront.example', subject: 'A fix', files: { 'src/login.ts': 'fix' } });
  await day.executeUpdate(buildUpdate, { args: [{ by: 'maya', commit, through: 'api' }] });
  await hear(day, anAlertOf(input, { status: 'resolved' }));
  await whenView(day, ({ decision }) => decision?.state === 'open', 'a sign-off is asked');
  await fastForward(stage.server.environment, day, 20 * MINUTE);
  const view = await whenView(day, () => true);
  expect(view).toMatchObject({ phase: 'sign-off', alerts: { openCount: 0 } });
  await day.executeUpdate(cancelUpdate, { args: [{ by: 'paula', reason: 'enough seen', through: 'api' }] });
  await day.result();
});

test('an alert of a source that tells no end is over by the clock, unless it is heard again', async () => {
  const input = anInput({ policies: somePolicies() });
  const mortal = (minutes: number): Alert => ({ ...anAlertOf(input), expiresAt: new Date(Date.now() + minutes * 60_000).toISOString() });
  const day = await openWith(input, mortal(20));
  await fastForward(stage.server.environment, day, 15 * MINUTE);
  await hear(day, mortal(40));
  await fastForward(stage.server.environment, day, 20 * MINUTE);
  expect((await whenView(day, () => true)).phase).not.toBe('closed');
  await fastForward(stage.server.environment, day, 30 * MINUTE);
  expect(await day.result()).toMatchObject({ incident: { outcome: 'recovered-by-itself' }, timeline: expect.arrayContaining([expect.objectContaining({ kind: 'alertsExpired', text: expect.stringContaining(`counts as over: ${input.cause}`) })]) });
});

test('what customers told does not hold open what monitoring says is over; alone it lasts until nothing more is heard', async () => {
  const report = (minutes: number): Alert => ({
    source: 'customer', fingerprint: 'report-1', group: 'customer-report', status: 'firing', name: 'CustomerReport', severity: 'low', summary: 'A customer reports trouble', labels: {},
    startsAt: new Date().toISOString(), expiresAt: new Date(Date.now() + minutes * 60_000).toISOString(),
  });
  const { day, input } = await open({ reopenWithinSeconds: 0 });
  await hear(day, report(240), anAlertOf(input, { status: 'resolved' }));
  await fastForward(stage.server.environment, day, 6 * MINUTE);
  expect(await day.result()).toMatchObject({ incident: { outcome: 'recovered-by-itself' }, customerReports: 1 });

  const alone = anInput({ policies: somePolicies() });
  const second = await openWith(alone, report(60));
  await whenView(second, ({ ladder }) => ladder !== undefined, 'the product owner is asked');
  await fastForward(stage.server.environment, second, 50 * MINUTE);
  expect((await whenView(second, () => true)).phase).not.toBe('closed');
  await fastForward(stage.server.environment, second, 20 * MINUTE);
  expect(await second.result()).toMatchObject({ incident: { outcome: 'recovered-by-itself' } });
});
