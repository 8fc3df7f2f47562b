// Do Sentry's webhooks become alerts that begin and end as the issue does, and does its signature hold?
import { createSentry } from '../../../integrations/sentry';
import { signatureOf } from '../../../integrations/shared-secret';
import { applyAlert, noAlerts, openAlerts } from '../../../src/domain/alerts';
import type { Alert } from '../../../src/contracts/alert';
import { doubtOf, NOW, refusalOf, sample, sampleText } from '../alert-deliveries';

const source = createSentry({ now: () => NOW });
const sentAt = (seconds: number): Record<string, string> => ({ 'sentry-hook-timestamp': String(Date.parse('2026-11-23T09:26:00Z') / 1000 + seconds) });

function alertOf(file: string, headers: Record<string, string> = sentAt(0)): Alert {
  const [alert] = source.decode(sample(file), headers).alerts;
  if (!alert) throw new Error(`${file} gives no alert`);
  return alert;
}
function openAfter(...heard: Alert[]): string[] {
  const state = heard.reduce((before, alert) => applyAlert(before, alert).state, noAlerts());
  return openAlerts(state, '2026-11-23T12:00:00Z').map(({ fingerprint }) => fingerprint);
}

describe('an issue alert', () => {
  it('is known by its issue, and says rule, project and tags', () => {
    expect(alertOf('sentry-event-alert')).toMatchObject({
      fingerprint: 'issue-4211', status: 'firing', severity: 'high', service: 'storefront', summary: 'TypeError: customer is undefined in POST /login', startsAt: '2026-11-23T09:25:30.412000Z',
      labels: { project: 'storefront', rule: 'Errors at login', level: 'error', environment: 'production', release: 'storefront@1.4.0', browser: 'Firefox 145' },
      link: 'https://sentry.example.com/organizations/shop/issues/4211/events/b7f5a6f0c1d24c8f9d7f1f4c6e0a9b21/',
    });
  });

  it('belongs to the service that its tag names before its project', () => {
    const body = sample<{ data: { event: { tags: unknown[] } } }>('sentry-event-alert');
    body.data.event.tags.push(['service', 'checkout'], ['empty', null]);
    expect(source.decode(body, {}).alerts[0]?.service).toBe('checkout');
  });

  it('tells no end, unlike a metric alert', () => {
    expect(source.alwaysEnds).toBe(false);
    expect(source.decode(sample('sentry-event-alert'), {})).not.toHaveProperty('alwaysEnds');
    expect(source.decode(sample('sentry-metric-alert-critical'), {}).alwaysEnds).toBe(true);
  });

  it('tells what the team says that it tells', () => {
    const said = createSentry({ alwaysEnds: true });
    expect(said.alwaysEnds).toBe(true);
    expect(said.decode(sample('sentry-metric-alert-critical'), {})).not.toHaveProperty('alwaysEnds');
  });
});

describe('an issue', () => {
  const [event, resolved, back] = [alertOf('sentry-event-alert'), alertOf('sentry-issue-resolved', sentAt(1800)), alertOf('sentry-issue-unresolved', sentAt(3600))];

  it('is the same condition as its events, and ends when it is resolved', () => {
    expect(openAfter(alertOf('sentry-issue-created'), event)).toEqual(['issue-4211']);
    expect(openAfter(event, resolved)).toEqual([]);
  });

  it('ends however late its events arrive, and begins anew when it returns', () => {
    expect(openAfter(resolved, event)).toEqual([]);
    expect(openAfter(event, resolved, back)).toEqual(['issue-4211']);
    expect(openAfter(back, event, resolved)).toEqual(['issue-4211']);
  });

  it('that is archived opens nothing, and does not end what fires', () => {
    expect(alertOf('sentry-issue-archived').status).toBe('suppressed');
    expect(openAfter(alertOf('sentry-issue-archived'))).toEqual([]);
    expect(openAfter(event, alertOf('sentry-issue-archived'))).toEqual(['issue-4211']);
  });

  it('that is assigned is ignored, with the reason', () => {
    expect(source.decode(sample('sentry-issue-assigned'), {}).ignored).toEqual([{ fingerprint: 'issue.assigned', name: 'issue.assigned', why: expect.stringContaining('changes nothing') }]);
  });

  it('is dated by our clock where Sentry sends no time', () => {
    expect(alertOf('sentry-issue-resolved', {})).toMatchObject({ endsAt: NOW.toISOString() });
  });
});

describe('a metric alert', () => {
  it('is one episode from its beginning to its end, and as severe as its threshold', () => {
    const [critical, warning, resolved] = ['critical', 'warning', 'resolved'].map((action) => alertOf(`sentry-metric-alert-${action}`));
    expect(critical).toMatchObject({ fingerprint: 'metric-alert-31', severity: 'critical', service: 'storefront', startsAt: '2026-11-23T09:25:00Z', link: 'https://sentry.example.com/organizations/shop/alerts/88/' });
    expect(warning).toMatchObject({ severity: 'medium', startsAt: '2026-11-23T09:25:00Z' });
    expect(resolved).toMatchObject({ status: 'resolved', startsAt: '2026-11-23T09:25:00Z', endsAt: '2026-11-23T09:50:00Z' });
  });

  it('of another action is refused', () => {
    expect(refusalOf(source, { ...sample<object>('sentry-metric-alert-critical'), action: 'open' }).message).toContain('action');
  });
});

it.each([['installation', 'created'], ['comment', 'created'], ['seer', 'root_cause_started'], ['error', 'created'], ['constructor', 'x']])('%s.%s is ignored, with the reason', (resource, action) => {
  const { alerts, ignored } = source.decode({ action, data: {} }, { 'sentry-hook-resource': resource });
  expect(alerts).toEqual([]);
  expect(ignored).toEqual([expect.objectContaining({ name: `${resource}.${action}` })]);
});

it('names what is missing', () => {
  expect(refusalOf(source, { action: 'triggered', data: { event: { title: 'x' }, triggered_rule: 'y' } }).message).toMatch(/event\.issue_id.*event\.datetime/);
  expect(refusalOf(source, sample('alertmanager-firing')).message).toMatch(/action.*data/);
});

describe('the signature', () => {
  const raw = sampleText('sentry-event-alert');
  const signed = createSentry({ secret: 'client secret' });

  it('is over the bytes, in hex of either case', () => {
    expect(doubtOf(signed, raw, { 'sentry-hook-signature': signatureOf('client secret', raw) })).toBeUndefined();
    expect(doubtOf(signed, raw, { 'sentry-hook-signature': signatureOf('client secret', raw).toUpperCase() })).toBeUndefined();
    expect(doubtOf(signed, raw.replace('4211', '4212'), { 'sentry-hook-signature': signatureOf('client secret', raw) })).toContain('matches');
  });

  it('must be there', () => {
    expect(doubtOf(signed, raw, {})).toContain('no signature in Sentry-Hook-Signature');
  });
});
