// What a signer is told of the bytes: from the attempt's own results, and nothing that is not known.
import type { AttemptView, IncidentView, StageView } from '../../src/contracts/incident';
import type { CellResult } from '../../src/contracts/result';
import { factsOf, type FactsQuestion } from '../../src/domain/decision-facts';
import { aFinding, aLoadCell, aResult, aResultOn, aTeam, aTest, at, COMMIT, DIGEST, T0 } from '../support/builders';

const RUNNING = { environment: 'production', digest: DIGEST, version: '1.4.0', commit: 'f'.repeat(40), at: T0 };
const change = { commit: COMMIT, subject: 'accept any letter case', author: 'maya@storefront.example', authors: ['maya@storefront.example', 'Someone@else.example'], files: [{ path: 'src/login.ts', owners: [] }, { path: 'test/login.ts', owners: [] }], additions: 20, deletions: 4 };

function aStage(stage: string, results: readonly CellResult[], waiting = 0): StageView {
  const cells = results.map((result) => ({ id: result.id, check: result.check, point: result.point, state: 'done' as const, log: '', result }));
  const others = Array.from({ length: waiting }, (_, n) => ({ id: `${stage}/other/${n}`, check: 'other', point: {}, state: 'waiting' as const, log: '' }));
  return { stage, verdict: 'passed', cells: [...cells, ...others] };
}

function anAttempt(stages: StageView[], about: Partial<AttemptView> = {}): AttemptView {
  return { number: 3, commit: COMMIT, by: 'maya', change, verdict: 'passed', reason: '', startedAt: T0, touchesPipeline: false, buildLog: '', stages, digest: DIGEST, ...about };
}

function factsFor(stages: StageView[], about: Partial<FactsQuestion> = {}) {
  const view: Pick<IncidentView, 'acceptance' | 'team'> = { acceptance: [], team: aTeam() };
  return factsOf({ view, attempt: anAttempt(stages), plan: { stages: [] }, environment: 'production', running: RUNNING, budget: undefined, compareLink: undefined, ...about });
}
const figuresOf = (...args: Parameters<typeof factsFor>): string[] | undefined => factsFor(...args).gates[0]?.figures;

it('names the attempt, the change, and who has a part in it: by id where the team knows them', () => {
  expect(factsFor([], { attempt: anAttempt([], { by: 'ravi' }) })).toMatchObject({
    attempt: 3, subject: 'accept any letter case', authors: ['maya', 'Someone@else.example', 'ravi'], change: { files: 2, additions: 20, deletions: 4 },
  });
});

it('links the change against what runs there', () => {
  const compareLink = 'https://git.example/compare/{base}...{head}';
  expect(factsFor([], { compareLink }).change?.link).toBe(`https://git.example/compare/${'f'.repeat(40)}...${COMMIT}`);
  expect(factsFor([], { compareLink, running: undefined }).change?.link).toBeUndefined();
  expect(factsFor([], { compareLink, running: { ...RUNNING, commit: undefined } }).change?.link).toBeUndefined();
});

it('says what runs in that environment, and nothing of another', () => {
  expect(factsFor([]).running).toEqual(RUNNING);
  expect(factsFor([], { environment: 'staging' }).running).toBeUndefined();
});

it('carries the budget, unknown with its reason', () => {
  const budget = { objective: 0.995, windowSeconds: 3600, left: null, reason: 'no data', at: at(0) };
  expect(factsFor([], { budget }).budget).toEqual(budget);
});

it('counts the criteria of each story', () => {
  const line = (story: string, achieved: boolean) => ({ story, title: `As a customer (${story})`, criterion: 'x', achieved, why: '' });
  expect(factsFor([], { view: { team: aTeam(), acceptance: [line('LOGIN-1', true), line('LOGIN-2', true), line('LOGIN-1', false)] } }).acceptance).toEqual([
    { story: 'LOGIN-1', title: 'As a customer (LOGIN-1)', achieved: 1, criteria: 2 }, { story: 'LOGIN-2', title: 'As a customer (LOGIN-2)', achieved: 1, criteria: 1 },
  ]);
});

describe('a gate', () => {
  it('has its verdict, and its tests over all cells', () => {
    const stage = aStage('functional', [aResultOn('ipad', [aTest('login'), aTest('basket', 'skipped')]), aResultOn('pixel-8', [aTest('login'), aTest('basket', 'failed', { quarantined: true })])]);
    expect(factsFor([stage]).gates).toEqual([{ stage: 'functional', verdict: 'passed', figures: ['2 of 4 tests in 2 cells', '1 failed', '1 skipped'] }]);
    expect(figuresOf([aStage('functional', [aResultOn('ipad', [aTest('login')])])])).toEqual(['1 of 1 tests']);
  });

  it('has its metrics beside the limits and the running release', () => {
    const cell = aLoadCell({ 'latency p95': { max: '250ms', regression: '20%' }, 'errors rate': { max: '1%' } });
    const result = aResult({ id: cell.id, stage: 'performance', check: 'load', metrics: [
      { metric: 'latency p95', candidate: 0.18, running: 0.17, limit: 'max 250ms', ok: true }, { metric: 'errors rate', candidate: 0, limit: 'max 1%', ok: true },
      { metric: 'latency p95', candidate: 0.18, running: 0.17, limit: 'regression 20%', ok: false, unclear: true },
    ] });
    expect(figuresOf([aStage('performance', [result])], { plan: { stages: [{ stage: 'performance', role: 'performance-engineer', cells: [cell] }] } })).toEqual([
      'latency p95 180ms, running release 170ms (max 250ms)', 'errors rate 0% (max 1%)', 'latency p95 180ms, running release 170ms (regression 20%, unclear)',
    ]);
  });

  it('names the cell where several measure, and tells at most twenty figures', () => {
    const metrics = Array.from({ length: 12 }, (_, n) => ({ metric: `latency p${n}`, candidate: 0.1, limit: 'max 250ms', ok: true }));
    const figures = figuresOf([aStage('performance', ['one', 'other'].map((check) => aResult({ id: `performance/${check}`, stage: 'performance', check, metrics })))]);
    expect(figures?.[0]).toBe('one: latency p0 100ms (max 250ms)');
    expect(figures).toHaveLength(20);
    expect(figures?.[19]).toBe('and 5 more figures');
  });

  it('has its findings: new, known, suppressed and gone', () => {
    const found = (fresh: number, about: object = {}) => figuresOf([aStage('security', [aResult({ stage: 'security', findings: { fresh: Array.from({ length: fresh }, (_, n) => aFinding(`f${n}`)), known: 5, ...about } })])]);
    expect(found(0, { suppressed: 1, gone: 2 })).toEqual(['no new finding, 5 known', '1 suppressed', '2 gone']);
    expect(found(1)).toEqual(['1 new finding, 5 known']);
    expect(found(20)).toEqual(['at least 20 new findings, 5 known']);
  });

  it('says what was flaky, what was taken over, and what did not run', () => {
    const flaky = aResultOn('ipad', [aTest('clock', 'passed', { flaky: true, quarantined: true })], { flaky: ['basket'] });
    const reused = aResultOn('pixel-8', [aTest('login')], { reused: { attempt: 1 } });
    expect(figuresOf([aStage('functional', [flaky, reused], 1)])).toEqual(['2 of 3 cells ran', '2 of 2 tests in 2 cells', '2 flaky', '1 of 2 cells taken over from attempt 1']);
  });
});
