// How often, against what, and with what kept is a cell run? Real judgement and readers; the runner's commands are the test's.
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { runCell, type CellOrder } from '../../activities/run-cell';
import type { World } from '../../activities/world';
import { createInMemoryIntegrations, type Play, type Played } from '../../integrations/in-memory';
import { readReport } from '../../integrations/reports';
import type { CellPlan } from '../../src/contracts/plan';
import type { CellResult } from '../../src/contracts/result';
import type { ExternalRunner } from '../../src/ports/external-runner';
import type { RunOrder } from '../../src/ports/check-runner';
import { junit, loadSummary, sarif } from '../support/a-pipeline';
import { aCell, aLoadCell } from '../support/builders';

const REPOSITORY = 'memory/shop';
const SECRET = 'hunter2-hunter2';
const LOGIN = 'login › accepts the e-mail';
const control = { signal: new AbortController().signal, onProgress: () => undefined };

async function aWorkshop(play: Play, options: { external?: ExternalRunner; running?: 'with a commit' | 'without' | 'none' } = {}) {
  const integrations = createInMemoryIntegrations(play);
  const { sourceControl, store, checkRunner } = integrations;
  const before = sourceControl.addCommit({ repository: REPOSITORY, files: { 'package-lock.json': '{}', 'src/login.ts': 'old' } });
  const commit = sourceControl.addCommit({ repository: REPOSITORY, branch: 'fix', files: { 'src/login.ts': 'new' } });
  const artifact = store.addArtifact({ 'server.js': 'new' });
  const old = store.addArtifact({ 'server.js': 'old' });
  const world = {
    ...integrations, evidence: store, artifacts: store, logs: store, notifiers: new Map(), subscribers: new Map(), recipients: [], publicUrl: 'http://127.0.0.1:1',
    externalRunners: new Map(options.external ? [['other-ci', options.external]] : []), workFolder: await mkdtemp(path.join(tmpdir(), 'dayshift-cell-')),
    environment: () => ({ checks: { API_TOKEN: SECRET }, deploy: {}, secrets: [SECRET] }), readReport,
  } as unknown as World;
  const { running = 'with a commit' } = options;
  const release = { environment: 'production', digest: old.digest, version: '1', at: '2026-01-05T09:00:00Z', ...(running === 'with a commit' ? { commit: before } : {}) };
  const orderOf = (cell: CellPlan): CellOrder => ({
    incident: 'i', attempt: 1, service: 'shop', repository: REPOSITORY, commit, cell, cache: undefined, digest: artifact.digest,
    ...(running === 'none' ? {} : { running: release }), wanted: [], day: '2026-01-05', log: 'i/1/cell',
  });
  const run = (cell: CellPlan): Promise<CellResult> => runCell(world, orderOf(cell), control);
  return { run, store, orders: checkRunner.orders, world, before, commit };
}

const tests = (outcome: 'passed' | 'failed', more: Partial<Played> = {}): Played => ({ files: { 'results/junit.xml': junit({ [LOGIN]: outcome, 'login › logs out': 'passed' }) }, ...more });
const sideOf = ({ env }: RunOrder): string => env['DAYSHIFT_SIDE'] ?? '';
/** One played answer for each run, the last one for all that follow. */
function inTurn(...answers: Played[]): Play {
  let run = -1;
  return () => answers[Math.min(run += 1, answers.length - 1)] ?? {};
}

describe('tests', () => {
  test('that pass run once, and nothing is asked of the running release', async () => {
    const { run, orders } = await aWorkshop(() => tests('passed'));
    const result = await run(aCell({ retries: 1, baseline: 'running' }));
    expect(result).toMatchObject({ verdict: 'passed', evidence: [{ name: 'candidate/junit.xml' }] });
    expect(result.runs).toBeUndefined();
    expect(orders).toHaveLength(1);
  });

  test('that fail and then pass are flaky: both runs are kept, each with its own evidence', async () => {
    const { run, store } = await aWorkshop(inTurn(tests('failed', { exitCode: 1 }), tests('passed')));
    const result = await run(aCell({ retries: 1 }));
    expect(result).toMatchObject({ verdict: 'inconclusive', flaky: [LOGIN] });
    expect(result.runs).toEqual([
      expect.objectContaining({ side: 'candidate', verdict: 'failed', evidence: [expect.objectContaining({ name: 'candidate/junit.xml' })] }),
      expect.objectContaining({ side: 'candidate', verdict: 'passed', evidence: [expect.objectContaining({ name: 'candidate-2/junit.xml' })] }),
    ]);
    expect(store.logText('i/1/cell')).toContain('dayshift: run 2, of the candidate');
  });

  test('that fail again are asked of the running release, by its own commit', async () => {
    const { run, orders, before } = await aWorkshop(() => tests('failed', { exitCode: 1 }));
    const result = await run(aCell({ retries: 1, baseline: 'running' }));
    expect(result).toMatchObject({ verdict: 'failed', tests: { failed: 1, known: 1 } });
    expect(orders.map(sideOf)).toEqual(['candidate', 'candidate', 'running']);
    expect(orders[2]?.env['DAYSHIFT_COMMIT']).toBe(before);
  });

  test.each(['without', 'none'] as const)('are asked of no running release (%s a commit)', async (running) => {
    const { run, orders } = await aWorkshop(() => tests('failed', { exitCode: 1 }), { running });
    expect((await run(aCell({ baseline: 'running' }))).verdict).toBe('failed');
    expect(orders.map(sideOf)).toEqual(['candidate']);
  });

  test('of a running release that cannot be asked leave all failures new', async () => {
    const { run } = await aWorkshop((order) => (sideOf(order) === 'running' ? { exitCode: 127 } : tests('failed', { exitCode: 1 })));
    const result = await run(aCell({ baseline: 'running' }));
    expect(result.verdict).toBe('failed');
    expect(result.tests?.known).toBeUndefined();
  });

  test('all green beside a failing exit code are errored: something else broke', async () => {
    const { run } = await aWorkshop(() => tests('passed', { exitCode: 1 }));
    expect(await run(aCell())).toMatchObject({ verdict: 'errored', reason: expect.stringContaining('exit code 1') as string });
  });

  test('of a large suite are kept whole as evidence', async () => {
    const many = junit(Object.fromEntries(Array.from({ length: 60 }, (_, at): [string, 'passed'] => [`login › case ${at}`, 'passed'])));
    const { run, store } = await aWorkshop(() => ({ files: { 'results/junit.xml': many } }));
    const { evidence } = await run(aCell());
    const whole = evidence.find(({ name }) => name === 'dayshift/tests.json');
    expect(JSON.parse(await text(await store.open(whole?.digest ?? '')))).toMatchObject({ kind: 'tests', cases: { length: 60 } });
  });
});

describe('load', () => {
  const cell = { ...aLoadCell({ 'latency p97.5': { regression: '20%' } }), rounds: 3, maxRounds: 6 };
  const answers = (slow: number): Play => (order) => ({ files: { 'results/load.json': loadSummary(sideOf(order) === 'candidate' ? slow : 20) } });

  test('is put on candidate and running release by turns', async () => {
    const { run, orders } = await aWorkshop(answers(20));
    expect(await run(cell)).toMatchObject({ verdict: 'passed', rounds: 3 });
    expect(orders.map(sideOf)).toEqual(['candidate', 'running', 'candidate', 'running', 'candidate', 'running']);
  });

  test('on both sides comes from the candidate\'s own commit', async () => {
    const { run, orders, commit } = await aWorkshop(answers(60));
    expect((await run(cell)).verdict).toBe('failed');
    expect(new Set(orders.map(({ env }) => env['DAYSHIFT_COMMIT']))).toEqual(new Set([commit]));
  });

  test('goes on for more rounds while noise hides the answer, and not for ever', async () => {
    let round = 0;
    const { run, orders } = await aWorkshop((order) => ({ files: { 'results/load.json': loadSummary(sideOf(order) === 'running' ? 20 : [12, 40, 23, 35, 14, 30][round++ % 6] ?? 20) } }));
    const result = await run(cell);
    expect(result).toMatchObject({ verdict: 'inconclusive', rounds: 6 });
    expect(orders).toHaveLength(12);
  });

  test('that soaks is told how long, and is put on the candidate alone', async () => {
    const { run, orders } = await aWorkshop(answers(20));
    await run(aCell({ report: { autocannon: 'results/load.json' }, thresholds: { 'latency p97.5': { max: '50ms' } }, profile: { kind: 'soak', seconds: 1800 } }));
    expect(orders.map(({ env }) => [env['DAYSHIFT_SIDE'], env['DAYSHIFT_SECONDS']])).toEqual([['candidate', '1800']]);
  });

  test('that stresses climbs until a threshold breaks', async () => {
    const { run, orders } = await aWorkshop(({ env }) => ({ files: { 'results/load.json': loadSummary(Number(env['DAYSHIFT_LEVEL']) > 100 ? 900 : 20) } }));
    const result = await run(aCell({ report: { autocannon: 'results/load.json' }, thresholds: { 'latency p97.5': { max: '250ms' } }, profile: { kind: 'stress', levels: [50, 100, 200, 400], holds: 100 } }));
    expect(orders.map(({ env }) => env['DAYSHIFT_LEVEL'])).toEqual(['50', '100', '200']);
    expect(result.verdict).toBe('passed');
  });
});

describe('findings', () => {
  const scan: Play = (order) => ({ files: { 'results/scan.sarif': sarif(sideOf(order) === 'candidate' ? [{ rule: 'no-eval', text: 'eval(a)' }, { rule: 'no-exec', text: 'exec(b)' }] : [{ rule: 'no-eval', text: 'eval(a)' }]) } });

  test('of the candidate are held against the running release, and all are kept with their state', async () => {
    const { run, store, orders } = await aWorkshop(scan);
    const result = await run(aCell({ report: { sarif: 'results/scan.sarif' } }));
    expect(result).toMatchObject({ verdict: 'failed', findings: { fresh: [{ rule: 'no-exec' }], known: 1 } });
    expect(orders.map(sideOf)).toEqual(['candidate', 'running']);
    const list = result.evidence.find(({ name }) => name === 'dayshift/findings.json');
    const { findings } = JSON.parse(await text(await store.open(list?.digest ?? ''))) as { findings: { rule: string; state: string }[] };
    expect(findings.map(({ rule, state }) => [rule, state])).toEqual([['no-exec', 'fresh'], ['no-eval', 'known']]);
  });
});

describe('what may go wrong', () => {
  test.each(['timed-out', 'output-limit', 'memory-limit', 'disk-limit', 'service-not-ready'] as const)('%s: errored, with what was left as evidence', async (ended) => {
    const { run } = await aWorkshop(() => tests('passed', { ended }));
    expect(await run(aCell())).toMatchObject({ verdict: 'errored', evidence: [{ name: 'candidate/junit.xml' }] });
  });

  test('no report: errored, and the exit code is said', async () => {
    const { run } = await aWorkshop(() => ({ exitCode: 127 }));
    expect(await run(aCell())).toMatchObject({ verdict: 'errored', reason: expect.stringContaining('exit code 127') as string });
  });

  test('a secret in a report stays out of the evidence and the result', async () => {
    const leaking = junit({ [LOGIN]: 'failed' }).replace('expected 200', `expected ${SECRET}`);
    const { run, store } = await aWorkshop(() => ({ files: { 'results/junit.xml': leaking, 'results/notes.txt': `token ${SECRET}` }, exitCode: 1 }));
    const result = await run(aCell());
    const kept = await Promise.all(result.evidence.map(async ({ digest }) => text(await store.open(digest))));
    expect(`${JSON.stringify(result)}${kept.join('')}`).not.toContain(SECRET);
    expect(kept).toHaveLength(2);
  });
});

describe('a cache of the check\'s own', () => {
  const cell = aCell({ caches: [{ key: ['package-lock.json'], paths: ['browsers'] }] });

  test('is filled by the first run and there for the next', async () => {
    const seen: boolean[] = [];
    const { run } = await aWorkshop(async ({ folder }) => {
      seen.push(await readFile(path.join(folder, 'browsers/chromium'), 'utf8').then(() => true, () => false));
      return { files: { ...tests('passed').files, ...(seen.at(-1) ? {} : { 'browsers/chromium': 'binary' }) } };
    });
    await run(cell);
    await run(cell);
    expect(seen).toEqual([false, true]);
  });

  test('is filled once and whole by cells that end at the same moment', async () => {
    const devices = ['ipad', 'iphone-15', 'pixel-8', 'desktop'];
    let waiting = devices.length;
    let open: () => void = () => undefined;
    const together = new Promise<void>((resolve) => { open = resolve; });
    const { run, world } = await aWorkshop(async () => {
      if ((waiting -= 1) === 0) open();
      await together;
      return { files: { ...tests('passed').files, ...Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`browsers/${at}`, 'binary'])) } };
    });
    const results = await Promise.all(devices.map((device) => run({ ...cell, id: `functional/login/device=${device}`, point: { device } })));
    expect(results.map(({ verdict, reason }) => [verdict, reason])).toEqual(devices.map(() => ['passed', '2 of 2 tests passed']));
    const [kept = ''] = await readdir(path.join(world.workFolder, 'cache'));
    expect(await readdir(path.join(world.workFolder, 'cache', kept, 'browsers'))).toHaveLength(20);
    expect(await readdir(path.join(world.workFolder, 'cache'))).toHaveLength(1); // nothing half made is left
  });
});

describe('elsewhere', () => {
  const elsewhere = (report?: string): ExternalRunner => ({ run: async () => ({ ended: 'exited', exitCode: 0, seconds: 3, ...(report === undefined ? {} : { report }) }) });
  const cell = aCell({ external: 'other-ci' });

  test('a job\'s report is read, judged and kept as one of our own', async () => {
    const { run, orders } = await aWorkshop(() => ({}), { external: elsewhere(junit({ [LOGIN]: 'passed' })) });
    expect(await run(cell)).toMatchObject({ verdict: 'passed', box: 'elsewhere: other-ci', evidence: [{ name: 'candidate/junit.xml' }] });
    expect(orders).toEqual([]);
  });

  test('a job that leaves no report is errored, and so is a runner that nobody knows', async () => {
    const { run } = await aWorkshop(() => ({}), { external: elsewhere() });
    expect((await run(cell)).verdict).toBe('errored');
    const alone = await aWorkshop(() => ({}));
    expect(await alone.run(cell)).toMatchObject({ verdict: 'errored', reason: expect.stringContaining('other-ci') as string });
  });
});
