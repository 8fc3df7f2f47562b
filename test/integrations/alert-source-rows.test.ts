// Does a row of dayshift.yaml make a source that asks for its secret or token, under the name that the row gives it?
import { createIntegrations } from '../../integrations/registry';
import { signatureOf } from '../../integrations/shared-secret';
import { parseInstallation } from '../../src/config/installation';
import type { AlertSource } from '../../src/ports/alert-source';
import { changed, ENVIRONMENT, INSTALLATION } from '../support/files';
import { DELIVERIES, doubtOf, sample, sampleText } from './alert-deliveries';

const ROWS = `
    - { use: alertmanager, name: am, token: the token }
    - { use: grafana, name: gr, secret: the secret }
    - { use: sentry, name: se, secret: the secret, alwaysEnds: true }
    - { use: pagerduty, name: pd, secret: the secret }
    - { use: datadog, name: dd, token: the token, alwaysEnds: false }
    - { use: cloudevents, name: ce, token: the token }
    - use: generic
      name: ge
      token: the token
      map: { items: checks, fingerprint: id, name: title, status: state }`;

const integrations = createIntegrations(parseInstallation(changed(INSTALLATION, ' [alertmanager]', ROWS), 'dayshift.yaml', ENVIRONMENT), { home: '/nowhere', publicUrl: 'http://127.0.0.1:1' });
afterAll(() => integrations.close());

function sourceOf(name: string): AlertSource {
  const source = integrations.alertSources.get(name);
  if (!source) throw new Error(`there is no source ${name}`);
  return source;
}
const fileOf = (use: string): string => DELIVERIES.find((delivery) => delivery.use === use)?.file ?? '';

test.each([['am', 'alertmanager'], ['gr', 'grafana'], ['se', 'sentry'], ['pd', 'pagerduty'], ['dd', 'datadog'], ['ce', 'cloudevents'], ['ge', 'generic']])('%s is a source of %s, and its alerts are named by the row', (name, use) => {
  const file = use === 'cloudevents' ? 'cloudevents-structured' : fileOf(use);
  expect(sourceOf(name).decode(sample(file), {}).alerts.map(({ source }) => source)).toContain(name);
});

test.each(['am', 'dd', 'ce', 'ge'])('%s asks for its token', (name) => {
  expect(doubtOf(sourceOf(name), '{}', {})).toBe('it carries no token');
  expect(doubtOf(sourceOf(name), '{}', { authorization: 'Bearer another' })).toBe('its token is another');
  expect(doubtOf(sourceOf(name), '{}', { authorization: `Basic ${Buffer.from('dayshift:the token').toString('base64')}` })).toBeUndefined();
});

test.each([['gr', 'grafana', 'x-grafana-alerting-signature', ''], ['se', 'sentry', 'sentry-hook-signature', ''], ['pd', 'pagerduty', 'x-pagerduty-signature', 'v1=']])('%s asks for its signature', (name, use, header, prefix) => {
  const raw = sampleText(fileOf(use)).replace(/("occurred_at": *)"[^"]*"/, `$1"${new Date().toISOString()}"`); // the times of others are not signed here
  expect(doubtOf(sourceOf(name), raw, { [header]: prefix + signatureOf('the secret', raw) })).toBeUndefined();
  expect(doubtOf(sourceOf(name), raw, { [header]: prefix + signatureOf('another', raw) })).toContain('matches');
  expect(doubtOf(sourceOf(name), raw, { authorization: 'Bearer the secret' })).toContain('no signature');
});

test('the row says more of its end than the adapter knows', () => {
  expect(Object.fromEntries([...integrations.alertSources].map(([name, { alwaysEnds }]) => [name, alwaysEnds]))).toEqual({ am: true, gr: true, se: true, pd: true, dd: false, ce: true, ge: true });
});
