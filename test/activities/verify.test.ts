// Does a deployment, and does a rollback, do what it must? Real judgement and readers over doubles: the runner's commands and monitoring are the test's.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MockActivityEnvironment } from '@temporalio/testing';
import { createVerify, type VerifyOrder } from '../../activities/verify';
import type { World } from '../../activities/world';
import { createInMemoryIntegrations, type Played } from '../../integrations/in-memory';
import { readReport } from '../../integrations/reports';
import type { VerificationView } from '../../src/contracts/live-release';
import type { Monitoring } from '../../src/ports/monitoring';
import { junit } from '../support/a-pipeline';
import { aVerify, at, DIGEST, OTHER_DIGEST, T0 } from '../support/builders';

const LABELS = { service: 'storefront' };
const LOGIN = 'login › accepts the e-mail';
const PASSED: Played = { files: { 'results/smoke.xml': junit({ [LOGIN]: 'passed' }) } };
const FAILED: Played = { exitCode: 1, files: { 'results/smoke.xml': junit({ [LOGIN]: 'failed' }) } };
const ERRORS = { name: 'errors', query: 'errors{digest="$release"}[$window]', max: 0.01, regression: 0.5 };
const errorsOf = (digit: string, seconds = 30): string => `errors{digest="${digit.repeat(12)}"}[${seconds}s]`;
const OLD = errorsOf('b');

/** Answers of the smoke test in turn, the last one for all that follow. */
async function aProduction(...smoke: Played[]) {
  let run = -1;
  const integrations = createInMemoryIntegrations(() => smoke[Math.min(run += 1, smoke.length - 1)] ?? {});
  const { store, sourceControl, monitoring, deployer, checkRunner } = integrations;
  const commit = sourceControl.addCommit({ repository: 'memory/shop', files: { 'src/login.ts': 'new' } });
  const { digest: artifact } = store.addArtifact({ 'server.js': 'new' });
  const asked: { query: string; at?: string }[] = [];
  const listening: Monitoring = { ...monitoring, measure: (query, signal, then) => {
    asked.push({ query, ...(then ? { at: then.toISOString() } : {}) });
    return monitoring.measure(query, signal);
  } };
  const world = {
    ...integrations, monitoring: listening, evidence: store, artifacts: store, logs: store, publicUrl: 'http://127.0.0.1:1', externalRunners: new Map(), workFolder: await mkdtemp(path.join(tmpdir(), 'dayshift-verify-')),
    environment: () => ({ checks: {}, deploy: {}, secrets: [] }), readReport,
  } as unknown as World;
  const order: VerifyOrder = {
    incident: 'i', attempt: 1, service: 'storefront', repository: 'memory/shop', commit, environment: 'production', of: 'deployment', cache: undefined, digest: artifact, before: OTHER_DIGEST,
    deployedAt: T0, address: 'http://shop.example', alerts: { names: ['LoginRefused'], labels: LABELS }, log: 'i/1/verify', verify: aVerify({ alertClearsSeconds: 1 }),
  };
  const verify = (about: Partial<VerifyOrder> = {}): Promise<VerificationView> => new MockActivityEnvironment().run<[VerifyOrder], VerificationView, ReturnType<typeof createVerify>>(createVerify(world), { ...order, ...about });
  return { verify, monitoring, deployer, asked, artifact, orders: checkRunner.orders };
}

/** The artifact's own digest is not the test's to choose: queries name it by the label. */
const comparing = (artifact: string, about = {}): Partial<VerifyOrder> => ({ digest: artifact, verify: aVerify({ alertClearsSeconds: 1, compare: [ERRORS], ...about }) });
const newOf = (artifact: string, seconds = 30): string => `errors{digest="${artifact.slice(7, 19)}"}[${seconds}s]`;

describe('a deployment', () => {
  test('passes when the symptom is gone and the alert has cleared; the symptom is repeated where customers are', async () => {
    const { verify, orders } = await aProduction(PASSED);
    expect(await verify()).toMatchObject({ environment: 'production', of: 'deployment', verdict: 'passed', symptomGone: true, alertCleared: true, cell: { verdict: 'passed' } });
    expect(orders.map(({ env }) => env['DAYSHIFT_BASE_URL'])).toEqual(['http://shop.example']);
  });

  test('whose symptom passes only when it is run again asks a person, with both runs kept', async () => {
    const { verify } = await aProduction(FAILED, PASSED);
    const { verdict, reason, cell } = await verify();
    expect({ verdict, reason }).toEqual({ verdict: 'inconclusive', reason: expect.stringContaining('now and then') as string });
    expect(cell).toMatchObject({ flaky: [LOGIN], runs: [{ verdict: 'failed' }, { verdict: 'passed' }] });
  });

  test('whose symptom is still there fails at once: no alert is waited for', async () => {
    const { verify, monitoring } = await aProduction(FAILED);
    const firing = jest.spyOn(monitoring, 'firing');
    monitoring.setAlert('LoginRefused', LABELS, 'firing');
    expect(await verify({ verify: aVerify({ alertClearsSeconds: 3600 }) })).toMatchObject({ verdict: 'failed', symptomGone: false, alertCleared: false });
    expect(firing.mock.calls.length).toBeLessThanOrEqual(1);
  });

  test('waits for the alert to clear', async () => {
    const { verify, monitoring } = await aProduction(PASSED);
    monitoring.setAlert('LoginRefused', LABELS, 'firing');
    setTimeout(() => monitoring.setAlert('LoginRefused', LABELS, 'clear'), 100);
    expect(await verify({ verify: aVerify({ alertClearsSeconds: 60 }) })).toMatchObject({ verdict: 'passed', alertCleared: true });
  });

  test('fails when the alert does not clear in its time', async () => {
    const { verify, monitoring } = await aProduction(PASSED);
    monitoring.setAlert('LoginRefused', LABELS, 'firing');
    expect(await verify({ verify: aVerify({ alertClearsSeconds: 0 }) })).toMatchObject({ verdict: 'failed', symptomGone: true, reason: expect.stringContaining('still fires') as string });
  });
});

describe('its figures', () => {
  test('are those of the new release now, and those of the release before as they were when it went out', async () => {
    const { verify, monitoring, asked, artifact } = await aProduction(PASSED);
    monitoring.setMetric(newOf(artifact), 0.002);
    monitoring.setMetric(OLD, 0.002);
    expect(await verify(comparing(artifact))).toMatchObject({ verdict: 'passed', comparisons: [{ name: 'errors', release: 0.002, before: 0.002, ok: true }] });
    expect(asked).toEqual(expect.arrayContaining([{ query: newOf(artifact) }, { query: OLD, at: T0 }]));
  });

  test.each([[0.02, /above max/], [0.006, /more than before/]])('of %s errors, where 0.002 were before, fail it', async (errors, reason) => {
    const { verify, monitoring, artifact } = await aProduction(PASSED);
    monitoring.setMetric(newOf(artifact), errors);
    monitoring.setMetric(OLD, 0.002);
    expect(await verify(comparing(artifact))).toMatchObject({ verdict: 'failed', symptomGone: true, alertCleared: true, reason: expect.stringMatching(reason) as string });
  });

  test('without data are waited for, and then ask a person', async () => {
    const { verify, monitoring, asked, artifact } = await aProduction(PASSED);
    monitoring.setMetric(errorsOf('b', 1), 0);
    const view = await verify(comparing(artifact, { compareSeconds: 1 }));
    expect(view).toMatchObject({ verdict: 'inconclusive', comparisons: [{ release: null, ok: null, reason: 'the query found no data' }] });
    expect(asked.filter(({ query }) => query === newOf(artifact, 1)).length).toBeGreaterThan(1);
  });

  test('that come late are taken', async () => {
    const { verify, monitoring, artifact } = await aProduction(PASSED);
    monitoring.setMetric(OLD, 0);
    let asked = 0;
    monitoring.setMetric(newOf(artifact), () => ((asked += 1) > 1 ? 0 : null));
    expect(await verify(comparing(artifact))).toMatchObject({ verdict: 'passed' });
  });

  test('of a few seconds are not the last word: a young release is asked again until its window is whole', async () => {
    const { verify, monitoring, asked, artifact } = await aProduction(PASSED);
    for (const seconds of [1, 2]) monitoring.setMetric(newOf(artifact, seconds), seconds === 2 ? 0 : 1);
    monitoring.setMetric(errorsOf('b', 2), 0);
    const deployedAt = new Date().toISOString();
    const view = await verify({ ...comparing(artifact, { compareSeconds: 2 }), deployedAt });
    expect(view).toMatchObject({ verdict: 'passed', comparisons: [{ release: 0 }] });
    expect(asked.map(({ query }) => query)).toContain(newOf(artifact, 1));
  });

  test('of the first release there ever was are judged by their max', async () => {
    const { verify, monitoring, artifact } = await aProduction(PASSED);
    monitoring.setMetric(newOf(artifact), 0.001);
    expect(await verify({ ...comparing(artifact), before: undefined })).toMatchObject({ verdict: 'passed', comparisons: [{ before: null, ok: true }] });
  });
});

describe('a rollback', () => {
  test('holds with the symptom there and the alert firing, as they were before the fix', async () => {
    const { verify, monitoring } = await aProduction({ exitCode: 1, files: { 'results/smoke.xml': junit({ [LOGIN]: 'failed', 'shop › opens': 'passed' }) } });
    monitoring.setAlert('LoginRefused', LABELS, 'firing');
    expect(await verify({ of: 'rollback', verify: aVerify({ alertClearsSeconds: 3600 }) })).toMatchObject({ of: 'rollback', verdict: 'passed', symptomGone: false, alertCleared: false });
  });

  test('of which no test is answered holds when the target reports the digest, and not when it reports another or nothing', async () => {
    const { verify, deployer, artifact } = await aProduction(FAILED);
    expect(await verify({ of: 'rollback' })).toMatchObject({ verdict: 'failed', reason: expect.stringContaining('reports nothing') as string });
    deployer.setLive('storefront', { environment: 'production', digest: DIGEST, version: '2', at: at(0) });
    expect(await verify({ of: 'rollback' })).toMatchObject({ verdict: 'failed', reason: expect.stringContaining(`reports ${DIGEST}`) as string });
    deployer.setLive('storefront', { environment: 'production', digest: artifact, version: '1', at: at(0) });
    expect(await verify({ of: 'rollback' })).toMatchObject({ verdict: 'passed' });
  });

  test('is judged by the max of its figures, and not held against the release that failed', async () => {
    const { verify, monitoring, asked, artifact } = await aProduction(PASSED);
    monitoring.setMetric(newOf(artifact), 0.009);
    const order = { ...comparing(artifact, { compare: [ERRORS, { name: 'latency', query: 'latency', regression: 0.5 }] }), of: 'rollback' as const };
    expect(await verify(order)).toMatchObject({ verdict: 'passed', comparisons: [{ name: 'errors', before: null, limit: 'max 0.01', ok: true }] });
    monitoring.setMetric(newOf(artifact), 0.02);
    expect(await verify(order)).toMatchObject({ verdict: 'failed' });
    expect(asked.some(({ query }) => query === OLD || query === 'latency')).toBe(false);
  });
});
