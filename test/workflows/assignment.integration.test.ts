// Does somebody always have the ball? Declined, handed over, acknowledged and forgotten: against a real server, its clock put forward.
import type { IncidentInput } from '../../src/contracts/incident';
import { acknowledgeUpdate, assignUpdate, cancelUpdate, declineUpdate, declineSignal, handOverUpdate, joinUpdate, noteUpdate } from '../../workflows/messages';
import { anInput, openDay, whenView, type DayHandle } from '../support/a-day';
import { fastForward } from '../support/fast-forward';
import { inAWorld } from '../support/in-a-world';
import { keepHistory } from '../support/keep-history';
import { somePolicies } from '../support/policies';

const MINUTE = 60;

const stage = inAWorld();

async function assigned(policies: Partial<IncidentInput['policies']> = {}): Promise<DayHandle> {
  const day = await openDay(stage.world, anInput({ policies: somePolicies(policies) }));
  await whenView(day, ({ turn }) => turn?.role === 'product-owner', 'the product owner is asked');
  await day.executeUpdate(assignUpdate, { args: [{ by: 'paula', to: 'maya', through: 'api' }] });
  await whenView(day, ({ ladder }) => ladder?.step === 'fix', 'the assignee is asked');
  return day;
}

async function end(day: DayHandle): Promise<void> {
  await day.executeUpdate(cancelUpdate, { args: [{ by: 'paula', reason: 'enough seen', through: 'api' }] });
  await day.result();
}

const said = (text: string): unknown => expect.objectContaining({ text: expect.stringContaining(text) });
const toldOf = (id: string) => stage.world.integrations.notifier.sent.filter(({ incident }) => incident === id).map(({ to, subject }) => `${to.join(' ')} ${subject.split(':')[0]}`);

test('who declines gives the ball back to the product owner, and is not suggested again', async () => {
  const day = await assigned();
  await day.executeUpdate(declineUpdate, { args: [{ by: 'maya', reason: 'on a train', through: 'api' }] });
  const view = await whenView(day, ({ ladder }) => ladder?.step === 'assign', 'the product owner is asked again');
  expect(view).toMatchObject({ phase: 'assess', turn: { role: 'product-owner' }, declined: [{ by: 'maya', reason: 'on a train' }] });
  expect(view.assignment).toBeUndefined();
  expect(view.suggestions.map(({ person }) => person)).not.toContain('maya');
  await day.signal(declineSignal, { by: 'maya', reason: 'again', through: 'signal' });
  await whenView(day, ({ timeline }) => timeline.some(({ kind }) => kind === 'wordRefused'), 'a second decline is refused');
  await fastForward(stage.server.environment, day, 16 * MINUTE);
  const later = await whenView(day, ({ assignment }) => assignment !== undefined, 'the deadline decides');
  expect(later.assignment).toMatchObject({ to: 'ravi', by: 'dayshift' });
  expect(toldOf(view.id)).toEqual(['paula Assign a developer', 'maya Your turn', 'paula Assign a developer', 'ravi Your turn']);
  await end(day);
  await keepHistory(day.workflowId, 'declined-then-assigned-by-policy', stage.server.address);
});

test('the assignee hands over, and the other one is told', async () => {
  const day = await assigned();
  await expect(day.executeUpdate(handOverUpdate, { args: [{ by: 'ravi', to: 'ravi', through: 'api' }] })).rejects.toMatchObject({ cause: { type: 'refused' } });
  await day.executeUpdate(handOverUpdate, { args: [{ by: 'maya', to: 'ravi', reason: 'end of shift', through: 'api' }] });
  const view = await whenView(day, ({ ladder }) => ladder?.told[0]?.to[0] === 'ravi', 'ravi is told');
  expect(view).toMatchObject({ phase: 'fix', assignment: { to: 'ravi', by: 'maya' }, turn: { person: 'ravi' } });
  expect(view.timeline).toContainEqual(said('Maya Mender handed over to Ravi Refactor: end of shift'));
  await end(day);
});

test('an acknowledgement holds the ladder, and expires when no sign of work follows', async () => {
  const day = await assigned({ ladders: { ...somePolicies().ladders, fix: [{ afterSeconds: 0, tell: ['assignee'] }, { afterSeconds: 600, tell: ['assignee'] }, { afterSeconds: 1200, tell: ['product-owner'] }] } });
  await day.executeUpdate(acknowledgeUpdate, { args: [{ by: 'maya', through: 'api' }] });
  const held = await whenView(day, ({ ladder }) => ladder?.heldUntil !== undefined, 'the ladder is held');
  expect(Date.parse(held.ladder?.heldUntil ?? '') - Date.parse(held.assignment?.acknowledgedAt ?? '')).toBe(1_800_000);
  await fastForward(stage.server.environment, day, 29 * MINUTE);
  expect((await whenView(day, () => true)).ladder?.told).toHaveLength(1);
  await fastForward(stage.server.environment, day, 2 * MINUTE);
  const view = await whenView(day, ({ ladder }) => ladder?.told.length === 3, 'both rungs are told');
  expect(view.assignment?.acknowledgedAt).toBeUndefined();
  expect(view.timeline).toContainEqual(said('no sign of work followed for 30 minutes'));
  expect(view.ladder?.told.map(({ kind, to }) => `${kind} ${to.join(' ')}`)).toEqual(['asked maya', 'reminded maya', 'escalated paula']);
  await end(day);
});

test('a note of the assignee is a sign of work, and makes the acknowledgement last', async () => {
  const day = await assigned();
  await day.executeUpdate(acknowledgeUpdate, { args: [{ by: 'maya', through: 'api' }] });
  await fastForward(stage.server.environment, day, 20 * MINUTE);
  await day.executeUpdate(noteUpdate, { args: [{ by: 'maya', text: 'found the line', through: 'api' }] });
  await fastForward(stage.server.environment, day, 20 * MINUTE);
  expect((await whenView(day, () => true)).assignment?.acknowledgedAt).toBeDefined();
  await fastForward(stage.server.environment, day, 11 * MINUTE);
  await whenView(day, ({ assignment }) => assignment !== undefined && assignment.acknowledgedAt === undefined, 'the acknowledgement expired');
  await end(day);
});

test('somebody joins to help, once', async () => {
  const day = await assigned();
  await day.executeUpdate(joinUpdate, { args: [{ by: 'ravi', through: 'api' }] });
  await expect(day.executeUpdate(joinUpdate, { args: [{ by: 'ravi', through: 'api' }] })).rejects.toMatchObject({ cause: { type: 'refused' } });
  const view = await whenView(day, ({ helpers }) => helpers.length > 0);
  expect(view.helpers).toEqual(['ravi']);
  expect(view.timeline).toContainEqual(said('Ravi Refactor joined to help'));
  await end(day);
});

test('whoever is on duty is asked of the roster when their rung comes; a roster that fails is said', async () => {
  const input = anInput({ duty: 'shop', policies: somePolicies({ ladders: { ...somePolicies().ladders, assign: [{ afterSeconds: 0, tell: ['product-owner'] }, { afterSeconds: 60, tell: ['duty'] }, { afterSeconds: 120, tell: ['duty:nobody'] }] } }) });
  stage.world.integrations.duty.setOnDuty('shop', 'olga');
  const day = await openDay(stage.world, input);
  await whenView(day, ({ ladder }) => ladder?.told.length === 1, 'the product owner is asked');
  await fastForward(stage.server.environment, day, 3 * MINUTE);
  const view = await whenView(day, ({ ladder }) => ladder?.told.length === 3, 'every rung is told');
  expect(view.ladder?.told.map(({ to }) => to)).toEqual([['paula'], ['olga'], []]);
  expect(view.timeline).toContainEqual(said('Escalated to nobody (there is no roster "nobody")'));
  expect(view.ladder?.next).toBeUndefined();
  await end(day);
});
