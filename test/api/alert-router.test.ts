// Where does an alert belong, by which rule?
import { routeAlert } from '../../api/alert-router';
import { createUnroutedAlerts } from '../../api/unrouted-alerts';
import type { Alert } from '../../src/contracts/alert';
import { anInstallation } from './an-api';

function anAlert(change: Partial<Alert> = {}): Alert {
  return { source: 'alertmanager', fingerprint: 'f', status: 'firing', name: 'Slow', severity: 'high', summary: 's', labels: {}, startsAt: '2026-01-05T09:40:00Z', ...change };
}

test.each([
  ['the source\'s service', anAlert({ service: 'storefront' }), 'storefront', 'label service=storefront'],
  ['the label `service`', anAlert({ labels: { service: 'checkout' } }), 'checkout', 'label service=checkout'],
  ['a matcher', anAlert({ labels: { team: 'payments', job: 'till', more: 'x' } }), 'checkout', 'labels team=payments, job=till of checkout'],
  ['the label before a matcher', anAlert({ service: 'storefront', labels: { team: 'payments', job: 'till' } }), 'storefront', 'label service=storefront'],
  ['a matcher when the label is unknown', anAlert({ service: 'till', labels: { team: 'payments', job: 'till' } }), 'checkout', 'labels team=payments, job=till of checkout'],
])('by %s', (_, alert, service, rule) => {
  const route = routeAlert(anInstallation(), alert);
  expect(route).toMatchObject({ cause: 'Slow', rule });
  expect(route.service?.name).toBe(service);
});

test('half a matcher is no match, and the reason says what is known', () => {
  const route = routeAlert(anInstallation(), anAlert({ labels: { team: 'payments' } }));
  expect(route).toEqual({ service: undefined, rule: 'it has no label `service` (known: storefront, checkout), and no matcher of dayshift.yaml fits its labels' });
});

test('what belongs nowhere is kept newest first, once for each condition, and not for ever', () => {
  let second = 0;
  const unrouted = createUnroutedAlerts(() => new Date(Date.UTC(2026, 0, 5, 9, 0, (second += 1))));
  for (let at = 0; at < 250; at += 1) unrouted.keep(anAlert({ fingerprint: `f${at}` }), 'r');
  unrouted.keep(anAlert({ fingerprint: 'f249' }), 'again');
  const kept = unrouted.list();
  expect(kept).toHaveLength(200);
  expect(kept[0]).toMatchObject({ rule: 'again', alert: { fingerprint: 'f249' } });
  expect(kept[1]?.alert.fingerprint).toBe('f248');
});
