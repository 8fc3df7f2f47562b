// What a fix's own pipeline file asks less of is said, sentence by sentence; what it asks more of is not.
import type { Check } from '../../src/contracts/check';
import type { PipelineFile } from '../../src/contracts/pipeline-file';
import { planAttempt } from '../../src/domain/plan';
import { weakerIn } from '../../src/domain/weakening';
import { aCheck, aPipelineFile } from '../support/builders';

const FACTS = { pipelineDigest: 'sha256:0', pipelineCommit: 'c', touchesPipeline: true, weakens: [], day: '2026-03-02' };
const FILE = aPipelineFile();
const LOGIN = aCheck({ matrix: { device: ['ipad', 'pixel-8'] } });
const QUARANTINE = { check: 'login', test: 'signs in', at: [{}], owner: 'maya', reason: 'timing', review: '2026-04-01' };
const SUPPRESSION = { rule: 'no-eval', owner: 'maya', reason: 'generated', until: '2026-04-01' };

/** What is said of a file that was changed, and of the change taken back. */
function both(before: Partial<PipelineFile>, after: Partial<PipelineFile>): { forth: string[]; back: string[] } {
  const [one, other] = [planAttempt(aPipelineFile(before), FACTS), planAttempt(aPipelineFile(after), FACTS)];
  return { forth: weakerIn(one, other), back: weakerIn(other, one) };
}

function functional(...checks: Check[]): Partial<PipelineFile> {
  return { stages: { ...FILE.stages, functional: { checks } } };
}

function criterion(about: Partial<PipelineFile['stories'][number]['criteria'][number]>): Partial<PipelineFile> {
  return { stories: [{ id: 'LOGIN-1', story: 's', criteria: [{ text: 'Any letter case', tests: ['a', 'b'], in: [], ...about }] }] };
}

test('the same file says nothing', () => {
  expect(both({}, {})).toEqual({ forth: [], back: [] });
});

describe('checks and cells', () => {
  test('a check that is gone is said once, and one that is new not at all', () => {
    expect(both(functional(LOGIN, aCheck({ name: 'cart' })), functional(aCheck({ name: 'cart' })))).toEqual({ forth: ['the check functional/login is gone'], back: [] });
  });

  test('a stage of the team\'s own that is gone', () => {
    const own = { accessibility: { after: 'security', role: 'devtester' as const, checks: [aCheck()] } };
    expect(both({ furtherStages: own }, {})).toEqual({ forth: ['the stage accessibility is gone'], back: [] });
  });

  test('a cell that is gone', () => {
    expect(both(functional(LOGIN), functional({ ...LOGIN, exclude: [{ device: 'pixel-8' }] }))).toEqual({ forth: ['1 cell of functional/login is gone, first functional/login/device=pixel-8'], back: [] });
  });

  test('a command, a report or variables that are others: either way round, for nobody can compare them', () => {
    expect(both(functional(LOGIN), functional({ ...LOGIN, run: 'true' }))).toEqual({
      forth: ['functional/login runs another command: `true` instead of `npm test`'], back: ['functional/login runs another command: `npm test` instead of `true`'],
    });
    expect(both(functional(LOGIN), functional({ ...LOGIN, report: { junit: 'kept.xml' } })).forth).toEqual(['functional/login is judged by another report']);
    expect(both(functional(LOGIN), functional({ ...LOGIN, env: { SKIP: 'password-of-somebody' } })).forth).toEqual(['2 cells of functional/login are given other variables (SKIP)']);
    expect(both(functional(LOGIN), functional({ ...LOGIN, cells: [{ at: { device: 'ipad' }, env: { SKIP: '1' } }] })).forth).toEqual(['1 cell of functional/login is given other variables (SKIP)']);
    expect(both(functional(LOGIN), functional({ ...LOGIN, external: 'ci' })).forth).toEqual(['functional/login runs at ci instead of here']);
  });

  test('the network, once it is shut', () => {
    expect(both(functional({ ...LOGIN, network: 'none' }), functional(LOGIN))).toEqual({ forth: ['functional/login may use the network'], back: [] });
  });

  test('limits of time and amounts are no matter of the gate', () => {
    expect(both(functional(LOGIN), functional({ ...LOGIN, timeout: '1h', limits: { memory: '4GB' }, rounds: 5, needs: ['x'] }))).toEqual({ forth: [], back: [] });
  });

  test('more retries', () => {
    expect(both(functional(LOGIN), functional({ ...LOGIN, retries: 3 }))).toEqual({ forth: ['a failed run of functional/login is repeated 3 times instead of 1'], back: [] });
  });
});

describe('thresholds', () => {
  const load = (thresholds: Check['thresholds']): Partial<PipelineFile> => (
    { stages: { ...FILE.stages, performance: { checks: [aCheck({ name: 'load', report: { k6: 'k6.json' }, thresholds })] } } });

  test('loosened', () => {
    expect(both(load({ 'latency p95': { max: '250ms' } }), load({ 'latency p95': { max: '1s' } }))).toEqual({ forth: ['performance/load holds `latency p95` to max 1s instead of 250ms'], back: [] });
    expect(both(load({ 'requests rate': { min: 100 } }), load({ 'requests rate': { min: 90 } }))).toEqual({ forth: ['performance/load holds `requests rate` to min 90 instead of 100'], back: [] });
    expect(both(load({ 'latency p95': { regression: '20%' } }), load({ 'latency p95': { regression: 0.5 } }))).toEqual({ forth: ['performance/load holds `latency p95` to regression 0.5 instead of 20%'], back: [] });
  });

  test('written otherwise and the same', () => {
    expect(both(load({ 'latency p95': { max: '250ms' } }), load({ 'latency p95': { max: '0.25s' } }))).toEqual({ forth: [], back: [] });
  });

  test('gone, whole or in part', () => {
    expect(both(load({ a: { max: '1s', regression: '5%' }, b: { max: 1 } }), load({ a: { max: '1s' } })).forth).toEqual(['performance/load no longer holds `a` to regression 5%', 'performance/load no longer holds `b` to max 1']);
  });

  test('a soak that is shorter, a stress that holds less, another profile', () => {
    const profile = (written: Check['profile']): Partial<PipelineFile> => functional({ ...LOGIN, matrix: {}, profile: written });
    expect(both(profile({ kind: 'soak', for: '1h' }), profile({ kind: 'soak', for: '1m' }))).toEqual({ forth: ['the soak of functional/login lasts 60 s instead of 3600 s'], back: [] });
    expect(both(profile({ kind: 'stress', levels: [1, 2], holds: 2 }), profile({ kind: 'stress', levels: [1, 2], holds: 1 }))).toEqual({ forth: ['functional/login must hold at level 1 instead of 2'], back: [] });
    expect(both(profile({ kind: 'load' }), profile({ kind: 'soak', for: '1m' }))).toEqual({
      forth: ['functional/login loads with the profile soak, without the running release beside it'], back: ['functional/login loads with the profile load instead of soak'],
    });
  });
});

describe('findings', () => {
  const scan = (about: Partial<Check>): Partial<PipelineFile> => ({ stages: { ...FILE.stages, security: { checks: [aCheck({ name: 'static', report: { sarif: 's.sarif' }, ...about })] } } });

  test('that block from a higher level on, or only when they are new', () => {
    expect(both(scan({ from: 'note' }), scan({ from: 'error' }))).toEqual({ forth: ['findings of security/static block from error on instead of from note'], back: [] });
    expect(both(scan({ ratchet: 'all' }), scan({ ratchet: 'new' }))).toEqual({ forth: ['findings of security/static that the running release has too no longer block'], back: [] });
  });

  test('that are suppressed, or for longer', () => {
    const check = 'static';
    expect(both({}, { suppressions: [{ ...SUPPRESSION, check, file: 'a.ts' }] })).toEqual({ forth: ['findings of no-eval in a.ts no longer hold security/static until 2026-04-01'], back: [] });
    expect(both({ suppressions: [{ ...SUPPRESSION, check }] }, { suppressions: [{ ...SUPPRESSION, check, until: '2026-05-01' }] })).toEqual({ forth: ['findings of no-eval no longer hold security/static until 2026-05-01'], back: [] });
  });

  test('that are suppressed for less, or no more on the day', () => {
    expect(both({ suppressions: [SUPPRESSION] }, { suppressions: [{ ...SUPPRESSION, file: 'a.ts' }] }).forth).toEqual([]);
    expect(both({}, { suppressions: [{ ...SUPPRESSION, until: '2026-03-01' }] }).forth).toEqual([]);
  });
});

describe('a quarantine', () => {
  test('that is new is said with its number of cells', () => {
    expect(both(functional(LOGIN), { ...functional(LOGIN), quarantine: [QUARANTINE] })).toEqual({ forth: ['"signs in" no longer holds 2 cells of functional/login until 2026-04-01'], back: [] });
  });

  test('that is prolonged, or wider', () => {
    const narrow = { ...QUARANTINE, at: [{ device: 'ipad' }] };
    expect(both({ quarantine: [QUARANTINE] }, { quarantine: [{ ...QUARANTINE, review: '2026-06-01' }] })).toEqual({ forth: ['"signs in" no longer holds 1 cell of functional/login until 2026-06-01'], back: [] });
    expect(both({ ...functional(LOGIN), quarantine: [narrow] }, { ...functional(LOGIN), quarantine: [QUARANTINE] })).toEqual({ forth: ['"signs in" no longer holds 1 cell of functional/login until 2026-04-01'], back: [] });
  });
});

describe('stories', () => {
  test('a story, a criterion, a test or an id that is gone', () => {
    expect(both({ stories: [...FILE.stories, { id: 'B', story: 's', criteria: [{ text: 't', tests: ['x'], in: [] }] }] }, {})).toEqual({ forth: ['the story B is gone'], back: [] });
    expect(both(criterion({}), criterion({ text: 'Some letter case' })).forth).toEqual(['LOGIN-1 no longer asks that "Any letter case"']);
    expect(both(criterion({}), criterion({ tests: ['a'] }))).toEqual({ forth: ['"Any letter case" of LOGIN-1 no longer asks for the test "b"'], back: [] });
    expect(both(criterion({ id: 'C1' }), criterion({}))).toEqual({ forth: ['"Any letter case" of LOGIN-1 is no longer named by tests as C1'], back: [] });
  });

  test('a criterion by its id may be worded anew', () => {
    expect(both(criterion({ id: 'C1' }), criterion({ id: 'C1', text: 'In any case' }))).toEqual({ forth: [], back: [] });
  });

  test('a criterion that must hold in fewer cells', () => {
    const narrowed = ['"Any letter case" of LOGIN-1 must hold in fewer cells'];
    expect(both(criterion({}), criterion({ in: [{ device: 'ipad' }] }))).toEqual({ forth: narrowed, back: [] });
    expect(both(criterion({ in: [{ device: 'ipad' }] }), criterion({ in: [{ device: 'ipad', os: '17' }] }))).toEqual({ forth: narrowed, back: [] });
  });
});

test('the sign-off, the verification and the watch', () => {
  const { signOff, verify, watch } = FILE;
  expect(both({ signOff: { ...signOff, approvals: 2 } }, { signOff: { ...signOff, roles: ['operations-engineer', 'developer'], expires: '1h' } })).toEqual({
    forth: ['the sign-off asks for 1 approvals instead of 2', 'the sign-off is open to developer too'], back: [],
  });
  expect(both({}, { verify: { ...verify, run: 'true' } }).forth).toEqual(['the verification after a deployment is another: `true` instead of `npm run smoke`']);
  expect(both({}, { watch: { ...watch, for: '1m', every: '30s', objective: '90%', badSamples: 9, onBurn: 'observe' } })).toEqual({
    forth: [
      'the watch lasts 60 s instead of 3600 s', 'the watch looks every 30 s instead of every 15 s', 'the watch\'s objective is 90% instead of 99.5%',
      'the watch acts after 9 bad samples instead of 3', 'the watch\'s answer to a burn is observe instead of rollback',
    ],
    back: [],
  });
  expect(both({}, { watch: { ...watch, query: 'vector(0)' } }).forth).toEqual(['the watch asks monitoring something else']);
});

test('cells taken over from earlier attempts, by fewer inputs', () => {
  const plans = [undefined, ['src'], ['src', 'test']].map((inputs) => planAttempt(aPipelineFile(inputs ? { reuse: { inputs } } : {}), { ...FACTS, tree: 't' }));
  const [none, few, many] = plans as [typeof plans[0] & object, typeof plans[0] & object, typeof plans[0] & object];
  expect(weakerIn(none, many)).toEqual(['cells that passed in an earlier attempt would not be run again']);
  expect(weakerIn(many, few)).toEqual(['a change of test would no longer have cells run again']);
  expect([weakerIn(many, none), weakerIn(few, many)]).toEqual([[], []]);
});
