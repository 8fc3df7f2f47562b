// Is a CloudEvent read in each of its three modes, and filled by its own attributes?
import { createCloudevents } from '../../../integrations/cloudevents';
import { AlertMapping } from '../../../src/contracts/integrations';
import type { Alert } from '../../../src/contracts/alert';
import { DELIVERIES, doubtOf, NOW, refusalOf, sample } from '../alert-deliveries';

const source = createCloudevents({ now: () => NOW });
const first = (body: unknown, headers = {}): Alert | undefined => source.decode(body, headers).alerts[0];
const event = (change: object = {}): Record<string, unknown> => ({ ...sample('cloudevents-structured'), ...change });
const binary = DELIVERIES.find(({ file }) => file === 'cloudevents-binary')?.headers ?? {};

it('is the same alert alone, in a batch and with its attributes in headers', () => {
  expect(first(event())).toEqual({
    source: 'cloudevents', fingerprint: '/checks/login storefront/login', status: 'firing', name: 'LoginRefused', service: 'storefront', severity: 'high', summary: 'A synthetic customer cannot log in',
    labels: { event_source: '/checks/login', event_type: 'com.example.check.changed', event_subject: 'storefront/login', region: 'eu' }, startsAt: '2026-11-23T09:25:50Z',
    links: [{ title: 'Runbook', url: 'https://runbooks.example.com/storefront/login' }],
  });
  expect(first(sample('cloudevents-batch'))).toEqual(first(event()));
  expect(first(sample('cloudevents-binary'), binary)).toEqual(first(event()));
});

it('takes name and time from the event where the data has none', () => {
  const data = { status: 'firing', severity: 'low' };
  expect(first(event({ data }))).toMatchObject({ name: 'com.example.check.changed', startsAt: '2026-11-23T09:25:50Z' });
  expect(first(event({ data, time: undefined, subject: undefined }))).toMatchObject({ startsAt: NOW.toISOString(), fingerprint: '/checks/login' });
});

it('keeps what the data says itself', () => {
  const data = { status: 'resolved', severity: 'critical', fingerprint: 'f1', group: 'g1', name: 'n1', startsAt: '2026-11-23T09:00:00Z', endsAt: '2026-11-23T09:10:00Z', expiresAt: '2026-11-24T09:00:00Z', link: 'https://x.example/1' };
  expect(first(event({ data }))).toMatchObject({ ...data, source: 'cloudevents' });
});

it('ends a resolved alert when its event says so', () => {
  expect(first(sample('cloudevents-resolved'))).toMatchObject({ status: 'resolved', fingerprint: '/checks/login storefront/login', endsAt: '2026-11-23T09:45:00Z' });
});

it('reads data in base64', () => {
  const data_base64 = Buffer.from(JSON.stringify(event()['data'])).toString('base64');
  expect(first(event({ data: undefined, data_base64 }))).toEqual(first(event()));
  expect(refusalOf(source, event({ data: undefined, data_base64: 'AAAA' })).message).toContain('data_base64');
});

it('decodes headers, and leaves alone what is not encoded', () => {
  const fingerprintOf = (subject: string): string | undefined => first(sample('cloudevents-binary'), { ...binary, 'ce-subject': subject })?.fingerprint;
  expect(fingerprintOf('K%C3%A4ufer%20login')).toBe('/checks/login Käufer login');
  expect(fingerprintOf('100% of logins')).toBe('/checks/login 100% of logins');
  expect(fingerprintOf('%ff')).toBe('/checks/login %ff');
});

it('answers an event that is twice in a batch as ignored', () => {
  const { alerts, ignored } = source.decode([event(), event({ id: 'evt-9' }), event()], {});
  expect(alerts).toHaveLength(2);
  expect(ignored).toEqual([{ fingerprint: 'evt-1', name: 'com.example.check.changed', why: expect.stringContaining('already') }]);
});

it.each([
  [{ specversion: '0.3' }, 'specversion'], [{ id: '' }, 'id'], [{ source: undefined }, 'source'], [{ type: 7 }, 'type'], [{ time: 'noon' }, 'time'],
  [{ data: 'text' }, 'expected object'], [{ data: { status: 'on', severity: 'low' } }, 'status'], [{ data: { status: 'firing', severity: 'huge' } }, 'severity'],
])('refuses %j and names it', (change, named) => {
  expect(refusalOf(source, event(change)).message).toContain(named);
});

it.each([[[]], [null], ['text'], [{}]])('refuses %j', (body) => {
  expect(refusalOf(source, body).code).toBe('alert-malformed');
});

describe('with a mapping', () => {
  const map = AlertMapping.parse({ fingerprint: 'subject', name: 'data.check', status: 'type', resolvedWhen: ['com.example.check.passed'], severity: '\'high\'', service: 'data.of' });
  const mapped = createCloudevents({ map, now: () => NOW });

  it('reads the whole event, and dates it by the event', () => {
    expect(mapped.decode(event({ data: { check: 'Login', of: 'storefront' } }), {}).alerts).toEqual([
      { source: 'cloudevents', fingerprint: 'storefront/login', status: 'firing', name: 'Login', service: 'storefront', severity: 'high', summary: 'Login', labels: {}, startsAt: '2026-11-23T09:25:50.000Z' },
    ]);
    expect(mapped.decode(event({ type: 'com.example.check.passed', data: { check: 'Login' } }), {}).alerts[0]).toMatchObject({ status: 'resolved', endsAt: '2026-11-23T09:25:50.000Z' });
  });

  it('tells its end when the mapping reads a status', () => {
    expect(mapped.alwaysEnds).toBe(true);
    expect(createCloudevents({ map: AlertMapping.parse({ fingerprint: 'subject', name: 'type' }) }).alwaysEnds).toBe(false);
  });
});

it('asks for the token where one is set', () => {
  expect(doubtOf(createCloudevents({ token: 'let-me-in' }), '{}', {})).toContain('token');
});
