// Has the trouble gone? Only when the symptom was repeated and the source itself says that the alert has cleared.
import { alertState, judgeVerification, type Firing } from '../../src/domain/verification';
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

it.each([
  ['failed', 'clear', 'failed', /symptom is still there/],
  ['errored', 'clear', 'errored', /symptom is still there/],
  ['passed', 'firing', 'failed', /still fires/],
  ['passed', 'unknown', 'inconclusive', /cannot say/],
  ['passed', 'clear', 'passed', /has cleared/],
] as const)('a symptom check that %s while the alert is %s comes to %s', (smoke, alert, verdict, reason) => {
  expect(judgeVerification(aResult({ verdict: smoke }), alert)).toMatchObject({ verdict, reason: expect.stringMatching(reason), symptomGone: smoke === 'passed', alertCleared: alert === 'clear' });
});
