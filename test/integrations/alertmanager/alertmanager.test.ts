// Does a real Alertmanager's payload become our alerts, and is everything else refused with every fault?
import { createAlertmanager } from '../../../integrations/alertmanager';
import { fingerprintOf } from '../../../integrations/alertmanager/fingerprint';
import type { Alert } from '../../../src/contracts/alert';
import { doubtOf, NOW, refusalOf, sample } from '../alert-deliveries';

const source = createAlertmanager({ now: () => NOW });

interface Payload { alerts: Record<string, unknown>[]; groupLabels: Record<string, string>; truncatedAlerts: number }
const firing = (): Payload => sample<Payload>('alertmanager-firing');
const first = (body: unknown): Alert | undefined => source.decode(body, {}).alerts[0];
function withAlert(change: Record<string, unknown>, around: Partial<Payload> = {}): unknown {
  const body = firing();
  return { ...body, ...around, alerts: [{ ...body.alerts[0], ...change }] };
}
const withLabels = (labels: Record<string, string>): unknown => withAlert({ labels: { alertname: 'LoginRefused', ...labels } });

describe('the webhook', () => {
  it('gives a firing alert with its fingerprint, group, service, severity and links', () => {
    expect(first(firing())).toMatchObject({
      source: 'alertmanager', fingerprint: '38af0ee486254d15', group: 'HighErrorRate', status: 'firing', name: 'HighErrorRate', service: 'checkout', severity: 'critical',
      summary: 'checkout: 25% of requests fail', startsAt: '2026-11-23T09:23:38.704Z',
      links: [{ title: 'Runbook', url: 'https://runbooks.example.com/checkout/high-error-rate' }],
    });
    expect(first(firing())).not.toHaveProperty('endsAt');
  });

  it('gives a resolved alert with its end', () => {
    expect(first(sample('alertmanager-resolved'))).toMatchObject({ status: 'resolved', endsAt: '2026-11-23T09:23:51.704Z' });
  });

  it('keeps times with nanoseconds', () => {
    expect(first(sample('alertmanager-firing-group-of-3'))?.startsAt).toBe('2026-11-23T09:25:19.803634309Z');
  });

  it.each([
    [{ alertname: 'LoginRefused', service: 'storefront' }, 'LoginRefused'],
    [{ region: 'eu', alertname: 'LoginRefused', cluster: 'b', service: 'storefront' }, 'LoginRefused cluster=b region=eu'],
    [{ region: 'eu' }, 'region=eu'],
    [{ service: 'storefront' }, 'HighErrorRate'],
    [{}, 'HighErrorRate'],
  ])('reads the group %j as %s', (groupLabels, group) => {
    expect(first(withAlert({}, { groupLabels }))?.group).toBe(group);
  });

  it('says how many alerts were cut off', () => {
    expect(source.decode({ ...firing(), truncatedAlerts: 12 }, {}).ignored).toEqual([expect.objectContaining({ name: 'HighErrorRate', why: expect.stringContaining('12 more alerts') })]);
  });

  it.each([
    ['critical', 'critical'], ['high', 'high'], ['page', 'high'], ['error', 'high'], ['warning', 'medium'], ['Warning', 'medium'], ['P1', 'critical'], ['info', 'low'], ['constructor', 'low'],
  ])('maps the severity label %s to %s', (label, severity) => {
    expect(first(withLabels({ severity: label }))).toMatchObject({ severity });
  });

  it('leaves the service open when there is no such label', () => {
    expect(first(withLabels({}))).not.toHaveProperty('service');
  });

  it('shows only addresses of the web', () => {
    const alert = first(withAlert({ generatorURL: 'javascript:alert(1)', annotations: { runbook_url: 'file:///etc/passwd', dashboard_url: 'https://grafana.example.com/d/1' } }));
    expect(alert).not.toHaveProperty('link');
    expect(alert?.links).toEqual([{ title: 'Dashboard', url: 'https://grafana.example.com/d/1' }]);
  });

  it('cuts a long summary instead of refusing the alert', () => {
    expect(first(withAlert({ annotations: { summary: 'x'.repeat(900) } }))?.summary).toHaveLength(500);
  });

  it('takes the description, else the name, where there is no summary', () => {
    expect(first(withAlert({ annotations: { description: 'as told' } }))?.summary).toBe('as told');
    expect(first(withAlert({ annotations: null }))?.summary).toBe('HighErrorRate');
  });
});

describe('the list of its API', () => {
  const [listed = {}] = sample<Record<string, unknown>[]>('alertmanager-api-v2-alerts');
  const inList = (change: Record<string, unknown>): Alert | undefined => first([{ ...listed, ...change }]);

  it('gives the same identity as the webhook, and the alert\'s name as its group', () => {
    const sent = source.decode(sample('alertmanager-firing-group-of-3'), {}).alerts[2];
    expect(inList({})).toMatchObject({ status: 'firing', fingerprint: sent?.fingerprint, name: sent?.name, group: 'InstanceDown' });
  });

  it('expires when its end comes without another word', () => {
    expect(inList({ endsAt: '2026-11-23T09:30:19.849Z' })).toMatchObject({ status: 'firing', expiresAt: '2026-11-23T09:30:19.849Z' });
    expect(inList({ endsAt: '0001-01-01T00:00:00Z' })).not.toHaveProperty('expiresAt');
  });

  it('is over when its end has passed', () => {
    expect(inList({ endsAt: '2026-11-23T09:26:30.000Z' })).toMatchObject({ status: 'resolved', endsAt: '2026-11-23T09:26:30.000Z' });
  });

  it.each([
    ['suppressed', { state: 'suppressed', silencedBy: ['a1'], inhibitedBy: [] }], ['suppressed', { state: 'suppressed' }], ['suppressed', { state: 'active', inhibitedBy: ['b2'] }],
    ['suppressed', { state: 'active', mutedBy: ['night'] }], ['firing', { state: 'unprocessed', silencedBy: [], inhibitedBy: [] }], ['firing', { state: 'active', silencedBy: null }],
  ])('is %s when its status is %j', (status, said) => {
    expect(inList({ status: said })?.status).toBe(status);
  });

  it('needs neither fingerprint nor status nor time, as Prometheus posts it', () => {
    const labels = { alertname: 'InstanceDown', instance: '10.0.0.3:9100', service: 'inventory', severity: 'warning', team: 'stock' };
    expect(first([{ labels }])).toMatchObject({ fingerprint: '5f5080f6f5c45dfb', status: 'firing', startsAt: NOW.toISOString() });
    expect(first([{ labels, endsAt: '2026-11-23T09:20:00Z' }])).toMatchObject({ status: 'resolved', startsAt: '2026-11-23T09:20:00.000Z' });
  });

  it('computes the fingerprint over bytes, in the order of the names', () => {
    expect(fingerprintOf({ b: 'ü', a: '1' })).toBe(fingerprintOf({ a: '1', b: 'ü' }));
    expect(fingerprintOf({ a: 'bc' })).not.toBe(fingerprintOf({ ab: 'c' }));
  });
});

describe('what is refused', () => {
  it('names every fault at once', () => {
    const body = sample<Payload>('alertmanager-firing-group-of-3');
    const [one, two, three] = body.alerts;
    const error = refusalOf(source, { ...body, alerts: [{ ...one, fingerprint: '' }, { ...two, startsAt: 'yesterday' }, { ...three, labels: { service: 'inventory' } }] });
    expect(error.code).toBe('alert-malformed');
    expect(error.message).toMatch(/alerts\.0\.fingerprint.*alerts\.1\.startsAt.*alerts\.2\.labels: has no `alertname`/);
  });

  it('does not answer a huge payload with a huge list', () => {
    const error = refusalOf(source, { version: '4', alerts: Array.from({ length: 500 }, () => ({})) });
    expect(error.message).toMatch(/and \d+ more/);
    expect(error.message.length).toBeLessThan(3000);
  });

  it.each([[null], ['text'], [[]], [{}], [{ version: '4', alerts: [] }], [{ version: '3', alerts: [{}] }], [[{ labels: {} }]]])('refuses %j', (body) => {
    expect(refusalOf(source, body).code).toBe('alert-malformed');
  });
});

describe('the token', () => {
  const guarded = createAlertmanager({ token: 'let-me-in' });
  const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

  it('is asked for only when one is set', () => {
    expect(doubtOf(source, '{}', {})).toBeUndefined();
    expect(doubtOf(guarded, '{}', {})).toBe('it carries no token');
  });

  it.each(['Bearer let-me-in', 'bearer let-me-in', basic('dayshift:let-me-in'), basic(':let-me-in')])('is taken as %s', (authorization) => {
    expect(doubtOf(guarded, '{}', { authorization })).toBeUndefined();
  });

  it.each(['Bearer let-me-out', basic('let-me-in:other'), basic('let-me-in'), 'let-me-in', 'Digest let-me-in', ''])('is not taken as %s', (authorization) => {
    expect(doubtOf(guarded, '{}', { authorization })).toMatch(/token/);
  });
});
