// Performance is a comparison: the candidate against its limits and against what runs now.
import { judgeLoad } from '../../src/domain/verdict';
import { aLoad, aLoadCell } from '../support/builders';

const P97 = 'latency p97.5';
const cell = aLoadCell({ [P97]: { max: '250ms', regression: '20%' } });
const rounds = (...seconds: number[]): ReturnType<typeof aLoad>[] => seconds.map((value) => aLoad({ [P97]: value }));

test('within its limit and no slower than what runs, it passes, with both figures as evidence', () => {
  const judged = judgeLoad(cell, rounds(0.1, 0.12), rounds(0.1, 0.1));
  expect(judged).toMatchObject({ verdict: 'passed', reason: '2 of 2 thresholds held' });
  expect(judged.metrics).toEqual([
    { metric: P97, candidate: 0.11, running: 0.1, limit: 'max 250ms', ok: true },
    { metric: P97, candidate: 0.11, running: 0.1, limit: 'regression 20%', ok: true },
  ]);
});

test('over its limit it fails and says by how much', () => {
  expect(judgeLoad(cell, rounds(0.3), rounds(0.29))).toMatchObject({
    verdict: 'failed', reason: '1 of 2 thresholds broken, first latency p97.5 is 300ms (running release 290ms), allowed is max 250ms',
  });
});

test('slower than what runs it fails, also below its limit', () => {
  expect(judgeLoad(cell, rounds(0.2), rounds(0.1))).toMatchObject({
    verdict: 'failed', reason: '1 of 2 thresholds broken, first latency p97.5 is 200ms (running release 100ms), allowed is regression 20%',
  });
});

test('exactly as much slower as is allowed, it passes', () => {
  expect(judgeLoad(cell, rounds(0.12), rounds(0.1)).verdict).toBe('passed');
});

test('one slow round of three is not the verdict: the median is', () => {
  expect(judgeLoad(cell, rounds(0.1, 0.9, 0.1), rounds(0.1, 0.1, 0.1)).verdict).toBe('passed');
});

test('a share is of the running figure, an amount stands as it is written', () => {
  const absolute = aLoadCell({ [P97]: { regression: '50ms' } });
  expect(judgeLoad(absolute, rounds(0.15), rounds(0.1)).verdict).toBe('passed');
  expect(judgeLoad(absolute, rounds(0.151), rounds(0.1)).verdict).toBe('failed');
});

test('from nothing, any growth is a regression', () => {
  const failures = aLoadCell({ 'http_req_failed rate': { regression: '20%' } });
  expect(judgeLoad(failures, [aLoad({ 'http_req_failed rate': 0.001 })], [aLoad({ 'http_req_failed rate': 0 })]).verdict).toBe('failed');
});

describe('figures that are better when higher', () => {
  const throughput = aLoadCell({ 'requests average': { regression: '10%' } });
  const of = (value: number): ReturnType<typeof aLoad>[] => [aLoad({ 'requests average': value })];

  test('regress by falling', () => {
    expect(judgeLoad(throughput, of(85), of(100)).verdict).toBe('failed');
    expect(judgeLoad(throughput, of(150), of(100)).verdict).toBe('passed');
  });

  test('are known by their minimum too', () => {
    const logins = aLoadCell({ 'logins rate': { min: 50, regression: '10%' } });
    expect(judgeLoad(logins, [aLoad({ 'logins rate': 60 })], [aLoad({ 'logins rate': 100 })])).toMatchObject({
      verdict: 'failed', reason: '1 of 2 thresholds broken, first logins rate is 60 (running release 100), allowed is regression 10%',
    });
  });

  test('fail below their minimum', () => {
    expect(judgeLoad(aLoadCell({ 'requests average': { min: '100 req/s' } }), of(99), []).verdict).toBe('failed');
  });
});

describe('without a running release', () => {
  test('limits are judged, and the reason says what was not', () => {
    expect(judgeLoad(cell, rounds(0.1), [])).toMatchObject({ verdict: 'passed', reason: '1 of 1 thresholds held; no running release to compare with, so regression was not judged' });
    expect(judgeLoad(cell, rounds(0.3), []).verdict).toBe('failed');
  });

  test('a check with regressions alone has judged nothing: errored', () => {
    expect(judgeLoad(aLoadCell({ [P97]: { regression: '20%' } }), rounds(0.1), []).verdict).toBe('errored');
  });
});

describe('fails closed', () => {
  test('without a report', () => {
    expect(judgeLoad(cell, [], [])).toMatchObject({ verdict: 'errored', reason: 'load left no load report' });
  });

  test('without a threshold', () => {
    expect(judgeLoad(aLoadCell({}), rounds(0.1), rounds(0.1)).verdict).toBe('errored');
  });

  test('when the candidate lacks the metric, with what its report has instead', () => {
    expect(judgeLoad(cell, [aLoad({ 'latency p99': 0.1, 'requests average': 9 })], rounds(0.1))).toMatchObject({
      verdict: 'errored', reason: 'the candidate\'s report lacks “latency p97.5”; it has latency p99',
    });
  });

  test('when the running release lacks the metric', () => {
    expect(judgeLoad(cell, rounds(0.1), [aLoad({})])).toMatchObject({ verdict: 'errored', reason: 'the running release\'s report lacks “latency p97.5”' });
  });

  test('when any round lacks the metric or has no number for it', () => {
    expect(judgeLoad(cell, [...rounds(0.1), aLoad({})], rounds(0.1, 0.1)).verdict).toBe('errored');
    expect(judgeLoad(cell, rounds(Number.NaN), rounds(0.1)).verdict).toBe('errored');
  });

  test('when one side has fewer rounds', () => {
    expect(judgeLoad(cell, rounds(0.1, 0.1), rounds(0.1))).toMatchObject({ verdict: 'errored', reason: 'load has 2 rounds of the candidate and 1 of the running release' });
  });

  test('when a round reached nobody', () => {
    expect(judgeLoad(cell, [aLoad({ [P97]: 0, 'requests total': 0 })], rounds(0.1)).verdict).toBe('errored');
  });
});
