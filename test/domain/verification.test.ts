// Has the trouble gone? Only when the symptom was repeated and the source itself says that the alert has cleared.
import type { ComparisonResult } from '../../src/contracts/live-release';
import { alertState, judgeRollback, judgeVerification, type Firing } from '../../src/domain/verification';
import { aResult } from '../support/builders';

const LABELS = { service: 'storefront' };
const firing = (name: string, labels: Record<string, string> = LABELS) => ({ alerts: [{ name, labels }] });

it.each<[string, Firing, string]>([
  ['one of the names fires with the labels', firing('LoginRefused', { ...LABELS, instance: 'a' }), 'firing'],
  ['it fires for another service', firing('LoginRefused', { service: 'checkout' }), 'clear'],
  ['it fires without the label', firing('LoginRefused', {}), 'clear'],
  ['another alert fires', firing('Slow'), 'clear'],
  ['nothing fires', { alerts: [] }, 'clear'],
  ['the source cannot be asked', { alerts: null }, 'unknown'],
])('when %s, the alert is %s', (_, answer, state) => {
  expect(alertState(answer, ['LoginRefused', 'LoginSlow'], LABELS)).toBe(state);
});

it('is clear when nothing was named, as long as the source can be asked', () => {
  expect(alertState(firing('Slow'), [], {})).toBe('clear');
  expect(alertState({ alerts: null }, [], {})).toBe('unknown');
});

const aFigure = (ok: boolean | null): ComparisonResult => ({ name: 'errors', release: ok === null ? null : 0.02, before: 0.001, limit: 'max 0.01', ok });

it.each([
  ['failed', 'clear', 'failed', /symptom is still there/],
  ['errored', 'clear', 'errored', /could not be found out/],
  ['errored', 'firing', 'failed', /^the alert still fires/],
  ['passed', 'firing', 'failed', /^the symptom is gone, but the alert still fires/],
  ['passed', 'unknown', 'inconclusive', /cannot say/],
  ['passed', 'clear', 'passed', /^the customer who was refused is accepted, and the alert has cleared$/],
] as const)('a symptom check that %s while the alert is %s comes to %s', (smoke, alert, verdict, reason) => {
  expect(judgeVerification({ smoke: aResult({ verdict: smoke }), alert, comparisons: [] }))
    .toMatchObject({ verdict, reason: expect.stringMatching(reason) as string, symptomGone: smoke === 'passed', alertCleared: alert === 'clear' });
});

it('asks a person about a smoke test that passed only when it was run again', () => {
  const smoke = aResult({ verdict: 'inconclusive', reason: '1 of 2 tests is flaky', flaky: ['login'] });
  expect(judgeVerification({ smoke, alert: 'clear', comparisons: [aFigure(true)] })).toMatchObject({ verdict: 'inconclusive', symptomGone: false, reason: 'the symptom is there now and then: 1 of 2 tests is flaky' });
});

it.each([
  [[true, true], 'passed', /2 of 2 figures within their limits/],
  [[true, null], 'inconclusive', /^it cannot be said how it compares .*errors: unknown/],
  [[null, false], 'failed', /^worse than allowed: errors: 0.02, 0.001 before \(max 0.01\)$/],
] as const)('figures that are %o come to %s', (oks, verdict, reason) => {
  expect(judgeVerification({ smoke: aResult(), alert: 'clear', comparisons: oks.map(aFigure) })).toMatchObject({ verdict, reason: expect.stringMatching(reason) as string });
});

describe('of a rollback', () => {
  const smoke = aResult({ verdict: 'failed', reason: 'the customer is refused' });
  const answers = { ok: true, reason: 'the release that was gone back to answers' };

  it('the symptom and the alert are told and not judged', () => {
    expect(judgeRollback({ smoke, alert: 'firing', comparisons: [], answers })).toEqual({
      verdict: 'passed', symptomGone: false, alertCleared: false, reason: 'the release that was gone back to answers; the symptom is there as before the fix, the alert fires',
    });
    expect(judgeRollback({ smoke: aResult(), alert: 'unknown', comparisons: [], answers }).reason).toMatch(/symptom is gone, the alert may fire/);
  });

  it.each([[false, 'failed'], [null, 'inconclusive']] as const)('a release of which it is %s that it answers comes to %s', (ok, verdict) => {
    expect(judgeRollback({ smoke, alert: 'clear', comparisons: [], answers: { ok, reason: 'why' } })).toMatchObject({ verdict, reason: expect.stringMatching(/^why; /) as string });
  });

  it.each([[false, 'failed'], [null, 'inconclusive'], [true, 'passed']] as const)('a figure of which it is %s that it holds comes to %s', (ok, verdict) => {
    expect(judgeRollback({ smoke, alert: 'clear', comparisons: [aFigure(ok)], answers }).verdict).toBe(verdict);
  });
});
