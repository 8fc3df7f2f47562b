// Are DORA's figures what their definitions say, week by week, and nothing where there is nothing to tell them by?
import { doraOf, type ReleaseFacts } from '../../src/domain/dora';
import { doraDefinitions } from '../../src/domain/dora-definitions';
import { aDeployment, facts, hour } from './a-release-history';

const WEEKS = { now: hour(8 * 24), count: 2 }; // W48 runs, W47 before it
const of = (...all: ReleaseFacts[]) => doraOf('storefront', 'production', all, WEEKS);
const NOTHING = { deployments: 0, leadTimeSeconds: null, changeFailRate: null, recoverySeconds: null, reworkRate: null };

test('without a record nothing is known, and nothing is zero but the count', () => {
  expect(of()).toEqual({ service: 'storefront', whole: NOTHING, before: NOTHING, perWeek: null, weeks: [{ week: '2026-W48', from: '2026-11-23T00:00:00.000Z', ...NOTHING }, { week: '2026-W47', from: '2026-11-16T00:00:00.000Z', ...NOTHING }] });
});

test('incidents without a deployment say that there was none', () => {
  expect(of(facts('a', []))).toMatchObject({ perWeek: 0, whole: NOTHING });
});

test('a deployment counts in the week in which it was live', () => {
  const { weeks, whole, perWeek } = of(facts('a', [aDeployment(1)]), facts('b', [aDeployment(7 * 24 + 1)]), facts('c', [aDeployment(7 * 24 - 0.05)]));
  expect(weeks.map(({ week, deployments }) => [week, deployments])).toEqual([['2026-W48', 2], ['2026-W47', 1]]);
  expect([whole.deployments, perWeek]).toEqual([3, 1.5]);
});

test('as many weeks before the first are what they are compared with, and those before count nowhere', () => {
  const report = of(facts('a', [aDeployment(1)]), facts('b', [aDeployment(-1)]), facts('c', [aDeployment(-14 * 24 + 1)]), facts('d', [aDeployment(-14 * 24 - 1)]));
  expect([report.whole.deployments, report.before?.deployments]).toEqual([1, 2]);
});

test('one of before the first week, and one to another environment, count nowhere', () => {
  expect(of(facts('a', [aDeployment(-5)]), facts('b', [aDeployment(5, { environment: 'staging', outcome: 'undone' })])).whole).toEqual(NOTHING);
});

test('one that was never live for everybody is no release, and still one that failed', () => {
  expect(of(facts('a', [aDeployment(1, { at: undefined, outcome: 'undone' })])).whole).toEqual({ ...NOTHING, changeFailRate: 1, reworkRate: 0 });
});

test('one that is under way says nothing of failing yet', () => {
  expect(of(facts('a', [aDeployment(1, { endedAt: undefined, outcome: 'under-way' })])).whole).toMatchObject({ deployments: 1, changeFailRate: null, reworkRate: null });
});

describe('the lead time', () => {
  it('is the median from the commit to being live', () => {
    const lead = (...hours: number[]) => of(...hours.map((one, at) => facts(`i${at}`, [aDeployment(20 + at, { committedAt: hour(20.1 + at - one) })]))).whole.leadTimeSeconds;
    expect(lead(1, 2, 30)).toBe(7200);
    expect(lead(1, 3)).toBe(7200);
  });

  it('is unknown where no commit has a time, or one of later than its release', () => {
    expect(of(facts('a', [aDeployment(5, { committedAt: null })])).whole.leadTimeSeconds).toBeNull();
    expect(of(facts('a', [aDeployment(5, { committedAt: hour(6) })])).whole.leadTimeSeconds).toBeNull();
  });
});

describe('a deployment has failed', () => {
  it('when it was taken back, before or within its watch', () => {
    const { whole } = of(facts('a', [aDeployment(1, { outcome: 'undone' }), aDeployment(2, { outcome: 'rolled-back' }), aDeployment(3), aDeployment(4)]));
    expect(whole).toMatchObject({ deployments: 4, changeFailRate: 0.5 });
  });

  it('when its trouble came back: the last one that was kept of the incident before', () => {
    const { whole } = of(facts('a', [aDeployment(1), aDeployment(2)]), facts('b', [aDeployment(30)], { recurrenceOf: 'a', began: hour(29) }));
    expect(whole.changeFailRate).toBeCloseTo(1 / 3);
    expect(whole.recoverySeconds).toBe(3960); // from the trouble that began again to the next kept release
  });

  it('and not by a recurrence of trouble that began before it was live', () => {
    expect(of(facts('a', [aDeployment(5)]), facts('b', [], { recurrenceOf: 'a', began: hour(1) })).whole.changeFailRate).toBe(0);
  });
});

describe('the recovery', () => {
  const failed = (change: object = {}) => aDeployment(1, { outcome: 'rolled-back', ...change });

  it('ends with the verified rollback, though the incident goes on', () => {
    expect(of(facts('a', [failed({ restoredAt: hour(1.2) }), aDeployment(9)])).whole.recoverySeconds).toBe(360);
  });

  it('ends with the next kept release when no rollback was verified, whichever incident brought it', () => {
    expect(of(facts('a', [failed(), aDeployment(2, { outcome: 'undone', restoredAt: hour(2.2) })]), facts('b', [aDeployment(4)])).weeks[1]).toMatchObject({ recoverySeconds: (3 * 3600 + 360) / 2 });
  });

  it('is unknown while it is not over', () => {
    expect(of(facts('a', [failed()])).whole.recoverySeconds).toBeNull();
  });
});

test('rework answers a deployment before it: after one that was taken back, or in a recurrence', () => {
  const { whole } = of(facts('a', [aDeployment(1, { outcome: 'undone' }), aDeployment(2)]), facts('b', [aDeployment(30)], { recurrenceOf: 'a' }), facts('c', [aDeployment(40)]));
  expect(whole.reworkRate).toBe(0.5);
});

test('each figure has its definition, with what the archive cannot see', () => {
  const definitions = doraDefinitions();
  expect(definitions.map(({ metric }) => metric)).toEqual(['deployments', 'leadTimeSeconds', 'changeFailRate', 'recoverySeconds', 'reworkRate']);
  expect(definitions.find(({ metric }) => metric === 'deployments')?.definition).toContain('not in its archive');
  expect(definitions.every(({ name, definition }) => name && definition.endsWith('.'))).toBe(true);
});
