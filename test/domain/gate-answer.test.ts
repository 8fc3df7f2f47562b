// A gate that did not pass says what failed, where, since when, how to repeat it, and shows it.
import type { MetricResult } from '../../src/contracts/report';
import type { CellResult } from '../../src/contracts/result';
import { answerOf, faultsOf, repeatCommand } from '../../src/domain/gate-answer';
import { aCell, aFinding, aLoadCell, aResult, aResultOn, aTest, DIGEST } from '../support/builders';

const failedOn = (device: string, ...args: Parameters<typeof aTest>[]): CellResult => aResultOn(device, args.map((one) => aTest(...one)), { verdict: 'failed', log: `i/1/${device}` });
const kept = (name: string) => ({ name, digest: DIGEST, mediaType: 'image/png', bytes: 1 });
const load = (...metrics: MetricResult[]) => faultsOf([aLoadCell({ 'latency p95': { max: '250ms', regression: '20%' } })], [aResult({ id: 'performance/load', stage: 'performance', check: 'load', verdict: metrics.some(({ unclear }) => unclear) ? 'inconclusive' : 'failed', metrics })]);

describe('tests', () => {
  test('each failing test once, with the cells it failed in and the line', () => {
    const faults = faultsOf([], [
      failedOn('ipad', ['login › x', 'failed', { file: 'tests/login.spec.ts', line: 27, message: '\n expected 200\n at x' }]), failedOn('pixel-8', ['login › x', 'failed'], ['other']), aResultOn('iphone-15', [aTest('login › x')]),
    ]);
    expect(faults).toEqual([{
      cell: 'functional/login/device=ipad', what: 'login › x: expected 200 (in 2 of 3 cells: device=ipad; device=pixel-8)', file: 'tests/login.spec.ts', line: 27,
      command: 'dayshift pipeline run --check login --at device=ipad', evidence: [], log: 'i/1/ipad',
    }]);
  });

  test('everywhere is said shortly, and so is a crowd of cells', () => {
    expect(faultsOf([], ['a', 'b'].map((device) => failedOn(device, ['x', 'failed', { message: undefined }])))[0]?.what).toBe('x: failed (in all 2 cells)');
    const five = ['a', 'b', 'c', 'd', 'e'].map((device) => failedOn(device, ['x', 'failed']));
    expect(faultsOf([], [...five, aResultOn('f', [aTest('x')])])[0]?.what).toBe('x: expected 200, found 401 (in 5 of 6 cells: device=a; device=b; device=c and 2 more)');
  });

  test('new before known, and nothing is said when nobody asked production', () => {
    const result = failedOn('ipad', ['old', 'failed', { known: true }], ['fresh', 'failed']);
    const asked = { ...result, tests: result.tests && { ...result.tests, known: 1 } };
    expect(faultsOf([], [asked]).map(({ what, isNew }) => [what.split(':')[0], isNew])).toEqual([['fresh', true], ['old', false]]);
    expect(faultsOf([], [failedOn('ipad', ['x', 'failed'])])[0]).not.toHaveProperty('isNew');
  });

  test('new in one cell is new', () => {
    const known = (device: string, isKnown: boolean): CellResult => {
      const result = failedOn(device, ['x', 'failed', isKnown ? { known: true } : {}]);
      return { ...result, tests: result.tests && { ...result.tests, known: isKnown ? 1 : 0 } };
    };
    expect(faultsOf([], [known('ipad', true), known('pixel-8', false)])).toMatchObject([{ isNew: true }]);
    expect(faultsOf([], [known('ipad', true), known('pixel-8', true)])).toMatchObject([{ isNew: false }]);
  });

  test('a flaky test that holds the gate is told, one in quarantine is not', () => {
    const cases = [aTest('shaky', 'passed', { flaky: true, message: 'timeout' }), aTest('let through', 'failed', { quarantined: true })];
    expect(faultsOf([], [aResultOn('ipad', cases, { verdict: 'inconclusive', flaky: ['shaky'] })]).map(({ what }) => what)).toEqual(['shaky: failed, and passed of the same bytes (timeout)']);
  });

  test('its own screenshot and trace come first, then the report; nothing of the running release', () => {
    const evidence = ['candidate/junit.xml', 'candidate/a/shot.png', 'candidate/b/shot.png', 'candidate/b/trace.zip', 'running/b/shot.png'].map(kept);
    const names = (attachments?: string[]) => faultsOf([], [{ ...failedOn('ipad', ['x', 'failed', { attachments }]), evidence }])[0]?.evidence.map(({ name }) => name);
    expect(names(['results/b/shot.png', './results/b/trace.zip'])).toEqual(['candidate/b/shot.png', 'candidate/b/trace.zip', 'candidate/junit.xml']);
    expect(names()).toEqual(['candidate/a/shot.png', 'candidate/b/shot.png', 'candidate/b/trace.zip', 'candidate/junit.xml']);
  });
});

describe('metrics', () => {
  test('a broken limit says by how much, and whether production breaks it too', () => {
    expect(load({ metric: 'latency p95', candidate: 0.3, running: 0.2, limit: 'max 250ms', ok: false })).toMatchObject([{ what: 'latency p95 is 300ms (running release 200ms), allowed is max 250ms: 20% too high', isNew: true, command: 'dayshift pipeline run --check load' }]);
    expect(load({ metric: 'latency p95', candidate: 0.3, running: 0.28, limit: 'max 250ms', ok: false })[0]?.isNew).toBe(false);
    expect(load({ metric: 'latency p95', candidate: 0.3, limit: 'max 250ms', ok: false })[0]).not.toHaveProperty('isNew');
  });

  test('a regression says how much worse than production it is', () => {
    expect(load({ metric: 'latency p95', candidate: 0.3, running: 0.2, limit: 'regression 20%', ok: false })).toMatchObject([{ what: expect.stringContaining('allowed is regression 20%: 50% higher than in production') as string, isNew: true }]);
  });

  test('noise is told as noise, and what held is not told', () => {
    const held = { metric: 'latency p95', candidate: 0.2, limit: 'max 250ms', ok: true };
    const unclear = { metric: 'latency p95', candidate: 0.2, running: 0.18, limit: 'regression 20%', ok: false, unclear: true, interval: [-0.1, 0.4] as [number, number] };
    expect(load(held, unclear).map(({ what }) => what)).toEqual([expect.stringMatching(/^noise hides the answer: latency p95 is 200ms .*between 10% lower and 40% higher/)]);
  });
});

test('a finding is told with its rule, place and related line', () => {
  const finding = aFinding('i', { related: [{ file: 'src/a.ts', line: 7, message: 'the source' }] });
  const result = aResult({ id: 'security/static', stage: 'security', check: 'static', verdict: 'failed', findings: { fresh: [finding], known: 0 } });
  const told = { what: 'no-eval: eval can be harmful (see src/a.ts:7, the source)', file: 'src/login.ts', line: 3 };
  expect(faultsOf([aCell({ id: 'security/static', ratchet: 'new' })], [result])).toMatchObject([{ ...told, isNew: true }]);
  expect(faultsOf([aCell({ id: 'security/static', ratchet: 'all' })], [result])[0]).not.toHaveProperty('isNew');
});

describe('cells that came to nothing', () => {
  test('an errored cell says what was found and what to do', () => {
    expect(faultsOf([], [aResult({ verdict: 'errored', reason: 'login ran no test: let the command select at least one' })])).toMatchObject([{ what: 'login errored: login ran no test: let the command select at least one', cell: 'functional/login' }]);
  });

  test('a cell without a result is told when nothing else is', () => {
    expect(faultsOf([aCell(), aCell({ id: 'functional/other', check: 'other' })], [aResult()]).map(({ what }) => what)).toEqual(['other left no result: run it again']);
    expect(faultsOf([aCell(), aCell({ id: 'functional/other', check: 'other' })], [aResult({ verdict: 'errored', reason: 'x' })])).toHaveLength(1);
  });

  test('what passed is not told', () => {
    expect(faultsOf([aCell()], [aResult()])).toEqual([]);
  });
});

describe('the command', () => {
  test('is one line for a shell, whatever the values hold', () => {
    expect(repeatCommand({ check: 'login', point: { device: 'iphone-15', environment: 'current-data' } })).toBe('dayshift pipeline run --check login --at device=iphone-15 --at environment=current-data');
    expect(repeatCommand({ check: 'login', point: { device: 'Galaxy S9 $(rm)' } })).toBe('dayshift pipeline run --check login --at \'device=Galaxy S9 $(rm)\'');
    expect(repeatCommand({ check: 'login', point: { device: 'it\'s' } })).toBe('dayshift pipeline run --check login --at \'device=it\'\\\'\'s\'');
  });
});

test('of many faults ten are said, and no cell is hidden behind the failures of another', () => {
  const crowd = failedOn('ipad', ...Array.from({ length: 30 }, (_, i): Parameters<typeof aTest> => [`test ${i}`, 'failed']));
  const answer = answerOf([], [crowd, aResult({ id: 'functional/basket', check: 'basket', verdict: 'errored', reason: 'the box broke' })]);
  expect(answer.faults).toHaveLength(10);
  expect(answer.faults.at(-1)).toMatchObject({ cell: 'functional/basket' });
  expect(answer.more).toBe(21);
});

test('what differs between devices is said beside', () => {
  expect(answerOf([], [failedOn('ipad', ['x', 'failed']), aResultOn('pixel-8', [aTest('x')])]).differs).toEqual(['“x” fails on device ipad only (1 of 2 cells)']);
});
