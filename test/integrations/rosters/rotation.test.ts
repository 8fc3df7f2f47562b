// Whose turn is it, by the clock on the wall?
import { instantOf } from '../../../integrations/rosters/local-time';
import { onDutyByRotation } from '../../../integrations/rosters/rotation';
import { Rotation } from '../../../src/contracts/team';

function aRotation(about: Partial<Rotation> = {}): Rotation {
  return Rotation.parse({ use: 'rotation', name: 'web', zone: 'Europe/Berlin', starts: '2026-03-02T09:00', every: '1w', people: ['maya', 'ravi', 'noor'], ...about });
}
const at = (local: string, zone = 'Europe/Berlin'): Date => instantOf(local, zone);

describe('a rotation', () => {
  test('goes round, one person after another', () => {
    const people = ['2026-03-02T09:00', '2026-03-09T08:59', '2026-03-09T09:00', '2026-03-16T12:00', '2026-03-23T09:00'].map((local) => onDutyByRotation(aRotation(), at(local)).person);
    expect(people).toEqual(['maya', 'maya', 'ravi', 'noor', 'maya']);
  });

  test('says until when', () => {
    expect(onDutyByRotation(aRotation(), at('2026-03-04T00:00'))).toEqual({ person: 'maya', until: '2026-03-09T08:00:00.000Z', why: 'on duty by the rotation web' });
  });

  test('has nobody before it begins, and says when that is', () => {
    expect(onDutyByRotation(aRotation(), at('2026-03-02T08:59'))).toEqual({
      person: null, until: '2026-03-02T08:00:00.000Z', why: 'the rotation web begins at 2026-03-02 09:00 Europe/Berlin',
    });
  });

  test('of days hands over every so many days', () => {
    const every3 = aRotation({ every: '3d', people: ['maya', 'ravi'] });
    expect(['2026-03-05T08:59', '2026-03-05T09:00', '2026-03-08T09:00'].map((local) => onDutyByRotation(every3, at(local)).person)).toEqual(['maya', 'ravi', 'maya']);
  });

  test('of one person is always theirs', () => {
    expect(onDutyByRotation(aRotation({ people: ['maya'] }), at('2031-07-01T00:00')).person).toBe('maya');
  });
});

describe('a hand-over at nine stays at nine', () => {
  test.each([
    ['Europe/Berlin', '2026-03-23T09:00', '2026-03-30T07:00:00.000Z', 'spring'],
    ['Europe/Berlin', '2026-10-19T09:00', '2026-10-26T08:00:00.000Z', 'autumn'],
    ['America/New_York', '2026-03-02T09:00', '2026-03-09T13:00:00.000Z', 'spring'],
    ['America/New_York', '2026-10-26T09:00', '2026-11-02T14:00:00.000Z', 'autumn'],
    ['Australia/Lord_Howe', '2026-09-28T09:00', '2026-10-04T22:00:00.000Z', 'spring, by half an hour'],
    ['Australia/Lord_Howe', '2026-03-30T09:00', '2026-04-05T22:30:00.000Z', 'autumn, by half an hour'],
  ])('in %s from %s: %s (%s)', (zone, starts, until) => {
    expect(onDutyByRotation(aRotation({ zone, starts }), at(starts, zone))).toMatchObject({ person: 'maya', until });
  });
});

describe('a time that the change of the clocks leaves out is moved on, one that comes twice is the first', () => {
  test.each([
    ['Europe/Berlin', '2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
    ['Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
    ['America/New_York', '2026-03-08T02:30', '2026-03-08T07:30:00.000Z'],
    ['America/New_York', '2026-11-01T01:30', '2026-11-01T05:30:00.000Z'],
    ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:45:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45:00.000Z'],
  ])('%s %s is %s', (zone, local, instant) => {
    expect(instantOf(local, zone).toISOString()).toBe(instant);
  });

  test('whatever the time of the year is now', () => {
    const seen = ['2026-01-15', '2026-07-15'].map((day) => {
      jest.useFakeTimers({ now: new Date(`${day}T12:00:00Z`) });
      const instant = instantOf('2026-10-25T02:30', 'Europe/Berlin').toISOString();
      jest.useRealTimers();
      return instant;
    });
    expect(new Set(seen)).toEqual(new Set(['2026-10-25T00:30:00.000Z']));
  });

  test('a turn that begins in the gap begins right after it', () => {
    const nightly = aRotation({ every: '1d', starts: '2026-03-28T02:30', people: ['maya', 'ravi'] });
    expect(onDutyByRotation(nightly, new Date('2026-03-29T01:29:00Z')).person).toBe('maya');
    expect(onDutyByRotation(nightly, new Date('2026-03-29T01:30:00Z')).person).toBe('ravi');
  });

  test('a zone that nobody knows is refused', () => {
    expect(() => instantOf('2026-01-01T09:00', 'Europe/Nowhere')).toThrow('no time of a zone: 2026-01-01T09:00 in Europe/Nowhere');
  });
});

describe('an override', () => {
  const covered = aRotation({ overrides: [
    { from: '2026-03-04T18:00', to: '2026-03-05T09:00', person: 'noor' },
    { from: '2026-03-04T22:00', to: '2026-03-04T23:00', person: 'ravi' },
  ] });

  test('holds from its beginning to its end; of two the last in the file wins', () => {
    const people = ['2026-03-04T17:59', '2026-03-04T18:00', '2026-03-04T22:30', '2026-03-04T23:00', '2026-03-05T09:00'].map((local) => onDutyByRotation(covered, at(local)).person);
    expect(people).toEqual(['maya', 'noor', 'ravi', 'noor', 'maya']);
  });

  test('says so, and each answer ends at the next edge', () => {
    expect(onDutyByRotation(covered, at('2026-03-04T12:00'))).toMatchObject({ person: 'maya', until: at('2026-03-04T18:00').toISOString() });
    expect(onDutyByRotation(covered, at('2026-03-04T19:00'))).toEqual({ person: 'noor', until: at('2026-03-04T22:00').toISOString(), why: 'on duty by an override of the rotation web' });
  });

  test('holds also before the rotation begins', () => {
    const early = aRotation({ overrides: [{ from: '2026-02-28T09:00', to: '2026-03-01T09:00', person: 'ravi' }] });
    expect(onDutyByRotation(early, at('2026-02-28T10:00')).person).toBe('ravi');
    expect(onDutyByRotation(early, at('2026-03-01T10:00')).person).toBeNull();
  });
});
