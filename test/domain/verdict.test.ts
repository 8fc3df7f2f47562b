// Functional gates fail closed: what was not shown to be good is not passed.
import { judgeStage, worst } from '../../src/domain/gate';
import { judgeTests } from '../../src/domain/verdict';
import { aCell, aResult, aTest, aTestReport } from '../support/builders';

const cell = aCell();

describe('one cell of tests', () => {
  test('passes when every test passed', () => {
    expect(judgeTests(cell, aTestReport(aTest('a'), aTest('b')), [])).toMatchObject({ verdict: 'passed', reason: '2 of 2 tests passed' });
  });

  test('with no test at all is errored, never passed', () => {
    expect(judgeTests(cell, aTestReport(), [])).toMatchObject({ verdict: 'errored', reason: expect.stringContaining('ran no test') as string });
  });

  test('with every test skipped is errored', () => {
    const judged = judgeTests(cell, aTestReport(aTest('a', 'skipped'), aTest('b', 'skipped')), []);
    expect(judged).toMatchObject({ verdict: 'errored', reason: expect.stringContaining('skipped all of its 2 tests') as string });
  });

  test('with some skipped passes and says how many', () => {
    expect(judgeTests(cell, aTestReport(aTest('a'), aTest('b', 'skipped')), [])).toMatchObject({ verdict: 'passed', reason: '1 of 2 tests passed, 1 skipped' });
  });

  test('fails by one failure and names the first in one sentence', () => {
    const report = aTestReport(aTest('a'), aTest('login › refuses', 'failed', { message: '\n  expected 200, found 401\n    at login.ts:3' }), aTest('c', 'failed'));
    expect(judgeTests(cell, report, [])).toMatchObject({ verdict: 'failed', reason: '2 of 3 tests failed, first “login › refuses”: expected 200, found 401' });
  });

  test('fails without a message too', () => {
    expect(judgeTests(cell, aTestReport(aTest('a', 'failed', { message: undefined })), []).reason).toBe('1 of 1 tests failed, first “a”');
  });

  test('counts all, keeps failures first and the wanted', () => {
    const report = aTestReport(aTest('plain'), aTest('suite › wanted'), aTest('broken', 'failed'));
    const { tests } = judgeTests(cell, report, ['wanted']);
    expect(tests).toMatchObject({ total: 3, passed: 2, failed: 1, skipped: 0 });
    expect(tests?.cases.map(({ name }) => name)).toEqual(['broken', 'suite › wanted']);
  });

  test('keeps at most fifty, and a wanted one is not crowded out by failures', () => {
    const failures = Array.from({ length: 80 }, (_, i) => aTest(`broken ${i}`, 'failed'));
    const { tests } = judgeTests(cell, aTestReport(...failures, aTest('wanted')), ['wanted']);
    expect(tests?.cases).toHaveLength(50);
    expect(tests?.cases.at(-1)?.name).toBe('wanted');
    expect(tests?.failed).toBe(80);
  });

  test('keeps the worst of the cases that bear a wanted name', () => {
    const crowd = Array.from({ length: 60 }, (_, i) => aTest(`browser ${i} › wanted`));
    const { tests } = judgeTests(cell, aTestReport(...crowd, aTest('last › wanted', 'skipped')), ['wanted']);
    expect(tests?.cases[0]).toMatchObject({ name: 'last › wanted', status: 'skipped' });
  });

  test('cuts long messages, because the whole is evidence', () => {
    const { tests, reason } = judgeTests(cell, aTestReport(aTest('a', 'failed', { message: 'x'.repeat(5000) })), []);
    expect(tests?.cases[0]?.message).toHaveLength(300);
    expect(reason.length).toBeLessThan(400);
  });
});

describe('the worst of several verdicts', () => {
  test('decides', () => {
    expect(worst(['passed', 'failed', 'errored'])).toBe('failed');
    expect(worst(['passed', 'inconclusive'])).toBe('inconclusive');
    expect(worst(['inconclusive', 'errored'])).toBe('errored');
  });

  test('of none is errored', () => {
    expect(worst([])).toBe('errored');
  });
});

describe('the gate of a stage', () => {
  test('passes when every cell passed', () => {
    expect(judgeStage([aResult(), aResult({ id: 'functional/other' })])).toEqual({ verdict: 'passed', reason: 'all 2 cells passed' });
  });

  test('tells what its only cell told', () => {
    expect(judgeStage([aResult()])).toEqual({ verdict: 'passed', reason: 'its cell passed: 1 of 1 tests passed' });
  });

  test('fails by one cell and names it', () => {
    const broken = aResult({ id: 'functional/login/device=ipad', verdict: 'failed', reason: '1 of 4 tests failed' });
    expect(judgeStage([aResult(), broken])).toEqual({ verdict: 'failed', reason: '1 of 2 cells failed, first functional/login/device=ipad: 1 of 4 tests failed' });
  });

  test('without a cell is errored', () => {
    expect(judgeStage([])).toEqual({ verdict: 'errored', reason: 'no cell ran, so nothing was judged' });
  });

  test('with fewer results than planned is errored, unless it failed anyway', () => {
    expect(judgeStage([aResult()], 3)).toEqual({ verdict: 'errored', reason: '2 of 3 cells left no result' });
    expect(judgeStage([aResult({ verdict: 'failed' })], 3).verdict).toBe('failed');
  });
});
