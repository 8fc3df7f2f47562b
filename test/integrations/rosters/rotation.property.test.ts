// Whatever the rotation, at every time after its beginning exactly one person is on duty, and turns follow one another.
import fc from 'fast-check';
import { instantOf } from '../../../integrations/rosters/local-time';
import { onDutyByRotation } from '../../../integrations/rosters/rotation';
import { Rotation } from '../../../src/contracts/team';

const two = (value: number): string => String(value).padStart(2, '0');
const wallTime = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 59))
  .map(([month, day, hour, minute]) => `2026-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`);
const rotation = fc.record({
  zone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'America/St_Johns', 'UTC'),
  starts: wallTime,
  every: fc.tuple(fc.integer({ min: 1, max: 5 }), fc.constantFrom('d', 'w')).map(([count, unit]) => `${count}${unit}`),
  people: fc.uniqueArray(fc.constantFrom('maya', 'ravi', 'noor', 'olga'), { minLength: 1 }),
}).map((about) => Rotation.parse({ use: 'rotation', name: 'web', ...about }));
const minutes = fc.integer({ min: 0, max: 2 * 366 * 24 * 60 });
const after = (from: Date, count: number): Date => new Date(from.getTime() + count * 60_000);

test('exactly one person is on duty at any time after the beginning, and nobody before', () => {
  fc.assert(fc.property(rotation, minutes, (rule, later) => {
    const begins = instantOf(rule.starts, rule.zone);
    const now = onDutyByRotation(rule, after(begins, later));
    expect(rule.people).toContain(now.person);
    expect(onDutyByRotation(rule, after(begins, -later - 1)).person).toBeNull();
  }));
});

test('hand-overs are in order: each answer holds until its end, and there the next person begins', () => {
  fc.assert(fc.property(rotation, minutes, (rule, later) => {
    let time = after(instantOf(rule.starts, rule.zone), later);
    for (let turn = 0; turn < 6; turn += 1) {
      const { person, until } = onDutyByRotation(rule, time);
      const ends = new Date(until ?? 0);
      expect(ends.getTime()).toBeGreaterThan(time.getTime());
      expect(onDutyByRotation(rule, new Date(ends.getTime() - 1)).person).toBe(person);
      const next = onDutyByRotation(rule, ends).person;
      expect(next).toBe(rule.people[(rule.people.indexOf(person ?? '') + 1) % rule.people.length]);
      time = ends;
    }
  }));
});

test('a hand-over stands at the time of day of the first one, unless the clocks leave that out', () => {
  fc.assert(fc.property(rotation, minutes, (rule, later) => {
    const { until } = onDutyByRotation(rule, after(instantOf(rule.starts, rule.zone), later));
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: rule.zone, hour: '2-digit', minute: '2-digit' }).format(new Date(until ?? 0));
    const [hour = 0, minute = 0] = clock.split(':').map(Number);
    const [wanted, wantedMinute] = [Number(rule.starts.slice(11, 13)), Number(rule.starts.slice(14))];
    const off = hour * 60 + minute - (wanted * 60 + wantedMinute);
    expect(off === 0 || ((off === 30 || off === 60) && wanted < 4)).toBe(true);
  }));
});

test('an override changes nothing outside of it', () => {
  fc.assert(fc.property(rotation, wallTime, wallTime, minutes, (rule, one, other, later) => {
    const [from, to] = [one, other].sort();
    fc.pre(from !== undefined && to !== undefined && from < to);
    const covered: Rotation = { ...rule, overrides: [{ from, to, person: 'zoe' }] };
    const time = after(instantOf(rule.starts, rule.zone), later);
    const inside = instantOf(from, rule.zone) <= time && time < instantOf(to, rule.zone);
    expect(onDutyByRotation(covered, time).person).toBe(inside ? 'zoe' : onDutyByRotation(rule, time).person);
  }));
});
