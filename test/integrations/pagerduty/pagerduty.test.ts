// Do PagerDuty's webhooks become one condition for an incident, in whatever order they come, and are its signatures checked?
import fc from 'fast-check';
import { createPagerduty } from '../../../integrations/pagerduty';
import { signatureOf } from '../../../integrations/shared-secret';
import { applyAlert, noAlerts, openAlerts } from '../../../src/domain/alerts';
import type { Alert } from '../../../src/contracts/alert';
import { doubtOf, refusalOf, sample, sampleText } from '../alert-deliveries';

const source = createPagerduty();

function alertOf(file: string): Alert {
  const [alert] = source.decode(sample(file), {}).alerts;
  if (!alert) throw new Error(`${file} gives no alert`);
  return alert;
}
function openAfter(heard: readonly Alert[]): number {
  return openAlerts(heard.reduce((before, alert) => applyAlert(before, alert).state, noAlerts()), '2026-11-23T12:00:00Z').length;
}

it('gives the incident with its service, key, priority and link', () => {
  expect(alertOf('pagerduty-triggered')).toEqual({
    source: 'pagerduty', fingerprint: 'Q2LOGIN7', group: 'storefront/login', status: 'firing', name: 'Customers cannot log in', service: 'storefront', severity: 'critical',
    summary: 'Customers cannot log in', startsAt: '2026-11-23T09:25:40Z', link: 'https://shop.pagerduty.example/incidents/Q2LOGIN7',
    labels: { service: 'storefront', service_id: 'PSHOP01', urgency: 'high', priority: 'P1', number: '417', escalation_policy: 'Shop, day and night', team: 'Shop' },
  });
});

it.each([[{ priority: null, urgency: 'high' }, 'high'], [{ priority: null, urgency: 'low' }, 'low'], [{ priority: { summary: 'P3' } }, 'medium'], [{ priority: undefined, urgency: undefined }, 'high']])('with %j is %s', (change, severity) => {
  const body = sample<{ event: { data: object } }>('pagerduty-triggered');
  const changed = { event: { ...body.event, data: { ...body.event.data, ...change } } };
  expect(source.decode(changed, {}).alerts[0]?.severity).toBe(severity);
});

describe('the incident', () => {
  const day = ['triggered', 'acknowledged', 'priority-updated', 'resolved'].map((event) => alertOf(`pagerduty-${event}`));
  const reopened = alertOf('pagerduty-reopened');
  const anyOrder = (events: readonly Alert[]): fc.Arbitrary<Alert[]> => fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 });

  it('is over once it was resolved, in any order and however often', () => {
    fc.assert(fc.property(anyOrder(day), (heard) => { expect(openAfter(heard)).toBe(0); }));
  });

  it('is open again once it was reopened, in any order and however often', () => {
    fc.assert(fc.property(anyOrder([...day, reopened]), (heard) => { expect(openAfter(heard)).toBe(1); }));
  });

  it('ends again after that', () => {
    const body = sample<{ event: object }>('pagerduty-resolved');
    const [again] = source.decode({ event: { ...body.event, occurred_at: '2026-11-23T10:30:00Z' } }, {}).alerts;
    expect(openAfter([...day, reopened, ...(again ? [again] : [])])).toBe(0);
  });
});

it('ignores what changes nothing, with the reason', () => {
  expect(source.decode(sample('pagerduty-annotated'), {}).ignored).toEqual([{ fingerprint: '01EVENT0006', name: 'incident.annotated', why: expect.stringContaining('changes nothing') }]);
  expect(source.decode(sample('pagerduty-ping'), {}).ignored).toEqual([{ fingerprint: '01EVENT0007', name: 'pagey.ping', why: expect.stringContaining('the connection works') }]);
  expect(source.decode({ event: { id: 'e', event_type: 'service.updated', occurred_at: '2026-11-23T10:30:00Z', data: null } }, {}).ignored[0]?.why).toBe('it is no event of an incident');
});

it('names what is missing', () => {
  expect(refusalOf(source, { event: { id: 'e', event_type: 'incident.triggered', occurred_at: '2026-11-23T10:30:00Z', data: { id: 'x' } } }).message).toMatch(/status.*created_at/);
  expect(refusalOf(source, { messages: [] }).message).toContain('event');
});

describe('the signature', () => {
  const raw = sampleText('pagerduty-triggered');
  const occurred = Date.parse((JSON.parse(raw) as { event: { occurred_at: string } }).event.occurred_at);
  const signedAfter = (hours: number) => createPagerduty({ secret: 'of the subscription', now: () => new Date(occurred + hours * 3_600_000) });
  const signed = signedAfter(0);
  const own = `v1=${signatureOf('of the subscription', raw)}`;
  const other = `v1=${signatureOf('the one before', raw)}`;

  it.each([[own], [`${other},${own}`], [`${own}, ${other}`]])('is taken as %s', (header) => {
    expect(doubtOf(signed, raw, { 'x-pagerduty-signature': header })).toBeUndefined();
  });

  it.each([[other], [own.replace('v1=', 'v2=')], [own.slice('v1='.length)], ['']])('is not taken as %s', (header) => {
    expect(doubtOf(signed, raw, { 'x-pagerduty-signature': header })).toContain('signature');
  });

  it('is good for as long as PagerDuty sends again what failed, and an overheard delivery no longer than that', () => {
    expect(doubtOf(signedAfter(23), raw, { 'x-pagerduty-signature': own })).toBeUndefined();
    expect(doubtOf(signedAfter(25), raw, { 'x-pagerduty-signature': own })).toContain('it was signed 90000 s away from now');
  });

  it('must be there', () => {
    expect(doubtOf(signed, raw, {})).toContain('no signature');
  });
});
