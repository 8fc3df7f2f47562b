// Does the published template become alerts, whatever of it Datadog could not fill?
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDatadog } from '../../../integrations/datadog';
import { Webhook } from '../../../integrations/datadog/schema';
import type { Alert } from '../../../src/contracts/alert';
import { doubtOf, NOW, refusalOf, sample } from '../alert-deliveries';

const source = createDatadog({ now: () => NOW });
const withChange = (change: object): Alert | undefined => source.decode({ ...sample<object>('datadog-triggered'), ...change }, {}).alerts[0];

it('gives a monitor with its tags, scope and link', () => {
  expect(withChange({})).toEqual({
    source: 'datadog', fingerprint: 'monitor-148275309-9bd4ac313a4d1e8fae2482df7b77628', group: 'monitor 148275309', status: 'firing', name: 'Logins are refused', service: 'storefront',
    severity: 'critical', summary: 'More than 10 % of logins are refused.', startsAt: '2026-11-23T09:26:00.000Z', link: 'https://app.datadoghq.example/event/event?id=7716548234011234567',
    labels: { env: 'production', monitor: '148275309', service: 'storefront', region: 'eu' },
  });
});

it('gives a recovery under the same identity, and later', () => {
  const [recovered] = source.decode(sample('datadog-recovered'), {}).alerts;
  expect(recovered).toMatchObject({ status: 'resolved', fingerprint: withChange({})?.fingerprint, name: withChange({})?.name });
  expect(Date.parse(recovered?.startsAt ?? '')).toBeGreaterThan(Date.parse(withChange({})?.startsAt ?? ''));
});

it.each([
  ['Triggered', 'firing'], ['Re-Triggered', 'firing'], ['Warn', 'firing'], ['Re-Warn', 'firing'], ['No Data', 'firing'], ['Re-No Data', 'firing'], ['Renotify', 'firing'], ['Recovered', 'resolved'],
])('the transition %s is %s', (transition, status) => {
  expect(withChange({ alert_transition: transition })?.status).toBe(status);
});

it.each([
  [{ alert_priority: 'P2' }, 'high'], [{ alert_priority: 'P5' }, 'low'], [{ alert_priority: '', alert_transition: 'Warn' }, 'medium'], [{ alert_priority: '$ALERT_PRIORITY', alert_transition: 'Triggered' }, 'high'], [{ alert_priority: null, alert_type: 'warning' }, 'medium'],
])('%j is %s', (change, severity) => {
  expect(withChange(change)?.severity).toBe(severity);
});

it('takes what was not filled as left out', () => {
  const alert = withChange({ aggreg_key: '$AGGREG_KEY', link: '$LINK', text: '', date: 'null', tags: '', alert_scope: '*', alert_title: '', hostname: 'web-1' });
  expect(alert).toMatchObject({ fingerprint: 'monitor-148275309-*', name: 'monitor 148275309', summary: 'monitor 148275309', startsAt: NOW.toISOString(), labels: { hostname: 'web-1', monitor: '148275309' } });
  expect(alert).not.toHaveProperty('link');
  expect(alert).not.toHaveProperty('service');
});

it('takes numbers where the template has no quotes', () => {
  expect(withChange({ alert_id: 148275309, date: 1795425960000 })).toEqual(withChange({}));
});

it('ignores an event that is no monitor\'s', () => {
  expect(source.decode(sample('datadog-event'), {})).toEqual({ alerts: [], ignored: [{ fingerprint: '7716548234011234567', name: 'Deployment of storefront 1.4.1', why: expect.stringContaining('no transition') }] });
});

it('says to paste the template when another came', () => {
  expect(refusalOf(source, { title: '[Triggered] Logins are refused', id: '1', event_type: 'query_alert_monitor' }).message).toContain('paste the template');
});

it.each(['integrations/datadog/readme.md', 'docs/guides/alert-sources.md'])('the template in %s has every field that is read', (page) => {
  const text = readFileSync(join(__dirname, '../../..', page), 'utf8');
  const [, template = ''] = /```json\n(\{\s*"id": "\$ID"[\s\S]*?)```/.exec(text) ?? [];
  expect(Object.keys(JSON.parse(template) as object).sort()).toEqual(Object.keys(Webhook.shape).sort());
});

it('asks for the token where one is set', () => {
  const guarded = createDatadog({ token: 'let-me-in' });
  expect(doubtOf(guarded, '{}', { authorization: 'Bearer let-me-in' })).toBeUndefined();
  expect(doubtOf(guarded, '{}', {})).toContain('token');
});
