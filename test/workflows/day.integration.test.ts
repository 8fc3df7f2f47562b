// Does the whole day hold together? Real Temporal, honest doubles: the happy day, the ways back, the refusals.
import type { incidentRecord } from '../../src/domain/record';
import { buildUpdate, cancelUpdate, signOffSignal, signOffUpdate } from '../../workflows/messages';
import { aWorld, openDay, REPOSITORY, whenView, type DayHandle, type World, type WorldOptions } from '../support/a-day';
import { junit, loadSummary, sarif } from '../support/a-pipeline';
import { assign, digestToSign, push } from '../support/day-steps';
import { aTemporalServer, type TemporalServer } from '../support/a-temporal-server';
import { keepHistory } from '../support/keep-history';

let server: TemporalServer;
let world: World | undefined;

beforeAll(async () => { server = await aTemporalServer(); });
afterAll(async () => { await server?.stop(); });
afterEach(async () => {
  await world?.stop();
  world = undefined;
});

async function start(options: WorldOptions = {}): Promise<{ world: World; day: DayHandle }> {
  world = await aWorld(server.environment, options);
  return { world, day: await openDay(world) };
}

test('an alert becomes a fix that is verified and watched in production', async () => {
  const { world: here, day } = await start();
  await assign(day);
  const commit = await push(here, day, 'Look customers up by a normalised e-mail');
  const digest = await digestToSign(day);
  await day.executeUpdate(signOffUpdate, { args: [{ by: 'olga', decision: 'approve', digest, through: 'api' }] });
  const record = await day.result() as ReturnType<typeof incidentRecord>;
  await keepHistory(day.workflowId, 'happy-day', server.address);

  expect(record.incident).toMatchObject({ outcome: 'fixed', service: 'storefront', severity: 'critical' });
  expect(record.impact.figures).toEqual([expect.objectContaining({ name: 'logins refused', value: 0.314, query: 'refused_share' })]);
  expect(record.assignment).toMatchObject({ to: 'maya', by: 'paula' });
  expect(record.attempts).toEqual([expect.objectContaining({ number: 1, commit, digest, verdict: 'passed' })]);
  expect(record.acceptance).toEqual([expect.objectContaining({ story: 'LOGIN-1', achieved: true })]);
  expect(record.signOff).toMatchObject({ by: 'olga', decision: 'approve', digest, through: 'api' });
  expect(record.release).toMatchObject({ digest, reportedDigest: digest, environment: 'production' });
  expect(record.verification).toEqual({ verdict: 'passed', symptomGone: true, alertCleared: true });
  expect(record.watch).toMatchObject({ verdict: 'kept' });
  expect(record.phases.map(({ phase }) => phase)).toEqual(['assess', 'fix', 'build', 'functional', 'performance', 'security', 'sign-off', 'deploy', 'verify', 'watch']);
  expect(record.phases.every(({ to }) => to !== null)).toBe(true);
  expect(await here.integrations.archive.find(record.incident.id)).toMatchObject({ story: expect.stringContaining('Customers cannot log in') });
});

test('each failed gate leads back to the developer, and the third attempt goes out', async () => {
  const slow = new Set<string>();
  const unsafe = new Set<string>();
  const { world: here, day } = await start({
    load: (order) => loadSummary(slow.has(order.env['DAYSHIFT_COMMIT'] ?? '') && order.env['DAYSHIFT_SIDE'] === 'candidate' ? 900 : 20),
    scan: (order) => sarif(order.env['DAYSHIFT_SIDE'] === 'candidate' && unsafe.has(order.env['DAYSHIFT_COMMIT'] ?? '') ? [{ rule: 'detect-unsafe-regex', text: '/(a+)+$/' }] : []),
  });
  await assign(day);
  const { branch } = await whenView(day, (view) => view.phase === 'fix');
  const commits = ['scan all', 'a regular expression', 'normalised'].map((subject) => here.integrations.sourceControl.addCommit({ repository: REPOSITORY, branch, author: 'maya@storefront.example', subject, files: { 'src/login.ts': subject } }));
  slow.add(commits[0] ?? '');
  unsafe.add(commits[1] ?? '');
  for (const [index, commit] of commits.entries()) {
    await whenView(day, (view) => view.phase === 'fix' && view.attempts.length === index, `attempt ${index} was sent back`);
    await day.executeUpdate(buildUpdate, { args: [{ by: 'maya', commit, through: 'api' }] });
  }
  const digest = await digestToSign(day);
  await day.signal(signOffSignal, { by: 'olga', decision: 'approve', digest, through: 'signal' });
  const record = await day.result() as ReturnType<typeof incidentRecord>;
  await keepHistory(day.workflowId, 'three-attempts', server.address);
  expect(record.attempts.map(({ verdict }) => verdict)).toEqual(['performance-failed', 'security-failed', 'passed']);
  expect(record.attempts[1]?.reason).toContain('detect-unsafe-regex');
  expect(record.signOff).toMatchObject({ by: 'olga', through: 'signal' });
});

test('a sign-off by the wrong role, for another digest or a second time is refused with the reason', async () => {
  const { world: here, day } = await start();
  await assign(day);
  await push(here, day, 'A fix');
  const digest = await digestToSign(day);
  const other = `sha256:${'0'.repeat(64)}`;
  await expect(day.executeUpdate(signOffUpdate, { args: [{ by: 'paula', decision: 'approve', digest, through: 'api' }] })).rejects.toMatchObject({ cause: { type: 'refused' } });
  await expect(day.executeUpdate(signOffUpdate, { args: [{ by: 'olga', decision: 'approve', digest: other, through: 'api' }] })).rejects.toMatchObject({ cause: { type: 'refused' } });
  await day.signal(signOffSignal, { by: 'maya', decision: 'approve', digest, through: 'signal' });
  const view = await whenView(day, ({ timeline }) => timeline.some((entry) => entry.kind === 'wordRefused'), 'the refused signal is on the timeline');
  expect(view.decision?.state).toBe('open');
  expect(here.integrations.deployer.deployed).toEqual([]);
  await day.executeUpdate(cancelUpdate, { args: [{ by: 'paula', reason: 'enough seen', through: 'api' }] });
  await day.result();
});

test('a rejected sign-off goes back to the developer with its reason', async () => {
  const { world: here, day } = await start();
  await assign(day);
  await push(here, day, 'A fix');
  const digest = await digestToSign(day);
  await day.executeUpdate(signOffUpdate, { args: [{ by: 'olga', decision: 'reject', digest, reason: 'not on a Friday', through: 'api' }] });
  const view = await whenView(day, ({ phase }) => phase === 'fix', 'it is the developer\'s turn');
  expect(view.turn).toMatchObject({ role: 'developer', person: 'maya' });
  expect(view.timeline.map((entry) => entry.text)).toContainEqual(expect.stringContaining('not on a Friday'));
  await day.executeUpdate(cancelUpdate, { args: [{ by: 'paula', reason: 'enough seen', through: 'api' }] });
  expect(await day.result()).toMatchObject({ incident: { outcome: 'cancelled' } });
});

test('a newer commit supersedes the attempt that runs', async () => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => { release = resolve; });
  const { world: here, day } = await start({ functional: () => junit({ 'login › accepts the e-mail in any letter case': 'passed' }) });
  const play = here.integrations.checkRunner;
  const run = play.run.bind(play);
  let first = true;
  play.run = async (order, control) => {
    if (order.command !== 'functional' || !first) return run(order, control);
    first = false;
    release();
    await new Promise<void>((resolve) => { control.signal.addEventListener('abort', () => resolve()); });
    return { exitCode: null, ended: 'cancelled', seconds: 0, box: 'in memory' };
  };
  await assign(day);
  await push(here, day, 'One');
  await held;
  await push(here, day, 'Two');
  const digest = await digestToSign(day);
  const view = await whenView(day, () => true);
  expect(view.attempts.map(({ verdict }) => verdict)).toEqual(['superseded', 'passed']);
  expect(view.attempts[1]?.digest).toBe(digest);
  await day.executeUpdate(cancelUpdate, { args: [{ by: 'paula', reason: 'enough seen', through: 'api' }] });
  await day.result();
});

test('a release whose symptom is still there is rolled back and sent back', async () => {
  const { world: here, day } = await start({ smoke: () => junit({ 'the refused customer logs in': 'failed' }) });
  await assign(day);
  await push(here, day, 'A fix');
  const before = await here.integrations.deployer.current('storefront', 'production');
  await day.executeUpdate(signOffUpdate, { args: [{ by: 'olga', decision: 'approve', digest: await digestToSign(day), through: 'api' }] });
  const view = await whenView(day, ({ phase, attempts }) => phase === 'fix' && attempts.length === 1, 'it is the developer\'s turn again');
  expect(view.verification).toMatchObject({ verdict: 'failed', symptomGone: false });
  expect((await here.integrations.deployer.current('storefront', 'production'))?.digest).toBe(before?.digest);
  await day.executeUpdate(cancelUpdate, { args: [{ by: 'paula', reason: 'enough seen', through: 'api' }] });
  await day.result();
  await keepHistory(day.workflowId, `rolled-back-${view.watch ? 'by-the-watch' : 'by-verification'}`, server.address);
});

test('a release that burns its budget in the watch is rolled back by policy', async () => {
  const { world: here, day } = await start({ watchFor: '60s' });
  here.integrations.monitoring.setMetric('bad_share', 0.4);
  await assign(day);
  await push(here, day, 'A fix');
  const before = await here.integrations.deployer.current('storefront', 'production');
  await day.executeUpdate(signOffUpdate, { args: [{ by: 'olga', decision: 'approve', digest: await digestToSign(day), through: 'api' }] });
  const view = await whenView(day, ({ watch, phase }) => watch?.verdict === 'rolled-back' && phase === 'fix', 'the watch rolled back');
  expect(view.timeline.map(({ kind }) => kind)).toContain('rolledBack');
  expect((await here.integrations.deployer.current('storefront', 'production'))?.digest).toBe(before?.digest);
  await day.executeUpdate(cancelUpdate, { args: [{ by: 'paula', reason: 'enough seen', through: 'api' }] });
  await day.result();
  await keepHistory(day.workflowId, `rolled-back-${view.watch ? 'by-the-watch' : 'by-verification'}`, server.address);
});
