// Is the cause the same for one condition at any time, and different where the rule tells alerts apart?
import fc from 'fast-check';
import type { Alert } from '../../src/contracts/alert';
import type { GroupBy } from '../../src/contracts/service';
import { causeOf } from '../../src/domain/grouping';
import { anAlert, itsEnd } from '../support/builders';

const labelName = fc.constantFrom('region', 'cluster', 'alertname', 'service');
const value = fc.oneof(fc.constantFrom('eu', 'us', '', 'a b', 'x=y', '"q"', 'a" region="b'), fc.string({ maxLength: 12 }));
const labels = fc.dictionary(labelName, value);
const groupBy: fc.Arbitrary<GroupBy> = fc.oneof(fc.constantFrom('source' as const, 'fingerprint' as const, 'name' as const, 'service' as const), fc.uniqueArray(labelName, { minLength: 1 }));
const alert: fc.Arbitrary<Alert> = fc.record({ labels, fingerprint: fc.string({ minLength: 1, maxLength: 8 }), name: fc.constantFrom('LoginRefused', 'Slow'), group: fc.option(fc.constantFrom('LoginRefused', 'Slow region=eu'), { nil: undefined }) }).map(anAlert);

test('firing, repeated, more severe or ended: the cause of a condition is one', () => {
  fc.assert(fc.property(alert, groupBy, fc.constantFrom('low' as const, 'critical' as const), (one, rule, severity) => {
    const { cause } = causeOf(one, rule, 'storefront');
    for (const later of [itsEnd(one), { ...one, severity, summary: 'worse' }, { ...one, status: 'suppressed' as const }, { ...one, startsAt: '2026-04-01T00:00:00Z' }]) expect(causeOf(later, rule, 'storefront').cause).toBe(cause);
  }));
});

test('by labels: two alerts share a cause exactly when they share the values of these labels', () => {
  fc.assert(fc.property(alert, alert, fc.uniqueArray(labelName, { minLength: 1 }), (one, other, names) => {
    const known = (of: Alert, name: string): string => of.labels[name] ?? (name === 'alertname' ? of.name : name === 'service' ? of.service ?? '' : '');
    const same = names.every((name) => known(one, name) === known(other, name));
    expect(causeOf(one, names, 'storefront').cause === causeOf(other, names, 'storefront').cause).toBe(same);
  }), { numRuns: 1000 });
});

test('long values still tell alerts apart, and the cause stays short', () => {
  fc.assert(fc.property(fc.string({ minLength: 300, maxLength: 400 }), fc.nat(9), fc.nat(9), (long, a, b) => {
    const [one, other] = [a, b].map((digit) => causeOf(anAlert({ labels: { region: `${long}${digit}` } }), ['region'], 'storefront').cause);
    expect(one === other).toBe(a === b);
    expect(one?.length).toBeLessThanOrEqual(300);
  }));
});

test.each([
  ['source', anAlert({ group: 'LoginRefused region=eu' }), 'LoginRefused region=eu', 'by the group of alertmanager'],
  ['source', anAlert({ group: undefined }), 'alertmanager-f1', 'by its fingerprint, because alertmanager names no group'],
  ['fingerprint', anAlert({ group: 'LoginRefused' }), 'alertmanager-f1', 'by its fingerprint'],
  ['name', anAlert(), 'LoginRefused', 'by its name'],
  ['service', anAlert(), 'storefront', 'by its service: one incident at a time'],
  [['alertname', 'region'], anAlert({ labels: { region: 'eu' } }), 'LoginRefused region=eu', 'by the labels alertname, region'],
  [['region', 'zone'], anAlert({ labels: { region: 'eu west' } }), 'region="eu west" zone=', 'by the labels region, zone'],
] as [GroupBy, Alert, string, string][])('%j', (rule, one, cause, grouping) => {
  expect(causeOf(one, rule, 'storefront')).toEqual({ cause, grouping });
});
