// Where does an alert belong, by which rule, and what groups it?
import { createAlertRouter } from '../../api/alert-router';
import type { Alert } from '../../src/contracts/alert';
import { AlertMatcher } from '../../src/contracts/service';
import { anInstallation } from './an-api';

function anAlert(change: Partial<Alert> = {}): Alert {
  return { source: 'alertmanager', fingerprint: 'f', group: 'Slow', status: 'firing', name: 'Slow', severity: 'high', summary: 's', labels: {}, startsAt: '2026-01-05T09:40:00Z', ...change };
}

/** The installation of the tests, with these rows for storefront and for checkout. */
function routerWith(storefront: unknown[], checkout: unknown[] = []) {
  const { services } = anInstallation();
  const rows = [storefront, checkout].map((written) => written.map((row) => AlertMatcher.parse(row)));
  return createAlertRouter({ services: services.map((service, at) => ({ ...service, alerts: rows[at] ?? [] })) });
}

test.each([
  ['the source\'s service', anAlert({ service: 'storefront' }), 'storefront', 'label service=storefront'],
  ['the label `service`', anAlert({ labels: { service: 'checkout' } }), 'checkout', 'label service=checkout'],
  ['a matcher', anAlert({ labels: { team: 'payments', job: 'till', more: 'x' } }), 'checkout', 'labels team=payments, job=till of checkout'],
  ['the label before a matcher', anAlert({ service: 'storefront', labels: { team: 'payments', job: 'till' } }), 'storefront', 'label service=storefront'],
  ['a matcher when the label is unknown', anAlert({ service: 'till', labels: { team: 'payments', job: 'till' } }), 'checkout', 'labels team=payments, job=till of checkout'],
])('by %s', (_, alert, service, rule) => {
  const route = createAlertRouter(anInstallation())(alert);
  expect(route).toMatchObject({ kind: 'routed', cause: 'Slow', rule, service: { name: service }, grouping: 'by the group of alertmanager' });
});

test('half a matcher is no match, and the reason says what is known', () => {
  const route = createAlertRouter(anInstallation())(anAlert({ labels: { team: 'payments' } }));
  expect(route).toEqual({ kind: 'unrouted', rule: 'it has no label `service` (known: storefront, checkout), and no matcher of dayshift.yaml fits it' });
  expect(createAlertRouter(anInstallation())(anAlert({ service: 'till' }))).toMatchObject({ kind: 'unrouted', rule: expect.stringContaining('no service is called "till"') });
});

test('a name from the depths of the language is no service and no label', () => {
  const route = routerWith([{ labels: { constructor: 'x' } }]);
  expect(route(anAlert({ service: 'constructor' }))).toMatchObject({ kind: 'unrouted' });
  expect(route(anAlert({ service: '__proto__' }))).toMatchObject({ kind: 'unrouted' });
});

test('of several rows the first that fits decides, in the file\'s order, across the services', () => {
  const route = routerWith(
    [{ match: ['env!="test"', 'instance=~"web-.*"'], groupBy: 'name' }, { source: 'grafana', groupBy: ['region'] }],
    [{ match: ['instance=~"web-.*"'], groupBy: 'service' }],
  );
  expect(route(anAlert({ labels: { instance: 'web-1', env: 'live' } }))).toMatchObject({ service: { name: 'storefront' }, cause: 'Slow', rule: 'match env!="test", instance=~"web-.*" of storefront', grouping: 'by its name' });
  expect(route(anAlert({ source: 'grafana', labels: { instance: 'db-1', region: 'eu' } }))).toMatchObject({ service: { name: 'storefront' }, cause: 'region=eu', rule: 'source grafana of storefront' });
  expect(route(anAlert({ labels: { instance: 'web-1', env: 'test' } }))).toMatchObject({ service: { name: 'checkout' }, cause: 'checkout' });
});

test('an alert that names its service is grouped by that service\'s first row that fits, and by no other service\'s', () => {
  const route = routerWith([{ labels: { service: 'storefront' }, match: ['alertname=~"Login.*"'], groupBy: 'fingerprint' }], [{ match: ['alertname=~".*"'], groupBy: 'service' }]);
  expect(route(anAlert({ service: 'storefront', name: 'LoginRefused' }))).toMatchObject({ cause: 'alertmanager-f', rule: 'label service=storefront, then labels service=storefront, match alertname=~"Login.*"', grouping: 'by its fingerprint' });
  expect(route(anAlert({ service: 'storefront', name: 'CheckoutSlow', group: 'CheckoutSlow' }))).toMatchObject({ cause: 'CheckoutSlow', rule: 'label service=storefront' });
});

test('a row that ignores says why, for those that fit by name and by row', () => {
  const route = routerWith([{ labels: { severity: 'info' }, ignore: 'nobody is woken by it' }]);
  expect(route(anAlert({ service: 'storefront', labels: { severity: 'info' } }))).toMatchObject({ kind: 'ignored', rule: 'label service=storefront, then labels severity=info: to be ignored, nobody is woken by it' });
  expect(route(anAlert({ labels: { severity: 'info' } }))).toMatchObject({ kind: 'ignored', rule: 'labels severity=info of storefront: to be ignored, nobody is woken by it' });
  expect(route(anAlert({ service: 'storefront', labels: { severity: 'page' } }))).toMatchObject({ kind: 'routed' });
});
