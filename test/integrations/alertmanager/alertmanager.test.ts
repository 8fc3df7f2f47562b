// Does a real Alertmanager's payload become our alerts, and is everything else refused with every fault?
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAlertmanager } from '../../../integrations/alertmanager';
import { Alert } from '../../../src/contracts/alert';
import { DayshiftError } from '../../../src/errors';

const source = createAlertmanager();

function sample(name: string): { alerts: Record<string, unknown>[] } {
  return JSON.parse(readFileSync(join(__dirname, '../../samples', `${name}.json`), 'utf8')) as ReturnType<typeof sample>;
}
function withLabels(labels: Record<string, string>): unknown {
  const body = sample('alertmanager-firing');
  return { ...body, alerts: [{ ...body.alerts[0], labels: { alertname: 'LoginRefused', ...labels } }] };
}
function refusal(body: unknown): DayshiftError {
  try {
    source.decode(body, {});
  } catch (error) {
    if (error instanceof DayshiftError) return error;
  }
  throw new Error('it was accepted');
}

it('decodes a firing alert with its fingerprint, service and severity', () => {
  const [alert] = source.decode(sample('alertmanager-firing'), {});
  expect(alert).toMatchObject({ source: 'alertmanager', fingerprint: '38af0ee486254d15', status: 'firing', name: 'HighErrorRate', service: 'checkout', severity: 'critical', summary: 'checkout: 25% of requests fail', startsAt: '2026-11-23T09:23:38.704Z' });
  expect(alert).not.toHaveProperty('endsAt');
});

it('decodes a resolved alert with its end', () => {
  expect(source.decode(sample('alertmanager-resolved'), {})[0]).toMatchObject({ status: 'resolved', endsAt: '2026-11-23T09:23:51.704Z' });
});

it.each(['alertmanager-firing', 'alertmanager-resolved', 'alertmanager-firing-group-of-3'])('gives what the contract takes: %s', (name) => {
  const alerts = source.decode(sample(name), {});
  expect(alerts).toHaveLength(sample(name).alerts.length);
  for (const alert of alerts) expect(Alert.parse(alert)).toEqual(alert);
});

it.each([
  ['critical', 'critical'], ['high', 'high'], ['page', 'high'], ['error', 'high'], ['warning', 'medium'], ['Warning', 'medium'], ['info', 'low'], ['constructor', 'low'],
])('maps the severity label %s to %s', (label, severity) => {
  expect(source.decode(withLabels({ severity: label }), {})[0]).toMatchObject({ severity });
});

it('leaves the service open when there is no such label', () => {
  expect(source.decode(withLabels({}), {})[0]).not.toHaveProperty('service');
});

it('cuts a long summary instead of refusing the alert', () => {
  const body = sample('alertmanager-firing');
  const long = { ...body, alerts: [{ ...body.alerts[0], annotations: { summary: 'x'.repeat(900) } }] };
  expect(source.decode(long, {})[0]?.summary).toHaveLength(500);
});

it('names every fault of a malformed payload at once', () => {
  const body = sample('alertmanager-firing-group-of-3');
  const [first, second, third] = body.alerts;
  const broken = { ...body, alerts: [{ ...first, fingerprint: '' }, { ...second, startsAt: 'yesterday' }, { ...third, labels: { service: 'inventory' } }] };
  const error = refusal(broken);
  expect(error.code).toBe('alert-malformed');
  expect(error.message).toMatch(/alerts\.0\.fingerprint.*alerts\.1\.startsAt.*alerts\.2\.labels: has no `alertname`/);
});

it.each([[null], ['text'], [[]], [{}], [{ version: '4', alerts: [] }], [{ version: '3', alerts: [{}] }]])('refuses %j', (body) => {
  expect(refusal(body).code).toBe('alert-malformed');
});

it('asks for the token only when one is set', () => {
  const raw = Buffer.from('{}');
  expect(() => source.verify(raw, {})).not.toThrow();
  const guarded = createAlertmanager({ token: 'let-me-in' });
  expect(() => guarded.verify(raw, { authorization: 'Bearer let-me-in' })).not.toThrow();
  expect(() => guarded.verify(raw, { authorization: 'Bearer other' })).toThrow(DayshiftError);
  expect(() => guarded.verify(raw, {})).toThrow(DayshiftError);
});
