// Of several verdicts the worst decides, and a gate without a shown pass does not open.
import { judgeStage, worst } from '../../src/domain/gate';
import { aResult } from '../support/builders';

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
