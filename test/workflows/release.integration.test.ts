// Does the way out hold? Environments in order, canary, parties, held cards, broken glass, a watch that asks, alerts that count, a rollback that fails.
import type { IncidentView } from '../../src/contracts/incident';
import type { IncidentRecord } from '../../src/contracts/record';
import { laneWorkflowId } from '../../src/domain/ids';
import { DayshiftError } from '../../src/errors';
import { breakGlassUpdate, laneQuery, openLaneUpdate, signOffUpdate, withdrawUpdate } from '../../workflows/messages';
import { aWorld, anInput, openDay, whenView, type DayHandle, type World, type WorldOptions } from '../support/a-day';
import { junit, loadSummary } from '../support/a-pipeline';
import { aTemporalServer, type TemporalServer } from '../support/a-temporal-server';
import { assign, backAtTheFix, digestToSign, endDay, push, sign } from '../support/day-steps';
import { keepHistory } from '../support/keep-history';

let server: TemporalServer;
let world: World | undefined;

beforeAll(async () => { server = await aTemporalServer(); });
afterAll(async () => { await server?.stop(); });
afterEach(async () => {
  await world?.stop();
  world = undefined;
});

/** A service of its own for each test: lanes remember. */
async function start(service: string, options: WorldOptions = {}, change: Parameters<typeof anInput>[0] = {}): Promise<{ world: World; day: DayHandle }> {
  world = await aWorld(server.environment, { ...options, edit: (text) => (options.edit?.(text) ?? text).replace('service: storefront', `service: ${service}`) });
  const { deployer } = world.integrations;
  const running = await deployer.current('storefront', 'production');
  if (running) deployer.setLive(service, running);
  return { world, day: await openDay(world, anInput({ service, ...change })) };
}

const running = (here: World, service: string, environment = 'production'): Promise<string | undefined> => here.integrations.deployer.current(service, environment).then((release) => release?.digest);

const STAGING = (text: string): string => `${text}environments: [{ environment: staging, bake: 2s }]\n`;

test('what was built goes to staging without a signature, bakes there, and to production when it is signed', async () => {
  const { world: here, day } = await start('staged', { edit: STAGING }, { addresses: { staging: 'http://127.0.0.1:2' } });
  await assign(day);
  await push(here, day, 'A fix');
  const digest = await sign(day, 'olga', { environment: 'production' });
  const record = await day.result() as IncidentRecord;
  await keepHistory(day.workflowId, 'staging-then-production', server.address);
  expect(record.deployments.map(({ environment, outcome, digest: out }) => [environment, outcome, out])).toEqual([['staging', 'kept', digest], ['production', 'kept', digest]]);
  expect(await running(here, 'staged', 'staging')).toBe(digest);
  expect(await running(here, 'staged')).toBe(digest);
});

const CANARY = (text: string): string => text.replace('target: processes,', 'target: processes, strategy: canary, steps: [{ weight: 10%, for: 2s }, { weight: 50%, for: 4s }],');

test('a canary that burns at its second step is stopped there, and its bytes can not be signed again', async () => {
  const { world: here, day } = await start('canary', { edit: CANARY, make: () => 'the same bytes' });
  const before = await running(here, 'canary');
  await assign(day);
  await push(here, day, 'A fix');
  const digest = await sign(day);
  await whenView(day, ({ canary }) => canary?.steps[1]?.state === 'running', 'the second step');
  here.integrations.monitoring.setMetric('bad_share', 0.4);
  const view = await backAtTheFix(day, 1);
  await keepHistory(day.workflowId, 'canary-stopped', server.address);
  expect(view.canary?.steps.map(({ weight, state }) => [weight, state])).toEqual([[10, 'passed'], [50, 'stopped']]);
  expect(view.deployments).toEqual([expect.objectContaining({ outcome: 'undone', digest })]);
  expect(view.barred).toEqual([expect.objectContaining({ digest })]);
  expect(await running(here, 'canary')).toBe(before);
  await push(here, day, 'The same again');
  const again = await backAtTheFix(day, 2);
  expect(again.attempts[1]).toMatchObject({ verdict: 'build-failed', reason: expect.stringContaining('sent these bytes back') });
  await endDay(day);
});

test('a canary that holds goes to everybody, step by step', async () => {
  const { world: here, day } = await start('canary-good', { edit: CANARY });
  await assign(day);
  await push(here, day, 'A fix');
  const digest = await sign(day);
  const record = await day.result() as IncidentRecord;
  expect(record.incident.outcome).toBe('fixed');
  expect(here.integrations.deployer.deployed.filter((order) => order.digest === digest).map(({ weight }) => weight)).toEqual([10, 50, 100]);
});

const BOTH = (text: string): string => text.replace('signOff: { roles: [operations-engineer],', 'signOff: { roles: [operations-engineer], and: [{ roles: [product-owner] }],');

test('both parties must agree, and who withdraws stops what was granted', async () => {
  const { world: here, day } = await start('both', { edit: BOTH });
  await assign(day);
  await push(here, day, 'A fix');
  const digest = await sign(day, 'olga');
  expect((await whenView(day, () => true)).decision).toMatchObject({ state: 'open', missing: expect.stringContaining('paula') });
  await day.executeUpdate(withdrawUpdate, { args: [{ by: 'olga', reason: 'I saw something', through: 'api' }] });
  await sign(day, 'paula');
  const view = await whenView(day, () => true);
  expect(view.decision).toMatchObject({ state: 'open', given: [expect.objectContaining({ by: 'paula' })] });
  await day.executeUpdate(signOffUpdate, { args: [{ by: 'olga', decision: 'approve', digest, through: 'api' }] });
  const record = await day.result() as IncidentRecord;
  expect(record.release?.digest).toBe(digest);
});

test('another commit with the same bytes keeps what was signed; other bytes void it', async () => {
  let bytes = 'one';
  const { world: here, day } = await start('held', { edit: BOTH, make: () => bytes });
  await assign(day);
  await push(here, day, 'A fix');
  const digest = await sign(day, 'olga');
  await push(here, day, 'A better comment');
  await whenView(day, ({ attempts, decision }) => attempts.length === 2 && decision?.state === 'open', 'it is asked again');
  expect((await whenView(day, () => true)).decision).toMatchObject({ digest, given: [expect.objectContaining({ by: 'olga' })], missing: expect.stringContaining('paula') });
  bytes = 'two';
  await push(here, day, 'Another fix');
  const view = await whenView(day, ({ attempts, decision }) => attempts.length === 3 && decision?.state === 'open' && decision.digest !== digest, 'the other bytes are asked for');
  expect(view.decision?.given).toEqual([]);
  expect(view.timeline.map(({ kind }) => kind)).toContain('signOffClosed');
  await endDay(day);
});

test('two people break the glass for what a gate sent back, and the mark stays', async () => {
  const { world: here, day } = await start('glass', { load: () => loadSummary(900) });
  await assign(day);
  await push(here, day, 'Slow, but it lets customers in');
  const { attempts } = await backAtTheFix(day, 1);
  const digest = attempts[0]?.digest ?? '';
  const word = { digest, reason: 'nobody can log in, and slow is better than not', through: 'api' as const };
  await day.executeUpdate(breakGlassUpdate, { args: [{ ...word, by: 'olga' }] });
  await expect(day.executeUpdate(breakGlassUpdate, { args: [{ ...word, by: 'olga' }] })).rejects.toMatchObject({ cause: { type: 'refused' } });
  expect((await whenView(day, () => true)).phase).toBe('fix');
  await day.executeUpdate(breakGlassUpdate, { args: [{ ...word, by: 'paula' }] });
  const record = await day.result() as IncidentRecord;
  await keepHistory(day.workflowId, 'broken-glass', server.address);
  expect(record.incident.outcome).toBe('fixed');
  expect(record.deployments).toEqual([expect.objectContaining({ digest, outcome: 'kept', isBrokenGlass: true })]);
  expect(record.decisions).toContainEqual(expect.objectContaining({ digest, glass: expect.objectContaining({ by: ['olga', 'paula'] }) }));
});

test('a watch that asks goes on while a person thinks; kept, the release stays', async () => {
  const { world: here, day } = await start('asking', { watchFor: '8s', onBurn: 'ask' });
  here.integrations.monitoring.setMetric('bad_share', 0.4);
  await assign(day);
  await push(here, day, 'A fix');
  const digest = await sign(day);
  const asked = await whenView(day, ({ turn, phase }) => phase === 'watch' && turn?.role === 'operations-engineer', 'a person is asked');
  const watched = server.environment.client.workflow.getHandle(`watch.${asked.id}.${digest.slice(7, 15)}`);
  const looks = async (): Promise<number> => (await watched.query<unknown[]>('samples')).length;
  const before = await looks();
  while (await looks() <= before) await whenView(day, () => true); // it is observed on
  here.integrations.monitoring.setMetric('bad_share', 0);
  await day.executeUpdate(signOffUpdate, { args: [{ by: 'olga', decision: 'approve', digest, reason: 'it was the load test', through: 'api' }] });
  const record = await day.result() as IncidentRecord;
  await keepHistory(day.workflowId, 'watch-asked-and-kept', server.address);
  expect(record.incident.outcome).toBe('fixed');
  expect(record.timeline.map(({ kind }) => kind)).toContain('keepOrRollBackDecided');
});

test('what a verification could not tell and what the watch found are asked one after the other; a watch that was ended from outside asks too', async () => {
  let looks = 0;
  const smoke = (): string => junit({ 'the refused customer logs in': (looks += 1) === 1 ? 'failed' : 'passed' });
  const { world: here, day } = await start('doubtful', { watchFor: '60s', onBurn: 'ask', smoke });
  here.integrations.monitoring.setMetric('bad_share', 0.4);
  await assign(day);
  await push(here, day, 'A fix');
  const digest = await sign(day);
  const asked = (times: number, why: RegExp): Promise<IncidentView> => whenView(day, ({ timeline, turn }) => {
    const questions = timeline.filter(({ kind }) => kind === 'keepOrRollBackAsked');
    return questions.length === times && why.test(questions.at(-1)?.text ?? '') && turn?.role === 'operations-engineer';
  }, `question ${times}: ${why.source}`);
  const keep = (): Promise<string> => day.executeUpdate(signOffUpdate, { args: [{ by: 'olga', decision: 'approve', digest, through: 'api' }] });

  const first = await asked(1, /flaky/);
  expect(first.verification).toMatchObject({ verdict: 'inconclusive' });
  await whenView(day, ({ timeline }) => timeline.some(({ kind }) => kind === 'watchMoved'), 'the watch found something meanwhile');
  await keep();
  await asked(2, /bad samples in a row/);
  here.integrations.monitoring.setMetric('bad_share', 0);
  await keep();
  const watch = server.environment.client.workflow.getHandle(`watch.${first.id}.${digest.slice(7, 15)}`);
  await whenView(day, ({ turn }) => turn?.role === 'dayshift', 'it is watched anew');
  while ((await watch.describe()).status.name !== 'RUNNING') await whenView(day, () => true);
  await watch.terminate('by an operator');
  await asked(3, /ended before its time/);
  await day.executeUpdate(signOffUpdate, { args: [{ by: 'olga', decision: 'reject', digest, reason: 'nobody watches it', through: 'api' }] });
  expect((await backAtTheFix(day, 1)).deployments).toEqual([expect.objectContaining({ outcome: 'rolled-back' })]);
  await endDay(day);
});

test('an alert that begins within the watch counts against the release, and one of another incident too', async () => {
  const { world: here, day } = await start('counted', { watchFor: '60s', onBurn: 'ask' });
  await assign(day);
  await push(here, day, 'A fix');
  const digest = await sign(day);
  const watching = await whenView(day, ({ phase }) => phase === 'watch', 'it is watched');
  const other = anInput({ service: 'counted' });
  const second = await openDay(here, other, { startsAt: new Date().toISOString() });
  const counted = await whenView(day, ({ watch }) => (watch?.counted?.length ?? 0) > 0, 'the alert counts');
  expect(counted.watch?.counted).toEqual([expect.objectContaining({ name: other.cause, incident: expect.stringContaining('counted.') })]);
  expect((await whenView(second, ({ timeline }) => timeline.some(({ kind }) => kind === 'watchersTold'), 'it says whom it counts against')).id).not.toBe(watching.id);
  await whenView(day, ({ turn }) => turn?.role === 'operations-engineer', 'a person is asked');
  await day.executeUpdate(signOffUpdate, { args: [{ by: 'olga', decision: 'reject', digest, reason: 'it broke something else', through: 'api' }] });
  const view = await backAtTheFix(day, 1);
  expect(view.deployments).toEqual([expect.objectContaining({ outcome: 'rolled-back' })]);
  await endDay(second);
  await endDay(day);
});

test('a rollback that fails is not rolled back again: the lane waits for a person, who opens it', async () => {
  const { world: here, day } = await start('stuck', { watchFor: '60s' });
  here.integrations.monitoring.setMetric('bad_share', 0.4);
  await assign(day);
  await push(here, day, 'A fix');
  const undo = here.integrations.deployer.undo.bind(here.integrations.deployer);
  here.integrations.deployer.undo = async ({ digest }) => { throw new DayshiftError('deploy-failed', { digest, reason: 'the disk is full' }); };
  await sign(day);
  const view = await whenView(day, ({ timeline }) => timeline.some(({ kind }) => kind === 'laneBlocked'), 'the lane is blocked', );
  expect(view.timeline.map(({ kind }) => kind)).toContain('rollbackFailed');
  here.integrations.deployer.undo = undo;
  here.integrations.monitoring.setMetric('bad_share', 0);
  await backAtTheFix(day, 1);
  await push(here, day, 'A better fix');
  const better = await sign(day);
  const lane = server.environment.client.workflow.getHandle(laneWorkflowId('stuck', 'production'));
  await whenView(day, ({ lane: stand }) => stand?.state === 'asked' && stand.blocked !== undefined, 'it waits for the lane');
  expect((await lane.query(laneQuery)).blocked?.why).toContain('the rollback failed');
  await lane.executeUpdate(openLaneUpdate, { args: [{ by: 'olga', reason: 'the disk has room again', through: 'api' }] });
  const record = await day.result() as IncidentRecord;
  expect(record.release?.digest).toBe(better);
});

test('nothing goes out within a freeze but by a named exception', async () => {
  const freeze = { name: 'end of the year', from: '2020-01-01T00:00:00.000Z', to: '2999-01-01T00:00:00.000Z', environments: [] };
  const { world: here, day } = await start('frozen', { edit: (text) => text.replace('expires: 8h }', 'expires: 8h, exception: { roles: [operations-engineer] } }') }, { freezes: [freeze] });
  await assign(day);
  await push(here, day, 'A fix');
  const digest = await digestToSign(day);
  await expect(day.executeUpdate(signOffUpdate, { args: [{ by: 'olga', decision: 'approve', digest, through: 'api' }] })).rejects.toMatchObject({ cause: { type: 'refused', message: expect.stringContaining('end of the year') } });
  await sign(day, 'olga', { exception: 'customers cannot log in' });
  const record = await day.result() as IncidentRecord;
  expect(record.release?.digest).toBe(digest);
  expect(record.decisions.at(-1)?.given).toEqual([expect.objectContaining({ exception: 'customers cannot log in' })]);
});
