// When is an alert over whose source tells no end?
import fc from 'fast-check';
import { withExpiry } from '../../api/alert-expiry';
import { anAlert, itsEnd } from '../support/builders';

const HOUR = 3600;
const NOW = Date.parse('2026-03-02T12:00:30.000Z');
const began = (hoursAgo: number) => anAlert({ startsAt: new Date(NOW - hoursAgo * HOUR * 1000).toISOString() });

test.each([
  ['just began', 0, '2026-03-02T16:00:30.000Z'],
  ['began an hour ago', 1, '2026-03-02T15:00:30.000Z'],
  ['began long ago and is heard again', 3, '2026-03-02T16:01:00.000Z'],
  ['began before anything it could last until', 300, '2026-03-02T16:01:00.000Z'],
  ['begins tomorrow by a clock that is wrong', -24, '2026-03-02T16:01:00.000Z'],
])('one that %s lasts for as long as the policy says', (_, hoursAgo, expiresAt) => {
  expect(withExpiry(began(hoursAgo), 4 * HOUR, NOW)).toEqual({ ...began(hoursAgo), expiresAt });
});

test('one that has ended, or says itself how long it lasts, stays as it is', () => {
  const ended = itsEnd(began(0));
  const says = { ...began(0), expiresAt: '2026-03-02T12:05:00Z' };
  expect(withExpiry(ended, 4 * HOUR, NOW)).toBe(ended);
  expect(withExpiry(says, 4 * HOUR, NOW)).toBe(says);
});

test('what is heard is never over already, and a retry within the minute reads the same', () => {
  fc.assert(fc.property(fc.date({ noInvalidDate: true, min: new Date('1970-01-02'), max: new Date('2100-01-01') }), fc.integer({ min: 120, max: 30 * 86_400 }), fc.integer({ min: 0, max: 29_000 }), (start, seconds, later) => {
    const alert = anAlert({ startsAt: start.toISOString() });
    const first = withExpiry(alert, seconds, NOW);
    expect(Date.parse(first.expiresAt ?? '')).toBeGreaterThan(NOW);
    const isOld = Math.abs(NOW - start.getTime()) > seconds * 1000;
    expect(isOld ? withExpiry(alert, seconds, NOW + later) : first).toEqual(first);
  }));
});
