// What does a gate do that does not simply pass? It asks, it answers the developer, it takes over, it is not loosened by the fix.
import { randomUUID } from 'node:crypto';
import type { JudgeGate } from '../../src/contracts/people';
import { buildUpdate, assignUpdate, judgeGateUpdate, signOffUpdate } from '../../workflows/messages';
import { anInput, aWorld, openDay, REPOSITORY, whenView, type DayHandle, type World, type WorldOptions } from '../support/a-day';
import { aPipelineText, junit, loadSummary, sarif } from '../support/a-pipeline';
import { aTemporalServer, type TemporalServer } from '../support/a-temporal-server';
import { keepHistory } from '../support/keep-history';

const NAMED = 'login › accepts the e-mail in any letter case';
const BASKET = 'basket › keeps the tea';
const REVIEW = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10);

let server: TemporalServer;
let world: World;

beforeAll(async () => { server = await aTemporalServer(); });
afterAll(async () => { await server?.stop(); });
afterEach(async () => { await world?.stop(); });

/** The day stands where Maya's first fix is judged. */
async function judged(options: WorldOptions, files?: Record<string, string>): Promise<DayHandle> {
  world = await aWorld(server.environment, options);
  const day = await openDay(world, anInput({ cause: `${'logins are refused in every region '.repeat(4)}${randomUUID()}` })); // ids may be long
  await whenView(day, (view) => view.suggestions.length > 0, 'owners are suggested');
  await day.executeUpdate(assignUpdate, { args: [{ by: 'paula', to: 'maya', through: 'api' }] });
  await push(day, 'Look customers up by a normalised e-mail', files);
  return day;
}

async function push(day: DayHandle, subject: string, files: Record<string, string> = { 'src/login.ts': subject }): Promise<string> {
  const { branch } = await whenView(day, (view) => view.phase === 'fix', 'a fix is awaited');
  const commit = world.integrations.sourceControl.addCommit({ repository: REPOSITORY, branch, author: 'maya@storefront.example', subject, files });
  await day.executeUpdate(buildUpdate, { args: [{ by: 'maya', commit, through: 'api' }] });
  return commit;
}

async function judge(day: DayHandle, word: Partial<JudgeGate> = {}): Promise<string> {
  return day.executeUpdate(judgeGateUpdate, { args: [{ by: 'tess', through: 'api', stage: 'functional', decision: 'quarantine', reason: 'the clock of the test', review: REVIEW, ...word }] });
}

const isAsked = (day: DayHandle) => whenView(day, (view) => view.attempts.at(-1)?.stages.some(({ card }) => card && !card.given) === true, 'the gate asks');
const isOver = (day: DayHandle, number: number) => whenView(day, (view) => view.attempts[number - 1]?.verdict !== 'running' && view.attempts.length >= number, `attempt ${number} is over`);
const isAskedToSign = (day: DayHandle) => whenView(day, ({ decision }) => decision?.state === 'open', 'a sign-off is asked');

/** The basket's test fails in the runs named (from 1), and passes in the others. */
function flakyIn(...failing: number[]): WorldOptions {
  let run = 0;
  return { functional: () => junit({ [NAMED]: 'passed', [BASKET]: failing.includes(run += 1) ? 'failed' : 'passed' }) };
}

describe('a flaky test', () => {
  test('holds the gate until it is in quarantine; both runs are kept, and the signer is told', async () => {
    const day = await judged(flakyIn(1));
    const { attempts, turn } = await isAsked(day);
    const stage = attempts[0]?.stages[0];
    expect(stage?.card).toMatchObject({ flaky: [{ check: 'login', test: BASKET, at: [{ device: 'desktop' }] }], mayDecide: ['tess'], decisions: ['quarantine', 'run-again', 'send-back'] });
    expect(stage?.cells[0]?.result).toMatchObject({ verdict: 'inconclusive', flaky: [BASKET], runs: [{ verdict: 'failed' }, { verdict: 'passed' }] });
    expect(turn).toMatchObject({ role: 'devtester' });
    await expect(judge(day, { by: 'maya' })).rejects.toThrow();
    await judge(day);
    const { decision } = await isAskedToSign(day);
    expect(decision?.risks).toEqual([`tess put “${BASKET}” into quarantine: the clock of the test`, `flaky, failed and passed on the same bytes: “${BASKET}”`]);
    await day.executeUpdate(signOffUpdate, { args: [{ by: 'olga', decision: 'approve', digest: decision?.digest ?? '', through: 'api' }] });
    await day.result();
    await keepHistory(day.workflowId, 'flaky-and-put-into-quarantine', server.address);
  });

  test('in quarantine since an earlier attempt of the day holds nothing', async () => {
    const day = await judged({ ...flakyIn(1, 3), load: ({ env }) => loadSummary(env['DAYSHIFT_ATTEMPT'] === '1' && env['DAYSHIFT_SIDE'] === 'candidate' ? 900 : 20) });
    await isAsked(day);
    await judge(day);
    await isOver(day, 1);
    await push(day, 'Index the e-mails');
    const { attempts } = await isAskedToSign(day);
    expect(attempts[1]?.stages[0]?.verdict).toBe('passed');
    expect(attempts[1]?.stages[0]?.card).toBeUndefined();
    expect(attempts[1]?.stages[0]?.cells[0]?.result?.reason).toContain('quarantine');
  });

  test('is run again when somebody says so, and a clean run passes', async () => {
    const day = await judged(flakyIn(1));
    await isAsked(day);
    await judge(day, { decision: 'run-again', review: undefined });
    const { decision, attempts } = await isAskedToSign(day);
    expect(decision?.risks).toEqual([]);
    expect(attempts[0]?.stages[0]?.cells[0]?.result).toMatchObject({ verdict: 'passed' });
  });

  test('is sent back when somebody says so', async () => {
    const day = await judged(flakyIn(1));
    await isAsked(day);
    await judge(day, { decision: 'send-back', review: undefined });
    const { attempts } = await isOver(day, 1);
    expect(attempts[0]).toMatchObject({ verdict: 'functional-inconclusive' });
  });

  test('asks nobody any more when a newer commit is there', async () => {
    const day = await judged(flakyIn(1));
    const { branch } = await isAsked(day);
    const commit = world.integrations.sourceControl.addCommit({ repository: REPOSITORY, branch, author: 'maya@storefront.example', subject: 'better', files: { 'src/login.ts': 'better' } });
    await day.executeUpdate(buildUpdate, { args: [{ by: 'maya', commit, through: 'api' }] });
    const { attempts } = await isAskedToSign(day);
    expect(attempts.map(({ verdict }) => verdict)).toEqual(['superseded', 'passed']);
  });
});

describe('a gate that failed', () => {
  test('tells the developer what failed, how to repeat it, and what changed', async () => {
    const day = await judged({ functional: () => junit({ [NAMED]: 'failed' }) });
    const { attempts } = await isOver(day, 1);
    const answer = attempts[0]?.stages[0]?.answer;
    expect(answer?.faults[0]).toMatchObject({ cell: 'functional/login/device=desktop', command: expect.stringContaining('dayshift pipeline run --check login') as string });
    expect(answer?.faults[0]?.what).toContain(NAMED);
    expect(answer?.since).toMatchObject({ good: 'production', files: ['src/login.ts'] });
  });

  test('keeps what needs it from running', async () => {
    const later = '      - { name: login, run: functional';
    const day = await judged({
      functional: () => junit({ [NAMED]: 'failed' }),
      edit: (text) => text.replace(later, `      - { name: checkout, run: never, needs: [login], report: { junit: results/junit.xml } }\n${later}`),
    });
    const { attempts } = await isOver(day, 1);
    expect(attempts[0]?.stages[0]?.cells.map(({ check, state }) => [check, state])).toEqual([['checkout', 'waiting'], ['login', 'done']]);
    expect(attempts[0]?.reason).toContain('1 not run');
    expect(world.integrations.checkRunner.orders.map(({ command }) => command)).not.toContain('never');
  });
});

test('a check that needs another runs when that one passed', async () => {
  const later = '      - { name: login, run: functional';
  const day = await judged({ edit: (text) => text.replace(later, `      - { name: checkout, run: smoke, needs: [login], report: { junit: results/junit.xml } }\n${later}`) });
  await isAskedToSign(day);
  const commands = world.integrations.checkRunner.orders.map(({ command }) => command);
  expect(commands.indexOf('smoke')).toBeGreaterThan(commands.indexOf('functional'));
});

test('a stage of the team\'s own is run after the one that it follows, by its role', async () => {
  const day = await judged({ edit: (text) => `${text}furtherStages:\n  accessibility:\n    role: devtester\n    checks: [{ name: axe, run: smoke, report: { junit: results/junit.xml } }]\n` });
  const { attempts, phases } = await isAskedToSign(day);
  expect(attempts[0]?.stages.map(({ stage, verdict }) => [stage, verdict])).toEqual([['functional', 'passed'], ['performance', 'passed'], ['security', 'passed'], ['accessibility', 'passed']]);
  expect(phases.map(({ phase }) => phase)).toContain('further');
});

test('a fix that weakens its own pipeline file is judged by the old one, and flagged at the sign-off', async () => {
  const weaker = aPipelineText().replace('max: 250ms', 'max: 2500ms');
  const load: WorldOptions['load'] = ({ env }) => loadSummary(env['DAYSHIFT_ATTEMPT'] === '1' ? 900 : 20);
  const day = await judged({ load }, { 'src/login.ts': 'slow', '.dayshift/pipeline.yaml': weaker });
  const { attempts } = await isOver(day, 1);
  expect(attempts[0]).toMatchObject({ verdict: 'performance-failed', touchesPipeline: true });
  await push(day, 'Quick, with the limit still loosened', { 'src/login.ts': 'quick' });
  const { decision } = await isAskedToSign(day);
  expect(decision?.risks[0]).toBe('the fix changes the pipeline file, and asks less of later releases');
  expect(decision?.risks.join('\n')).toMatch(/2500ms/);
});

test('what cannot have changed is taken over from the earlier attempt, where the service asks for it', async () => {
  let scans = 0;
  const day = await judged({
    make: () => 'the same bytes', scan: (order) => sarif(order.env['DAYSHIFT_SIDE'] === 'candidate' && (scans += 1) === 1 ? [{ rule: 'no-eval', text: 'eval(x)' }] : []),
    edit: (text) => `${text}reuse: { inputs: [tests] }\n`,
  });
  await isOver(day, 1);
  await push(day, 'Say why the rule is wrong here', { 'docs/why.md': 'because' });
  const { attempts } = await isAskedToSign(day);
  const reusedIn = (number: number) => attempts[number]?.stages.map(({ stage, cells }) => [stage, cells[0]?.result?.reused?.attempt]);
  expect(reusedIn(0)).toEqual([['functional', undefined], ['performance', undefined], ['security', undefined]]);
  expect(reusedIn(1)).toEqual([['functional', 1], ['performance', 1], ['security', undefined]]);
});
