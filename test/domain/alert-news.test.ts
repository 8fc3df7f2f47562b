// Is a delivery told as what it changed, each alert as often as it came, customers apart?
import { hearBatch } from '../../src/domain/alert-news';
import { noAlerts, type AlertState } from '../../src/domain/alerts';
import type { Alert } from '../../src/contracts/alert';
import { anAlert, at, itsEnd } from '../support/builders';

const NOW = at(1000);
const opened = (): AlertState => hearBatch(noAlerts(), { alerts: [anAlert()] }, NOW).state;
const newsOf = (alerts: Alert[], before = opened()): string | undefined => hearBatch(before, { alerts }, NOW).heard?.news;

test('the first alerts are no news, since the incident is opened by them; a further one is', () => {
  expect(newsOf([anAlert(), anAlert({ fingerprint: 'f2' })], noAlerts())).toBeUndefined();
  expect(newsOf([anAlert({ fingerprint: 'f2', name: 'Slow' })])).toBe('Alert Slow opened');
});

test('a repeat is counted and is no news', () => {
  const { heard } = hearBatch(opened(), { alerts: [anAlert()], times: [41] }, NOW);
  expect(heard).toMatchObject({ received: 42, news: undefined, open: [anAlert()] });
});

test('each sentence is told once, and of very many the first five', () => {
  const many = Array.from({ length: 9 }, (_, n) => anAlert({ fingerprint: `g${n}`, name: `N${n % 7}` }));
  expect(newsOf(many)).toBe('Alert N0 opened; Alert N1 opened; Alert N2 opened; Alert N3 opened; Alert N4 opened and 2 more');
});

test('what ended, and what is silenced, is told by name', () => {
  expect(newsOf([itsEnd(anAlert())])).toBe('Alert LoginRefused resolved');
  expect(newsOf([anAlert({ fingerprint: 'f2', status: 'suppressed' })])).toBe('Alert LoginRefused suppressed');
});

test('customers are counted apart and not named as alerts that fired', () => {
  const report = anAlert({ source: 'customer', fingerprint: 'report-1', name: 'CustomerReport' });
  const { heard } = hearBatch(opened(), { alerts: [report, anAlert()], times: [3, 1] }, NOW);
  expect(heard).toMatchObject({ reports: 3, fired: ['LoginRefused'], news: 'A customer told of it' });
});

test('nothing heard changes nothing', () => {
  const before = opened();
  expect(hearBatch(before, { alerts: [] }, NOW)).toEqual({ state: before });
});
