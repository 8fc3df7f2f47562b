// A signer is told what is out of the ordinary, and nothing else.
import type { AttemptView, IncidentView } from '../../src/contracts/incident';
import type { CellResult } from '../../src/contracts/result';
import { risksOf } from '../../src/domain/risks';
import { after, breaks } from '../support/an-approval';
import { aCard, aKeeping, aResultOn, aTest, COMMIT, DIGEST, OTHER_DIGEST, T0 } from '../support/builders';

const none = { touchesPipeline: false, weakens: [] };
const attempt = { stages: [], commit: COMMIT, digest: DIGEST };
function attemptWith(...results: CellResult[]): Pick<AttemptView, 'stages'> {
  return { stages: [{ stage: 'functional', verdict: 'passed', cells: results.map((result) => ({ id: result.id, check: 'login', point: result.point, state: 'done', log: '', result })) }] };
}
function wentOut(about: Partial<NonNullable<IncidentView['deployments']>[number]>): Pick<IncidentView, 'deployments'> {
  return { deployments: [{ environment: 'production', digest: DIGEST, commit: COMMIT, attempt: 1, startedAt: T0, outcome: 'kept', ...about }] };
}

test('an ordinary attempt has none', () => {
  expect(risksOf({ stages: [] }, none)).toEqual([]);
  expect(risksOf(attempt, none, wentOut({ environment: 'staging' }))).toEqual([]);
});

test('a fix that weakens its own gates is told with each way in which it does', () => {
  expect(risksOf({ stages: [] }, { touchesPipeline: true, weakens: ['latency p97.5 may be 2s instead of 500ms'] })).toEqual([
    'the fix changes the pipeline file, and asks less of later releases', 'latency p97.5 may be 2s instead of 500ms',
  ]);
  expect(risksOf({ stages: [] }, { touchesPipeline: true, weakens: [] })).toEqual(['the fix changes the pipeline file']);
});

test('a test in quarantine that failed is told', () => {
  const withTest = (quarantined: boolean) => attemptWith(aResultOn('ipad', [aTest('basket › keeps the tea', 'failed', { quarantined }), aTest('login', 'passed')]));
  expect(risksOf(withTest(true), none)).toEqual(['in quarantine and failed: “basket › keeps the tea”']);
  expect(risksOf(withTest(false), none)).toEqual([]);
});

test('tests that were flaky are told once, whether they hold the gate or not', () => {
  const results = ['ipad', 'pixel-8'].map((device) => aResultOn(device, [aTest('clock', 'passed', { flaky: true, quarantined: true })], { flaky: ['basket'] }));
  expect(risksOf(attemptWith(...results), none)).toEqual(['flaky, failed and passed on the same bytes: “basket”, “clock”']);
});

test('cells that were taken over are told, with the attempt that ran them', () => {
  expect(risksOf(attemptWith(aResultOn('ipad', [], { reused: { attempt: 1 } }), aResultOn('pixel-8', [])), none)).toEqual(['1 of 2 cells did not run: taken over from attempt 1']);
});

test('what people let through is told with their reason', () => {
  const given = { by: 'dora', decision: 'accept' as const, reason: 'the machine was busy', at: T0, through: 'api' as const, quarantine: [] };
  const card = { stage: 'performance', why: '', flaky: [], mayDecide: ['dora'], decisions: ['accept' as const], deadline: T0, given };
  expect(risksOf({ stages: [{ stage: 'performance', verdict: 'passed', cells: [], card }] }, none)).toEqual(['dora accepted the performance gate, which was inconclusive: the machine was busy']);
});

describe('the same change, sent back before, is told', () => {
  it('as barred, when these bytes were rolled back', () => {
    const before = { barred: [{ digest: DIGEST, why: 'it burnt the budget', at: T0 }], ...wentOut({ outcome: 'rolled-back' }) };
    expect(risksOf(attempt, none, before)).toEqual(['barred: these bytes were rolled back before: it burnt the budget']);
    expect(risksOf({ ...attempt, commit: 'd'.repeat(40), digest: OTHER_DIGEST }, none, before)).toEqual([]);
  });

  it('when its commit came to other bytes then', () => {
    expect(risksOf(attempt, none, wentOut({ digest: OTHER_DIGEST, outcome: 'rolled-back', why: 'it burnt the budget' }))).toEqual(['the same commit, as bbbb…bbbb, was rolled back in production before: it burnt the budget']);
  });

  it('when it was undone before the watch', () => {
    expect(risksOf(attempt, none, wentOut({ environment: 'staging', outcome: 'undone' }))).toEqual(['the same bytes were undone in staging before']);
  });
});

describe('broken glass is told', () => {
  it('with who and why, and not while one alone has touched it', () => {
    const by = aKeeping();
    const touched = after(aCard(), by, [breaks('olga')]);
    expect(risksOf(attempt, none, { decision: touched })).toEqual([]);
    expect(risksOf(attempt, none, { decision: after(touched, by, [breaks('paula')]) })).toEqual(['glass was broken for production by olga and paula: olga: nobody can log in; paula: nobody can log in']);
    expect(risksOf({ ...attempt, digest: OTHER_DIGEST }, none, { decision: after(touched, by, [breaks('paula')]) })).toEqual([]);
  });

  it('in later environments too', () => {
    expect(risksOf(attempt, none, wentOut({ environment: 'staging', isBrokenGlass: true }))).toEqual(['glass was broken for staging']);
  });
});
