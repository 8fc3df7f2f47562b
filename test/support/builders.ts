// Whole default worlds for tests: each builder gives something valid, and takes what the test is about.
import type { Alert } from '../../src/contracts/alert';
import type { Check } from '../../src/contracts/check';
import type { DecisionCard } from '../../src/contracts/decision';
import type { PipelineFile } from '../../src/contracts/pipeline-file';
import type { Person, SignOff } from '../../src/contracts/people';
import type { CellPlan } from '../../src/contracts/plan';
import type { DeployPlan, EnvironmentPlan, SignOffPlan, VerifyPlan, WatchPlan } from '../../src/contracts/release-plan';
import type { Finding, FindingsReport, MetricsReport, TestCase, TestReport } from '../../src/contracts/report';
import type { CellResult } from '../../src/contracts/result';
import { openDecision, type Keeping, type Question } from '../../src/domain/approval';
import { plainCell } from '../../src/domain/plan';

export const T0 = '2026-03-02T09:00:00.000Z';
/** Seconds after nine o'clock on that Monday. */
export function at(seconds: number): string {
  return new Date(Date.parse(T0) + seconds * 1000).toISOString();
}

export const DIGEST = `sha256:${'a'.repeat(64)}`;
export const OTHER_DIGEST = `sha256:${'b'.repeat(64)}`;
export const COMMIT = 'c'.repeat(40);

export function anAlert(about: Partial<Alert> = {}): Alert {
  return { source: 'alertmanager', fingerprint: 'f1', status: 'firing', name: 'LoginRefused', service: 'storefront', severity: 'high', summary: 'A third of the logins is refused', labels: { service: 'storefront' }, startsAt: T0, ...about };
}

/** The end of the alert's episode, a minute after it began unless said otherwise. */
export function itsEnd(alert: Alert, endsAt = new Date(Date.parse(alert.startsAt) + 60_000).toISOString()): Alert {
  return { ...alert, status: 'resolved', endsAt };
}

export function aPerson(id: string, roles: Person['roles'], about: Partial<Person> = {}): Person {
  return { id, name: `${id[0]?.toUpperCase()}${id.slice(1)}`, roles, emails: [`${id}@storefront.example`], handles: [`@${id}`], ...about };
}

export function aTeam(): Person[] {
  return [
    aPerson('paula', ['product-owner']), aPerson('maya', ['developer']), aPerson('ravi', ['developer', 'operations-engineer']),
    aPerson('olga', ['operations-engineer']), aPerson('otto', ['operations-engineer']),
  ];
}

export function aRule(about: Partial<SignOffPlan> = {}): SignOffPlan {
  return { parties: [{ roles: ['operations-engineer'], people: [], approvals: 1 }], expiresSeconds: 8 * 3600, exception: [], breakGlass: ['operations-engineer', 'product-owner'], ...about };
}

/** What a card is kept by: one operations engineer, no hours, no freezes, nothing barred. */
export function aKeeping(about: Partial<Keeping> = {}): Keeping {
  return { rule: aRule(), team: aTeam(), freezes: [], barred: [], ...about };
}

export function aCard(about: Partial<Question> = {}): DecisionCard {
  return openDecision({ environment: 'production', digest: DIGEST, commit: COMMIT, by: aKeeping(), authors: ['maya@storefront.example'], pushedBy: ['maya'], at: T0, risks: [], ...about });
}

export function aSignOff(about: Partial<SignOff> = {}): SignOff {
  return { by: 'olga', decision: 'approve', digest: DIGEST, through: 'api', ...about };
}

export function aCell(about: Partial<CellPlan> = {}): CellPlan {
  return plainCell({
    id: 'functional/login', stage: 'functional', check: 'login', run: 'npm test', report: { junit: 'results/junit.xml' }, timeoutSeconds: 600,
    rounds: 2, ratchet: 'new', from: 'warning', ...about,
  });
}

export function aLoadCell(thresholds: CellPlan['thresholds'], about: Partial<CellPlan> = {}): CellPlan {
  return aCell({ id: 'performance/load', stage: 'performance', check: 'load', report: { autocannon: 'results/load.json' }, thresholds, compare: true, rounds: 3, maxRounds: 8, ...about });
}

export function aTest(name: string, status: TestCase['status'] = 'passed', about: Partial<TestCase> = {}): TestCase {
  return { name, status, seconds: 0.1, ...(status === 'failed' ? { message: 'expected 200, found 401' } : {}), ...about };
}

export function aTestReport(...cases: TestCase[]): TestReport {
  return { kind: 'tests', cases };
}

export function aLoad(metrics: Record<string, number>): MetricsReport {
  return { kind: 'metrics', metrics };
}

export function aFinding(identity: string, about: Partial<Finding> = {}): Finding {
  return { rule: 'no-eval', level: 'warning', message: 'eval can be harmful', file: 'src/login.ts', line: 3, identity, ...about };
}

export function someFindings(...findings: Finding[]): FindingsReport {
  return { kind: 'findings', tool: 'eslint', findings };
}

export function aResult(about: Partial<CellResult> = {}): CellResult {
  return { id: 'functional/login', stage: 'functional', check: 'login', point: {}, verdict: 'passed', reason: '1 of 1 tests passed', seconds: 1, evidence: [], log: 'i/1/functional/login', box: 'process group', ...about };
}

/** A functional cell on one device that reports these tests. */
export function aResultOn(device: string, cases: TestCase[], about: Partial<CellResult> = {}): CellResult {
  const count = (status: TestCase['status']): number => cases.filter((test) => test.status === status).length;
  return aResult({
    id: `functional/login/device=${device}`, point: { device },
    tests: { total: cases.length, passed: count('passed'), failed: count('failed'), skipped: count('skipped'), cases }, ...about,
  });
}

export function aCheck(about: Partial<Check> = {}): Check {
  return {
    name: 'login', run: 'npm test', report: { junit: 'results/junit.xml' }, timeout: '10m', needs: [], matrix: {}, include: [], exclude: [], cells: [], env: {}, retries: 1, baseline: 'running',
    cache: [], services: [], limits: {}, network: 'full', thresholds: {}, rounds: 2, maxRounds: 8, profile: { kind: 'load' }, ratchet: 'new', from: 'warning', ...about,
  };
}

export function aPipelineFile(about: Partial<PipelineFile> = {}): PipelineFile {
  return {
    service: 'storefront',
    stories: [{ id: 'LOGIN-1', story: 'As a customer I log in', criteria: [{ text: 'Any letter case', tests: ['login › accepts any letter case'], in: [] }] }],
    checkout: { lfs: false, submodules: false },
    build: { run: 'make', artifact: 'dist', timeout: '10m', env: {}, limits: {}, network: 'full' },
    stages: {
      functional: { checks: [aCheck()] },
      performance: { checks: [aCheck({ name: 'load', report: { autocannon: 'results/load.json' }, thresholds: { 'latency p97.5': { max: '250ms', regression: '20%' } } })] },
      security: { checks: [aCheck({ name: 'static', report: { sarif: 'results/static.sarif' } })] },
    },
    furtherStages: {}, quarantine: [], suppressions: [],
    environments: [],
    signOff: { roles: ['operations-engineer'], people: [], approvals: 1, and: [], expires: '8h', breakGlass: { roles: ['operations-engineer', 'product-owner'] } },
    deploy: { environment: 'production', target: 'processes', strategy: 'blue-green', steps: [], start: 'node server.js', health: '/health', timeout: '1m' },
    verify: { run: 'npm run smoke', report: { junit: 'results/smoke.xml' }, timeout: '5m', alertClears: '5m', compare: [], compareFor: '30s', env: {} },
    watch: { for: '1h', every: '15s', objective: '99.5%', query: 'bad_share', figures: [], badSamples: 3, onBurn: 'rollback' },
    ...about,
  };
}

export function aWatch(about: Partial<WatchPlan> = {}): WatchPlan {
  return { forSeconds: 100, everySeconds: 10, objective: 0.99, query: 'bad_share', burn: [], figures: [], badSamples: 3, onBurn: 'rollback', ...about };
}

export function aDeploy(about: Partial<DeployPlan> = {}): DeployPlan {
  return { environment: 'production', target: 'processes', strategy: 'blue-green', steps: [], start: 'node server.js', health: '/health', timeoutSeconds: 60, ...about };
}

export function aVerify(about: Partial<VerifyPlan> = {}): VerifyPlan {
  return { run: 'npm run smoke', report: { junit: 'results/smoke.xml' }, timeoutSeconds: 300, alertClearsSeconds: 300, compare: [], compareSeconds: 30, env: {}, ...about };
}

/** The way to one environment; a name changes the deployment's too. */
export function anEnvironment(about: Partial<EnvironmentPlan> = {}): EnvironmentPlan {
  const environment = about.environment ?? 'production';
  return { environment, signOff: aRule(), deploy: aDeploy({ environment }), verify: aVerify(), watch: aWatch(), ...about };
}

/** One sample every ten seconds: a number is a share of bad events, null is no data. */
export function samplesOf(...shares: (number | null)[]): { at: string; bad: number | null }[] {
  return shares.map((bad, i) => ({ at: at(i * 10), bad }));
}
