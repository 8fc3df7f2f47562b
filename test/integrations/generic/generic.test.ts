// Does any JSON become alerts by the team's own expressions, and is it said which of them gives nothing?
import { createGeneric } from '../../../integrations/generic';
import { AlertMapping } from '../../../src/contracts/integrations';
import type { Alert } from '../../../src/contracts/alert';
import type { AlertSource } from '../../../src/ports/alert-source';
import { doubtOf, MAP, NOW, refusalOf, sample } from '../alert-deliveries';

const by = (map: object, more: object = {}): AlertSource => createGeneric({ now: () => NOW, map: AlertMapping.parse({ fingerprint: 'id', name: 'name', ...map }), ...more });
const first = (map: object, body: object): Alert | undefined => by(map).decode({ id: 'a', name: 'LoginRefused', ...body }, {}).alerts[0];

it('gives every item of the list, with what the expressions find', () => {
  expect(createGeneric({ map: MAP, now: () => NOW }).decode(sample('generic-uptime'), {}).alerts).toEqual([
    {
      source: 'generic', fingerprint: '81', group: 'Login answers', status: 'firing', name: 'Login answers', service: 'storefront', severity: 'high', summary: 'Login answers: 500 after 3 tries',
      labels: { region: 'eu', attempts: '3' }, startsAt: '2026-11-23T09:25:50.000Z', link: 'https://uptime.example.com/checks/81',
    },
    {
      source: 'generic', fingerprint: '82', group: 'Search answers', status: 'resolved', name: 'Search answers', service: 'storefront', severity: 'medium', summary: 'Search answers: 200',
      labels: {}, startsAt: '2026-11-23T09:10:00.000Z', endsAt: '2026-11-23T09:25:00.000Z', link: 'https://uptime.example.com/checks/82',
    },
  ]);
});

it('takes the whole payload as one alert that fires now, unless told otherwise', () => {
  expect(first({}, {})).toEqual({ source: 'generic', fingerprint: 'a', status: 'firing', name: 'LoginRefused', severity: 'low', summary: 'LoginRefused', labels: {}, startsAt: NOW.toISOString() });
});

it('takes a payload that is a list', () => {
  expect(by({ items: '@' }).decode([{ id: 1, name: 'a' }, { id: 2, name: 'b' }], {}).alerts.map(({ fingerprint }) => fingerprint)).toEqual(['1', '2']);
});

it.each([
  [{ status: 's' }, { s: 'OK' }, 'resolved'], [{ status: 's' }, { s: ' recovered ' }, 'resolved'], [{ status: 's' }, { s: 'Muted' }, 'suppressed'], [{ status: 's' }, { s: 'whatever' }, 'firing'],
  [{ status: 's', resolvedWhen: ['false'] }, { s: false }, 'resolved'], [{ status: 's', resolvedWhen: ['0'] }, { s: 0 }, 'resolved'], [{ status: 's && \'up\' || \'down\'', resolvedWhen: ['UP'] }, { s: true }, 'resolved'],
])('by %j, %j is %s', (map, body, status) => {
  expect(first(map, body)?.status).toBe(status);
});

it.each([['CRITICAL', 'critical'], ['sehr schlimm', 'critical'], ['unheard of', 'low'], [1, 'high'], [null, 'low']])('the severity %j is %s', (written, severity) => {
  expect(first({ severity: 's', severities: { 'Sehr Schlimm': 'critical', 1: 'high' } }, { s: written })?.severity).toBe(severity);
});

it.each([['2026-11-23T10:25:50+01:00', '2026-11-23T10:25:50+01:00'], [1795425950, '2026-11-23T09:25:50.000Z'], ['1795425950', '2026-11-23T09:25:50.000Z'], [1795425950123, '2026-11-23T09:25:50.123Z'], [null, NOW.toISOString()]])('the time %j is %s', (written, time) => {
  expect(first({ startsAt: 't' }, { t: written })?.startsAt).toBe(time);
});

it('keeps of the labels what is text, number or yes and no', () => {
  expect(first({ labels: 'l' }, { l: { a: 'x', b: 2, c: true, d: null, e: {}, f: [] } })?.labels).toEqual({ a: 'x', b: '2', c: 'true' });
  expect(first({ labels: 'l' }, { l: ['a'] })?.labels).toEqual({});
});

it('finds nothing in what objects inherit', () => {
  expect(refusalOf(by({ fingerprint: 'constructor.name' }), { name: 'x' }).message).toContain('0.fingerprint');
});

describe('what is refused', () => {
  it('names each expression that gives nothing, for each item', () => {
    expect(refusalOf(by({ items: 'list', startsAt: 't', status: 's' }), { list: [{ id: 'a' }, { name: 'b', s: 'on', t: 'noon' }] }).message)
      .toMatch(/0\.name: `name` gives no text.*0\.status: `s` gives no text.*1\.fingerprint: `id` gives no text.*1\.startsAt: `t` gives no time/);
  });

  it.each([[{ items: 'list' }, {}], [{ items: 'list' }, { list: [] }], [{ items: 'list' }, { list: 'x' }], [{ items: 'list' }, []]])('%j finds no list in %j', (map, body) => {
    expect(refusalOf(by(map), body).message).toContain('items: `list` gives no alert');
  });

  it('is what an expression cannot be run on', () => {
    expect(refusalOf(by({ summary: 'length(n)' }), { id: 'a', name: 'b', n: 7 }).message).toContain('0.summary: ');
  });

  it.each([[null], ['text'], [7]])('is %j', (body) => {
    expect(refusalOf(by({ items: '@' }), body).message).toContain('an object or a list');
  });
});

it('tells its end when the mapping reads a status, or when the team says so', () => {
  expect(by({}).alwaysEnds).toBe(false);
  expect(by({ status: 's' }).alwaysEnds).toBe(true);
  expect(by({}, { alwaysEnds: true }).alwaysEnds).toBe(true);
});

it('is not made without a mapping', () => {
  expect(() => createGeneric({})).toThrow(expect.objectContaining({ code: 'adapter-unknown' }) as Error);
});

it('asks for the token where one is set', () => {
  expect(doubtOf(by({}, { token: 'let-me-in' }), '{}', {})).toContain('token');
});
