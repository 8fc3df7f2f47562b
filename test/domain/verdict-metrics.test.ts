// Performance is a comparison: the candidate against its limits and against what runs now, round by round.
import { judgeMetrics, needsMoreRounds } from '../../src/domain/verdict-metrics';
import { aLoad, aLoadCell } from '../support/builders';

type Loads = ReturnType<typeof aLoad>[];
const P97 = 'latency p97.5';
const cell = aLoadCell({ [P97]: { max: '250ms', regression: '20%' } });
const rounds = (...seconds: number[]): Loads => seconds.map((value) => aLoad({ [P97]: value }));
const three = (value: number): Loads => rounds(value, value, value);

test('within its limit and no slower than what runs, it passes, with every round of both sides as evidence', () => {
  const judged = judgeMetrics(cell, rounds(0.1, 0.11, 0.105), rounds(0.1, 0.1, 0.1));
  const both = { candidate: [0.1, 0.11, 0.105], running: [0.1, 0.1, 0.1] };
  expect(judged).toMatchObject({ verdict: 'passed', reason: '2 of 2 thresholds held' });
  expect(judged.metrics).toEqual([
    { metric: P97, candidate: 0.105, running: 0.1, limit: 'max 250ms', ok: true, rounds: both },
    { metric: P97, candidate: 0.105, running: 0.1, limit: 'regression 20%', ok: true, interval: [0, 0.1], rounds: both },
  ]);
});

test('over its limit it fails and says by how much', () => {
  expect(judgeMetrics(cell, three(0.3), three(0.29))).toMatchObject({
    verdict: 'failed', reason: '1 of 2 thresholds broken, first latency p97.5 is 300ms (running release 290ms), allowed is max 250ms',
  });
});

test('slower than what runs it fails, also below its limit', () => {
  expect(judgeMetrics(cell, three(0.2), three(0.1))).toMatchObject({
    verdict: 'failed', reason: '1 of 2 thresholds broken, first latency p97.5 is 200ms (running release 100ms), allowed is regression 20%',
  });
});

test('exactly as much slower as is allowed, it passes', () => {
  expect(judgeMetrics(cell, three(0.12), three(0.1)).verdict).toBe('passed');
});

test('a share is of the running figure, an amount stands as it is written', () => {
  const absolute = aLoadCell({ [P97]: { regression: '50ms' } });
  expect(judgeMetrics(absolute, three(0.15), three(0.1)).verdict).toBe('passed');
  expect(judgeMetrics(absolute, three(0.151), three(0.1)).verdict).toBe('failed');
});

describe('noise', () => {
  const noisy = [rounds(0.1, 0.19, 0.1), rounds(0.1, 0.1, 0.1)] as const;

  test('that hides whether it is slower asks for more rounds', () => {
    expect(needsMoreRounds(cell, ...noisy)).toBe(true);
    expect(judgeMetrics(cell, ...noisy)).toMatchObject({
      verdict: 'inconclusive',
      reason: 'after 3 rounds of each, noise hides whether 1 of 2 thresholds held, first latency p97.5 is 100ms (running release 100ms), between 0% higher and 90% higher, allowed is regression 20%',
    });
    expect(judgeMetrics(cell, ...noisy).metrics?.[1]).toMatchObject({ ok: false, unclear: true, interval: [0, 0.9] });
  });

  test('is gone with the rounds that follow', () => {
    const later = [rounds(0.1, 0.19, 0.1, 0.1, 0.1, 0.1, 0.1), rounds(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1)] as const;
    expect(judgeMetrics(cell, ...later).verdict).toBe('passed');
    expect(needsMoreRounds(cell, ...later)).toBe(false);
  });

  test('that stays is left to a person when the rounds are used up', () => {
    const candidate = rounds(0.08, 0.2, 0.09, 0.18, 0.1, 0.17, 0.11, 0.19);
    expect(judgeMetrics(cell, candidate, rounds(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1)).verdict).toBe('inconclusive');
    expect(needsMoreRounds(cell, candidate, rounds(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1))).toBe(false);
  });

  test('does not keep a threshold that is broken anyway from failing', () => {
    const two = aLoadCell({ [P97]: { regression: '20%' }, 'errors rate': { max: '1%' } });
    const failing = noisy.map((side) => side.map(({ metrics }) => aLoad({ ...metrics, 'errors rate': 0.5 }))) as [Loads, Loads];
    expect(judgeMetrics(two, ...failing)).toMatchObject({ verdict: 'failed', reason: expect.stringContaining('first errors rate is 50%') });
    expect(needsMoreRounds(two, ...failing)).toBe(false);
  });

  test('of a machine that slows down for both is told apart by the rounds standing side by side', () => {
    const slowing = [0.1, 0.13, 0.17, 0.22, 0.29];
    const alone = aLoadCell({ [P97]: { regression: '20%' } });
    expect(judgeMetrics(alone, rounds(...slowing), rounds(...slowing)).verdict).toBe('passed');
    expect(judgeMetrics(alone, rounds(...slowing.map((value) => value * 1.5)), rounds(...slowing)).verdict).toBe('failed');
  });
});

describe('a limit is plain', () => {
  test('the median of the rounds decides, and one slow round does not', () => {
    const alone = aLoadCell({ [P97]: { max: '250ms' } });
    expect(judgeMetrics(alone, rounds(0.1, 0.9, 0.2), rounds(0.1, 0.1, 0.1))).toMatchObject({ verdict: 'passed' });
    expect(judgeMetrics(alone, rounds(0.1, 0.26, 0.3), rounds(0.1, 0.1, 0.1))).toMatchObject({ verdict: 'failed' });
  });

  test('rounds on both sides of it are reason for more of them, and then decide all the same', () => {
    const held = [rounds(0.24, 0.25, 0.26), three(0.25)] as const;
    expect(needsMoreRounds(cell, ...held)).toBe(true);
    expect(judgeMetrics(cell, ...held).verdict).toBe('passed');
    expect(needsMoreRounds({ ...cell, maxRounds: 3 }, ...held)).toBe(false);
  });

  test('one that the running release breaks too is broken', () => {
    expect(judgeMetrics(cell, three(0.3), three(0.4)).verdict).toBe('failed');
  });
});

describe('fewer than three rounds', () => {
  const compared = aLoadCell({ [P97]: { regression: '20%' } }, { rounds: 1, maxRounds: 2 });

  test('show a gross difference only', () => {
    expect(judgeMetrics(compared, rounds(0.2), rounds(0.1)).verdict).toBe('failed');
    expect(judgeMetrics(compared, rounds(0.2, 0.21), rounds(0.1, 0.11)).verdict).toBe('failed');
    expect(judgeMetrics(compared, rounds(0.06), rounds(0.1)).verdict).toBe('passed');
  });

  test('leave all else to a person, and say why', () => {
    expect(judgeMetrics(compared, rounds(0.1), rounds(0.1))).toMatchObject({
      verdict: 'inconclusive', reason: 'one round does not show whether 1 of 1 thresholds held, first latency p97.5 is 100ms (running release 100ms), allowed is regression 20%',
    });
    expect(judgeMetrics(compared, rounds(0.15, 0.15), rounds(0.1, 0.1)).reason).toMatch(/^2 rounds do not show/);
  });

  test('ask for another while there may be one', () => {
    expect(needsMoreRounds(compared, rounds(0.1), rounds(0.1))).toBe(true);
    expect(needsMoreRounds(compared, rounds(0.1, 0.1), rounds(0.1, 0.1))).toBe(false);
  });

  test('a wide allowance is kept by a figure that is the same', () => {
    expect(judgeMetrics(aLoadCell({ [P97]: { regression: '100%' } }), rounds(0.1), rounds(0.1)).verdict).toBe('passed');
  });
});

describe('beside a figure of nothing', () => {
  const failures = aLoadCell({ 'http_req_failed rate': { regression: '20%' } });
  const of = (...shares: number[]): Loads => shares.map((share) => aLoad({ 'http_req_failed rate': share }));

  test('any growth is a regression, and none is none, in however many rounds', () => {
    for (const count of [1, 3]) {
      const none = of(...Array.from({ length: count }, () => 0));
      expect(judgeMetrics(failures, of(...Array.from({ length: count }, () => 0.001)), none).verdict).toBe('failed');
      expect(judgeMetrics(failures, none, none).verdict).toBe('passed');
    }
  });

  test('there is no interval, since nothing is a share of it', () => {
    expect(judgeMetrics(failures, of(0.1, 0.1, 0.1), of(0, 0, 0)).metrics?.[0]).not.toHaveProperty('interval');
  });
});

describe('figures that are better when higher', () => {
  const throughput = aLoadCell({ 'requests average': { regression: '10%' } });
  const of = (value: number): Loads => [1, 2, 3].map(() => aLoad({ 'requests average': value }));

  test('regress by falling', () => {
    expect(judgeMetrics(throughput, of(85), of(100))).toMatchObject({ verdict: 'failed', metrics: [{ interval: [0.15, 0.15] }] });
    expect(judgeMetrics(throughput, of(150), of(100)).verdict).toBe('passed');
  });

  test('are known by their minimum too', () => {
    const logins = aLoadCell({ 'logins rate': { min: 50, regression: '10%' } });
    const at = (value: number): Loads => [1, 2, 3].map(() => aLoad({ 'logins rate': value }));
    expect(judgeMetrics(logins, at(60), at(100))).toMatchObject({
      verdict: 'failed', reason: '1 of 2 thresholds broken, first logins rate is 60 (running release 100), allowed is regression 10%',
    });
  });

  test('fail below their minimum', () => {
    expect(judgeMetrics(aLoadCell({ 'requests average': { min: '100 req/s' } }), of(99), []).verdict).toBe('failed');
  });

  test('that noise hides are told as lower or higher, not as worse', () => {
    const falling = [70, 100, 101].map((value) => aLoad({ 'requests average': value }));
    expect(judgeMetrics(throughput, falling, of(100)).reason).toContain('between 30% lower and 1% higher');
  });
});

test('memory at its peak is a figure like another, told in bytes', () => {
  const memory = aLoadCell({ 'memory peak': { regression: '10%' } });
  const of = (bytes: number): Loads => [1, 2, 3].map(() => aLoad({ 'memory peak': bytes }));
  expect(judgeMetrics(memory, of(180e6), of(120e6))).toMatchObject({
    verdict: 'failed', reason: '1 of 1 thresholds broken, first memory peak is 180MB (running release 120MB), allowed is regression 10%',
  });
});

describe('a round that was starved of the machine', () => {
  const load = (seconds: number, total: number): Loads[number] => aLoad({ [P97]: seconds, 'requests total': total });
  const good = (count: number): Loads => Array.from({ length: count }, () => load(0.1, 1000));

  test('is noise: another is run in its place, and it is set aside', () => {
    const candidate = [load(0.9, 40), ...good(2)];
    expect(needsMoreRounds(cell, candidate, good(3))).toBe(true);
    expect(needsMoreRounds(cell, [...candidate, ...good(1)], good(4))).toBe(false);
    expect(judgeMetrics(cell, [...candidate, ...good(1)], good(4))).toMatchObject({
      verdict: 'passed', reason: '2 of 2 thresholds held; one round was starved of the machine and set aside', metrics: [{ rounds: { candidate: [0.9, 0.1, 0.1, 0.1] } }, {}],
    });
  });

  test('too often, is inconclusive and nobody\'s regression', () => {
    const candidate = [load(0.9, 40), ...good(2)];
    expect(judgeMetrics(cell, candidate, good(3))).toMatchObject({ verdict: 'inconclusive', reason: expect.stringContaining('1 of 3 rounds of load were starved') });
    expect(judgeMetrics(cell, candidate, good(3)).metrics?.every(({ ok, unclear }) => !ok && unclear)).toBe(true);
  });

  test('is none when the side is as slow in every round', () => {
    const slow = [load(0.9, 40), load(0.9, 45), load(0.9, 38)];
    expect(judgeMetrics(cell, slow, good(3)).verdict).toBe('failed');
  });
});

describe('without a running release', () => {
  test('limits are judged, and the reason says what was not', () => {
    expect(judgeMetrics(cell, rounds(0.1), [])).toMatchObject({ verdict: 'passed', reason: '1 of 1 thresholds held; no running release to compare with, so regression was not judged' });
    expect(judgeMetrics(cell, rounds(0.3), []).verdict).toBe('failed');
  });

  test('a soak is judged by its limits alone, its growth of memory among them', () => {
    const soak = aLoadCell({ [P97]: { max: '250ms', regression: '20%' }, 'memory growthPerHour': { max: '10MB/h' } }, { compare: false, rounds: 1, profile: { kind: 'soak', seconds: 3600 } });
    const leaking = aLoad({ [P97]: 0.1, 'memory growthPerHour': 40e6 });
    expect(judgeMetrics(soak, [aLoad({ [P97]: 0.1, 'memory growthPerHour': -2e6 })], [])).toMatchObject({ verdict: 'passed', reason: '2 of 2 thresholds held; a soak has nothing beside it, so regression was not judged' });
    expect(judgeMetrics(soak, [leaking], [])).toMatchObject({ verdict: 'failed', reason: expect.stringContaining('first memory growthPerHour is 40MB, allowed is max 10MB/h') });
    expect(needsMoreRounds(soak, [leaking], [])).toBe(false);
  });

  test('a check with regressions alone has judged nothing: errored', () => {
    expect(judgeMetrics(aLoadCell({ [P97]: { regression: '20%' } }), rounds(0.1), []).verdict).toBe('errored');
  });
});

describe('fails closed', () => {
  test('without a report', () => {
    expect(judgeMetrics(cell, [], [])).toMatchObject({ verdict: 'errored', reason: 'load left no load report' });
  });

  test('without a threshold', () => {
    expect(judgeMetrics(aLoadCell({}), rounds(0.1), rounds(0.1)).verdict).toBe('errored');
  });

  test('when the candidate lacks the metric, with what its report has instead', () => {
    expect(judgeMetrics(cell, [aLoad({ 'latency p99': 0.1, 'requests average': 9 })], rounds(0.1))).toMatchObject({
      verdict: 'errored', reason: 'the candidate\'s report lacks “latency p97.5”; it has latency p99',
    });
  });

  test('when the running release lacks the metric', () => {
    expect(judgeMetrics(cell, rounds(0.1), [aLoad({})])).toMatchObject({ verdict: 'errored', reason: 'the running release\'s report lacks “latency p97.5”' });
  });

  test('when any round lacks the metric or has no number for it', () => {
    expect(judgeMetrics(cell, [...rounds(0.1), aLoad({})], rounds(0.1, 0.1)).verdict).toBe('errored');
    expect(judgeMetrics(cell, rounds(Number.NaN), rounds(0.1)).verdict).toBe('errored');
  });

  test('when one side has fewer rounds', () => {
    expect(judgeMetrics(cell, rounds(0.1, 0.1), rounds(0.1))).toMatchObject({ verdict: 'errored', reason: 'load has 2 rounds of the candidate and 1 of the running release' });
  });

  test('when a round reached nobody', () => {
    expect(judgeMetrics(cell, [aLoad({ [P97]: 0, 'requests total': 0 })], rounds(0.1)).verdict).toBe('errored');
  });

  test('and asks for no more rounds', () => {
    expect(needsMoreRounds(cell, rounds(0.1), [aLoad({})])).toBe(false);
    expect(needsMoreRounds(aLoadCell(cell.thresholds, { compare: false }), rounds(0.1, 0.5, 0.1), three(0.1))).toBe(false);
  });
});
