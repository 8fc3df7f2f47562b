// Would the row that the page proposes take the alert? Any alert, by the real parser and the real router.
import fc from 'fast-check';
import { parse } from 'yaml';
import { createAlertRouter } from '../../api/alert-router';
import { lastingLabels, matcherFor } from '../../dashboard/src/matcher';
import { Alert } from '../../src/contracts/alert';
import { AlertMatcher } from '../../src/contracts/service';
import { anInstallation } from '../api/an-api';
import { alertAt } from './fixture/people';

const name = fc.oneof(fc.constantFrom('alertname', 'job', 'instance', 'severity', 'yes', 'null', 'a b', 'é:{}'), fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }));
const text = fc.oneof(fc.constantFrom('true', '3', '- x', '"', '\\', '#no', 'a: b', '\t', '\u2028', 'ünï', ' padded '), fc.string({ maxLength: 30, unit: 'grapheme' }));
const labels = fc.dictionary(name, text, { maxKeys: 8 }).map((some) => Alert.shape.labels.parse(some)); // as the border lets them in: none is called __proto__
const alert = fc.record({ labels, source: fc.constantFrom('alertmanager', 'sentry', 'generic', 'own-source', 'on') })
  .map((some) => ({ ...alertAt('2026-03-02T09:41:00Z'), service: undefined, ...some }));

function rowsOf(yaml: string): AlertMatcher[] {
  const { alerts } = parse(yaml) as { alerts: unknown[] };
  return alerts.map((row) => AlertMatcher.parse(row));
}

test('it is one row of dayshift.yaml, with the alert\'s own source and labels, and the alert is routed by it', () => {
  fc.assert(fc.property(alert, (one) => {
    const [row, ...others] = rowsOf(matcherFor(one));
    expect(others).toEqual([]);
    expect(row).toMatchObject({ source: one.source, labels: Object.fromEntries(lastingLabels(one.labels)) });
    const [service] = anInstallation().services;
    const route = createAlertRouter({ services: service && row ? [{ ...service, name: 'pasted', alerts: [row] }] : [] });
    expect(route(one)).toMatchObject({ kind: 'routed', service: { name: 'pasted' } });
  }), { numRuns: 300 });
});

test('it never holds on to a machine, a moment or how grave it is', () => {
  fc.assert(fc.property(labels, (some) => {
    const kept = lastingLabels(some).map(([label]) => label);
    for (const passing of ['instance', 'pod', 'severity', 'service']) expect(kept).not.toContain(passing);
    expect(kept.length).toBeLessThanOrEqual(4);
    expect(kept).not.toContain('');
  }));
});

test('the most telling labels come first', () => {
  expect(lastingLabels({ zone: 'a', team: 'till', job: 'web', alertname: 'Slow', pod: 'x', app: 'shop' })).toEqual([['alertname', 'Slow'], ['job', 'web'], ['app', 'shop'], ['team', 'till']]);
  expect(matcherFor({ source: 'alertmanager', labels: {} })).toBe('alerts:\n  - source: alertmanager');
});
