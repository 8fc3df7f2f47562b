// A gate passes only when every planned cell was shown to be good, or a person let it through.
import { judgeStage, worst } from '../../src/domain/gate';
import { aResult } from '../support/builders';

const passed = aResult({ id: 'functional/login' });
const flaky = aResult({ id: 'functional/basket', verdict: 'inconclusive', reason: 'flaky: “basket › keeps the tea”' });

test('an inconclusive cell holds the gate, and its reason is said', () => {
  expect(judgeStage([passed, flaky])).toEqual({ verdict: 'inconclusive', reason: '1 of 2 cells inconclusive, first functional/basket: flaky: “basket › keeps the tea”' });
});

test('let through by a person it counts as passed, and that is said', () => {
  expect(judgeStage([passed, flaky], 2, new Set([flaky.id]))).toEqual({ verdict: 'passed', reason: '1 of 2 cells passed, 1 let through by a person' });
});

test('a person lets nothing through that failed or broke', () => {
  const failed = aResult({ id: 'functional/door', verdict: 'failed', reason: 'it did not open' });
  expect(judgeStage([passed, failed], 2, new Set([failed.id])).verdict).toBe('failed');
  expect(judgeStage([passed, { ...failed, verdict: 'errored' }], 2, new Set([failed.id])).verdict).toBe('errored');
});

test('a gate that would pass with a cell missing is errored; one that is held for another reason says how many did not run', () => {
  expect(judgeStage([passed], 2)).toEqual({ verdict: 'errored', reason: '1 of 2 cells left no result' });
  expect(judgeStage([passed, flaky], 3).reason).toBe('1 of 3 cells inconclusive, 1 not run, first functional/basket: flaky: “basket › keeps the tea”');
});

test('results taken over from an earlier attempt are told', () => {
  expect(judgeStage([passed, aResult({ id: 'functional/basket', reused: { attempt: 1 } })]).reason).toBe('all 2 cells passed, 1 of them as in an earlier attempt');
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
