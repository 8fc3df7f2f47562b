// Whatever was archived, in whatever order: shares are shares, weeks add up, and a record more changes nothing that it is not part of.
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { doraOf, type ReleaseFacts } from '../../src/domain/dora';
import { isoWeek, lastWeeks, weekBegin } from '../../src/domain/iso-week';
import { aDeployment, facts, hour } from './a-release-history';

const WEEKS = { now: hour(20 * 24), count: 3 };
const hours = fc.integer({ min: -200, max: 480 });
const outcome = fc.constantFrom('kept' as const, 'undone' as const, 'rolled-back' as const, 'under-way' as const);
const deployment = fc.record({ begun: hours, outcome, isLive: fc.boolean(), restored: fc.option(fc.integer({ min: 0, max: 9 })), committed: fc.option(hours), environment: fc.constantFrom('production', 'staging') })
  .map(({ begun, outcome: became, isLive, restored, committed, environment }) => aDeployment(begun, {
    outcome: became, environment, ...(isLive || became === 'kept' ? {} : { at: undefined }), restoredAt: restored === null ? null : hour(begun + 0.1 + restored), committedAt: committed === null ? null : hour(committed),
  }));
const history = fc.array(fc.record({ deployments: fc.array(deployment, { maxLength: 4 }), before: fc.option(fc.integer({ min: 0, max: 9 })), began: hours }), { maxLength: 10 })
  .map((all): ReleaseFacts[] => all.map(({ deployments, before, began }, at) => facts(`i${at}`, deployments, { recurrenceOf: before === null ? null : `i${before}`, began: hour(began) })));
const of = (all: readonly ReleaseFacts[]) => doraOf('storefront', 'production', all, WEEKS);

test('shares lie between nought and one, times are not negative, and the weeks add up to the whole', () => {
  fc.assert(fc.property(history, (all) => {
    const { whole, weeks, perWeek } = of(all);
    for (const figures of [whole, ...weeks]) {
      for (const share of [figures.changeFailRate, figures.reworkRate]) expect(share === null || (share >= 0 && share <= 1)).toBe(true);
      for (const seconds of [figures.leadTimeSeconds, figures.recoverySeconds]) expect(seconds === null || seconds >= 0).toBe(true);
    }
    const inWeeks = weeks.reduce((sum, { deployments }) => sum + deployments, 0);
    expect(inWeeks).toBe(all.flatMap(({ deployments }) => deployments).filter(({ at, environment }) => environment === 'production' && at !== undefined && at >= hour(-0) && at < hour(21 * 24)).length);
    expect(perWeek).toBe(all.length === 0 ? null : whole.deployments / 3);
  }));
});

test('the order of the records does not matter', () => {
  fc.assert(fc.property(history.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))), ([all, shuffled]) => {
    expect(of(shuffled)).toEqual(of(all));
  }));
});

test('there is a rate of failing exactly where there is one of rework: where a deployment was decided', () => {
  fc.assert(fc.property(history, (all) => {
    for (const { changeFailRate, reworkRate, recoverySeconds } of [of(all).whole, ...of(all).weeks]) {
      expect(changeFailRate === null).toBe(reworkRate === null);
      expect(recoverySeconds === null || (changeFailRate ?? 0) > 0).toBe(true);
    }
  }));
});

const moment = fc.date({ min: new Date('1971-01-01T00:00:00Z'), max: new Date('2199-12-31T23:59:59Z'), noInvalidDate: true }).map((date) => date.toISOString());

test('a week is the one that the standard says', () => {
  fc.assert(fc.property(moment, (at) => {
    const theirs = DateTime.fromISO(at, { zone: 'utc' });
    expect(isoWeek(at)).toBe(theirs.toFormat('kkkk-\'W\'WW'));
    expect(weekBegin(at)).toBe(theirs.startOf('week').toJSDate().toISOString());
  }), { numRuns: 2000 });
});

test('the last weeks follow on each other without a gap, the one that runs first', () => {
  fc.assert(fc.property(moment, fc.integer({ min: 1, max: 60 }), (now, count) => {
    const weeks = lastWeeks(now, count);
    expect(weeks).toHaveLength(count);
    expect(weeks[0]).toBe(weekBegin(now));
    expect(weeks.slice(1).every((from, at) => Date.parse(weeks[at] ?? '') - Date.parse(from) === 7 * 86_400_000)).toBe(true);
    expect(new Set(weeks.map(isoWeek)).size).toBe(count);
  }));
});
