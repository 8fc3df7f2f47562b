// A pipeline file becomes a frozen plan: every cell by name, every time in seconds.
import { cellsOf, planAttempt } from '../../src/domain/plan';
import { lastEnvironment } from '../../src/domain/plan-release';
import { aCheck, aPipelineFile } from '../support/builders';

const FACTS = { pipelineDigest: 'sha256:0', pipelineCommit: 'c', touchesPipeline: false, weakens: [], day: '2026-03-02' };
const matrix = { environment: ['current', 'legacy'], device: ['ipad', 'pixel-8'] };

test('a matrix is unrolled into a cell for each point, axes by name, values as written', () => {
  expect(cellsOf('functional', aCheck({ matrix })).map(({ id }) => id)).toEqual([
    'functional/login/device=ipad,environment=current',
    'functional/login/device=ipad,environment=legacy',
    'functional/login/device=pixel-8,environment=current',
    'functional/login/device=pixel-8,environment=legacy',
  ]);
});

test('a cell knows its point', () => {
  expect(cellsOf('functional', aCheck({ matrix }))[1]?.point).toEqual({ device: 'ipad', environment: 'legacy' });
});

test('a check without a matrix is one cell', () => {
  expect(cellsOf('security', aCheck({ name: 'static' }))).toEqual([expect.objectContaining({ id: 'security/static', point: {} })]);
});

test('values that hold the joining signs keep their ids apart', () => {
  const ids = cellsOf('functional', aCheck({ matrix: { a: ['1,b=2', '1'], b: ['2', '2/3'] } })).map(({ id }) => id);
  expect(new Set(ids).size).toBe(4);
  expect(ids[0]).toBe('functional/login/a=1%2cb%3d2,b=2');
});

test('stages come in the order of the day, whatever the order in the file', () => {
  const { functional, performance, security } = aPipelineFile().stages;
  const plan = planAttempt(aPipelineFile({ stages: { security, performance, functional } }), FACTS);
  expect(plan.stages.map(({ stage }) => stage)).toEqual(['functional', 'performance', 'security']);
});

test('durations are in seconds and the objective is a share', () => {
  const plan = planAttempt(aPipelineFile(), FACTS);
  expect(plan.build.timeoutSeconds).toBe(600);
  const { signOff, deploy, verify, watch } = lastEnvironment(plan);
  expect(signOff).toEqual({ parties: [{ roles: ['operations-engineer'], people: [], approvals: 1 }], expiresSeconds: 28_800, exception: [], breakGlass: ['operations-engineer', 'product-owner'] });
  expect(deploy.timeoutSeconds).toBe(60);
  expect(verify).toMatchObject({ timeoutSeconds: 300, alertClearsSeconds: 300, compareSeconds: 30 });
  expect(watch).toEqual({ forSeconds: 3600, everySeconds: 15, objective: 0.995, query: 'bad_share', burn: [], figures: [], badSamples: 3, onBurn: 'rollback' });
});

test('an objective written as a plain number is the share itself', () => {
  const { watch } = aPipelineFile();
  expect(lastEnvironment(planAttempt(aPipelineFile({ watch: { ...watch, objective: 0.9 } }), FACTS)).watch?.objective).toBe(0.9);
});

test('the facts of the attempt are kept', () => {
  expect(planAttempt(aPipelineFile(), { ...FACTS, touchesPipeline: true })).toMatchObject({ pipelineDigest: 'sha256:0', pipelineCommit: 'c', touchesPipeline: true });
});

describe('comparison with the running release', () => {
  const load = aCheck({ name: 'load', report: { k6: 'summary.json' }, thresholds: { 'http_req_duration p(95)': { max: '1s' }, 'http_req_failed rate': { regression: '1%' } } });

  test('is made when any threshold of a load report speaks of regression', () => {
    expect(cellsOf('performance', load)[0]?.compare).toBe(true);
  });

  test('is not made for fixed limits alone', () => {
    expect(cellsOf('performance', { ...load, thresholds: { 'http_req_duration p(95)': { max: '1s' } } })[0]?.compare).toBe(false);
  });

  test('is made in whichever stage the check stands', () => {
    expect(cellsOf('functional', load)[0]?.compare).toBe(true);
  });

  test('is not made for a soak or a stress, which load the candidate alone', () => {
    expect(cellsOf('performance', { ...load, profile: { kind: 'soak', for: '1h' } })[0]).toMatchObject({ compare: false, profile: { kind: 'soak', seconds: 3600 } });
    expect(cellsOf('performance', { ...load, profile: { kind: 'stress', levels: [1, 2], holds: 2 } })[0]?.compare).toBe(false);
  });
});
