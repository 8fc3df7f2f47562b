// What becomes of an attempt whose runner is killed by -9 again and again? One result for each cell, the same verdicts, no process left.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { defaultPayloadConverter } from '@temporalio/common';
import { Worker } from '@temporalio/worker';
import fc from 'fast-check';
import type { AttemptView } from '../../src/contracts/incident';
import type { CellResult } from '../../src/contracts/result';
import { TASK_QUEUE } from '../../src/domain/ids';
import { bundleWorkflows } from '../../worker/bundle';
import { assignUpdate, buildUpdate, cancelUpdate } from '../../workflows/messages';
import { until } from '../api/until';
import { aRepository, type Repository } from '../integrations/git/a-repository';
import { processesWith } from '../integrations/processes/a-run';
import { anInput, openDay, whenView, type DayHandle } from '../support/a-day';
import { aPipelineText, junit } from '../support/a-pipeline';
import { aTemporalServer, type TemporalServer } from '../support/a-temporal-server';
import { realActivities } from './real-activities';

const KILLS = 20;
const LIMIT_MS = 600_000; // two minutes on two cores that are idle
const SEED = 20_261_125;
const GOOD = junit({ 'login › accepts the e-mail in any letter case': 'passed' });
const BAD = junit({ 'sessions › end with the day': 'failed' });

/** Short work with children of its own, one of which leaves its session. */
function leaving(report: string): string {
  return `(setsid sleep 300 &) ; sleep 300 & sleep 0.3; mkdir -p results; echo '${report}' > results/junit.xml; echo done`;
}
function check(name: string, report: string, further = ''): string {
  return `      - { name: ${name}, run: ${JSON.stringify(leaving(report))}, report: { junit: results/junit.xml }, retries: 0, baseline: none${further} }`;
}

/** Three functional cells, one of performance, two of security; the last fails. */
function aRealPipeline(): string {
  const stages = [
    'stages:', '  functional:', '    checks:', check('login', GOOD, ', matrix: { device: [desktop, phone, tablet] }'),
    '  performance:', '    checks:', check('load', GOOD), '  security:', '    checks:', check('static', GOOD), check('sessions', BAD),
  ].join('\n');
  return aPipelineText({ edit: (text) => text.replace(/^build: .*$/m, 'build: { run: "sleep 0.3; mkdir dist; echo built > dist/server.js", artifact: dist }').replace(/^stages:[^]*?(?=^signOff:)/m, `${stages}\n`) });
}

let server: TemporalServer;
let root: string;
let shop: Repository;
let decisions: Worker[] = [];
let deciding: Promise<unknown> = Promise.resolve();
const programs: ChildProcess[] = [];

beforeAll(async () => {
  server = await aTemporalServer();
  root = await mkdtemp(path.join(tmpdir(), 'dayshift-killed-'));
  await mkdir(path.join(root, 't'));
  shop = aRepository();
  shop.commit({ '.dayshift/pipeline.yaml': aRealPipeline(), 'src/login.ts': 'login' }, 'first');
  const base = { connection: server.environment.nativeConnection, activities: await realActivities(root) };
  decisions = await Promise.all([
    Worker.create({ ...base, taskQueue: TASK_QUEUE.decisions, workflowBundle: { code: await bundleWorkflows() } }),
    Worker.create({ ...base, taskQueue: TASK_QUEUE.deploy }),
  ]);
  deciding = Promise.all(decisions.map((worker) => worker.run()));
});
afterAll(async () => {
  for (const program of programs) program.kill('SIGKILL');
  for (const worker of decisions) worker.shutdown();
  await deciding;
  await server?.stop();
});

interface Runner { begin(): Promise<void>; kill(): Promise<void> }

/** Loaded, and waiting for its turn: so a killed one is replaced at once. */
async function aRunner(): Promise<Runner> {
  const program = spawn(process.execPath, ['--require', path.join(__dirname, '..', 'support', 'typescript.cjs'), path.join(__dirname, 'runner-worker.ts'), server.address, root], { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, TMPDIR: path.join(root, 't') } });
  programs.push(program);
  let said = '';
  program.stdout.on('data', (chunk: Buffer) => { said += chunk.toString(); });
  const heard = (line: string): Promise<unknown> => until(() => ({ said, code: program.exitCode }), (now) => now.said.includes(line) || now.code !== null, `the runner says ${line}`);
  await heard('loaded');
  return {
    async begin() {
      program.stdin.write('go\n');
      await heard('ready');
    },
    async kill() {
      const gone = new Promise((resolve) => { program.once('exit', resolve); });
      program.kill('SIGKILL');
      await gone;
    },
  };
}

async function anAttempt(subject: string): Promise<DayHandle> {
  const day = await openDay({ environment: server.environment }, anInput({ repository: shop.folder }));
  await whenView(day, ({ suggestions }) => suggestions.length > 0, 'owners are suggested');
  await day.executeUpdate(assignUpdate, { args: [{ by: 'paula', to: 'maya', through: 'api' }] });
  await day.executeUpdate(buildUpdate, { args: [{ by: 'maya', commit: shop.commit({ 'src/login.ts': subject }, subject), through: 'api' }] });
  return day;
}

async function isOver(day: DayHandle): Promise<boolean> {
  return whenView(day, () => true).then(({ attempts }) => attempts[0]?.endedAt !== undefined);
}

async function ended(day: DayHandle): Promise<AttemptView> {
  const { attempts } = await whenView(day, ({ attempts: [first] }) => first?.endedAt !== undefined, 'the attempt has ended');
  return attempts[0] as AttemptView;
}

function verdictsOf({ verdict, stages }: AttemptView): unknown {
  return { verdict, cells: stages.flatMap(({ cells }) => cells.map(({ id, result }) => [id, result?.verdict, result?.tests])) };
}

interface Told { results: number[]; restarts: number } // of each cell, how often a result was told; of all, how often one was begun again

async function toldOf(day: DayHandle): Promise<Told> {
  const { events } = await day.fetchHistory();
  const counted = new Map<string, number>();
  for (const payload of (events ?? []).flatMap((event) => event.activityTaskCompletedEventAttributes?.result?.payloads ?? [])) {
    const result = defaultPayloadConverter.fromPayload<Partial<CellResult> | null>(payload);
    if (result?.check !== undefined && result.id !== undefined) counted.set(result.id, (counted.get(result.id) ?? 0) + 1);
  }
  const begun = (events ?? []).map((event) => event.activityTaskStartedEventAttributes?.attempt ?? 1);
  return { results: [...counted.values()], restarts: begun.reduce((sum, attempt) => sum + attempt - 1, 0) };
}

/** Twenty moments, the same in every run: milliseconds after the runner before was ready. */
const MOMENTS = fc.sample(fc.integer({ min: 0, max: 2500 }), { numRuns: KILLS, seed: SEED });

test('kill -9 at twenty moments: one result for each cell, the verdicts of an undisturbed attempt, no process left', async () => {
  let runner = await aRunner();
  await runner.begin();
  const undisturbed = verdictsOf(await ended(await anAttempt('undisturbed')));
  expect(undisturbed).toMatchObject({ verdict: 'security-failed' });

  const days: DayHandle[] = [];
  let following = aRunner();
  for (const [n, moment] of MOMENTS.entries()) {
    const last = days.at(-1);
    if (!last || await isOver(last)) days.push(await anAttempt(`disturbed ${n}`));
    const [next] = await Promise.all([following, delay(moment)]); // the moment is what is tried
    following = aRunner();
    await runner.kill();
    await next.begin();
    runner = next;
  }
  let restarts = 0;
  for (const day of days) {
    expect(verdictsOf(await ended(day))).toEqual(undisturbed);
    const told = await toldOf(day);
    expect(told.results).toEqual([1, 1, 1, 1, 1, 1]);
    restarts += told.restarts;
  }
  expect(restarts).toBeGreaterThan(0); // the moments did hit work
  await Promise.all([runner.kill(), following.then((last) => last.kill())]);
  await until(() => processesWith(path.join(root, 't')), (left) => left.length === 0, 'nothing is left of any run');
  for (const day of days) await day.executeUpdate(cancelUpdate, { args: [{ by: 'paula', reason: 'enough seen', through: 'api' }] });
}, LIMIT_MS);
