// Does Grafana's webhook become our alerts, and does its signature hold, with and without a time?
import { createGrafana } from '../../../integrations/grafana';
import { signatureOf } from '../../../integrations/shared-secret';
import { doubtOf, NOW, refusalOf, sample, sampleText } from '../alert-deliveries';

const source = createGrafana({ now: () => NOW });
const SECRET = 'between grafana and dayshift';
const raw = sampleText('grafana-firing');

it('gives an alert with its group, and links to runbook, dashboard and panel', () => {
  expect(source.decode(sample('grafana-firing'), {}).alerts).toEqual([expect.objectContaining({
    source: 'grafana', fingerprint: 'c6eadffa33fcdf37', group: 'LoginRefused region=eu', status: 'firing', service: 'storefront', severity: 'critical',
    summary: '31 % of logins in eu are refused', link: 'https://grafana.example.com/alerting/grafana/fd0a1b2c3d/view?orgId=1',
    links: [
      { title: 'Runbook', url: 'https://runbooks.example.com/storefront/login' }, { title: 'Dashboard', url: 'https://grafana.example.com/d/login-overview?orgId=1' },
      { title: 'Panel', url: 'https://grafana.example.com/d/login-overview?orgId=1&viewPanel=4' },
    ],
  })]);
});

it('gives the end of a resolved alert, under the same identity', () => {
  const [alert] = source.decode(sample('grafana-resolved'), {}).alerts;
  expect(alert).toMatchObject({ fingerprint: 'c6eadffa33fcdf37', status: 'resolved', startsAt: '2026-11-23T09:25:10Z', endsAt: '2026-11-23T09:41:00Z' });
});

it('says how many alerts were cut off', () => {
  expect(source.decode(sample('grafana-firing-truncated'), {}).ignored).toEqual([expect.objectContaining({ why: expect.stringContaining('7 more alerts') })]);
});

it('refuses what Alertmanager sends', () => {
  expect(refusalOf(source, sample('alertmanager-firing')).message).toContain('version');
});

describe('the signature', () => {
  const signed = createGrafana({ secret: SECRET, now: () => NOW });
  const seconds = String(NOW.getTime() / 1000);
  const withTime = (time: string, signature = signatureOf(SECRET, time, ':', raw)): Record<string, string> => ({ 'x-grafana-alerting-signature': signature, 'x-grafana-alerting-timestamp': time });

  it('is over the bytes', () => {
    expect(doubtOf(signed, raw, { 'x-grafana-alerting-signature': signatureOf(SECRET, raw) })).toBeUndefined();
    expect(doubtOf(signed, `${raw} `, { 'x-grafana-alerting-signature': signatureOf(SECRET, raw) })).toContain('matches');
    expect(doubtOf(signed, raw, { 'x-grafana-alerting-signature': signatureOf('another', raw) })).toContain('matches');
  });

  it('must be there', () => {
    expect(doubtOf(signed, raw, {})).toContain('no signature');
    expect(doubtOf(signed, raw, { 'x-grafana-alerting-signature': '' })).toContain('no signature');
  });

  it('covers the time where one is sent, in seconds or milliseconds', () => {
    expect(doubtOf(signed, raw, withTime(seconds))).toBeUndefined();
    expect(doubtOf(signed, raw, withTime(`${seconds}000`))).toBeUndefined();
    expect(doubtOf(signed, raw, withTime(seconds, signatureOf(SECRET, raw)))).toContain('matches');
    expect(doubtOf(signed, raw, { 'x-grafana-alerting-signature': signatureOf(SECRET, seconds, ':', raw) })).toContain('matches');
  });

  it('is too old after five minutes, and too young before them', () => {
    const shifted = (by: number): string => String(NOW.getTime() / 1000 + by);
    expect(doubtOf(signed, raw, withTime(shifted(-300)))).toBeUndefined();
    expect(doubtOf(signed, raw, withTime(shifted(-301)))).toContain('301 s away');
    expect(doubtOf(signed, raw, withTime(shifted(301)))).toContain('301 s away');
    expect(doubtOf(signed, raw, withTime('soon'))).toContain('no time');
  });

  it('and a token are both asked for when both are set', () => {
    const both = createGrafana({ secret: SECRET, token: 'let-me-in' });
    const signature = { 'x-grafana-alerting-signature': signatureOf(SECRET, raw) };
    expect(doubtOf(both, raw, { ...signature, authorization: 'Bearer let-me-in' })).toBeUndefined();
    expect(doubtOf(both, raw, signature)).toContain('token');
    expect(doubtOf(both, raw, { authorization: 'Bearer let-me-in' })).toContain('signature');
  });
});
