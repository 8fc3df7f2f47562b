// Whatever people chose and whatever the clock says: nobody is told twice, nobody is forgotten, nobody is woken for little.
import fc from 'fast-check';
import { heldUntil, routeTelling } from '../../src/domain/telling';
import { SEVERITIES } from '../../src/domain/vocabulary';

const CHANNELS = ['console', 'mail', 'slack', 'hook'];
const PEOPLE = ['ann', 'ben', 'cay', 'dan'];
const severity = fc.constantFrom(...SEVERITIES);
const clock = fc.tuple(fc.nat(23), fc.nat(59)).map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia');
const quietHours = fc.record({ from: clock, to: clock, zone, unless: severity });
const time = fc.date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2027-12-31T00:00:00Z'), noInvalidDate: true }).map((date) => date.toISOString());
const recipient = (id: string) => fc.record({
  id: fc.constant(id),
  notify: fc.option(fc.array(fc.record({ by: fc.constantFrom(...CHANNELS), from: severity }), { maxLength: 4 }), { nil: undefined }),
  quietHours: fc.option(quietHours, { nil: undefined }),
});
const question = fc.record({
  to: fc.uniqueArray(fc.constantFrom(...PEOPLE, 'stranger'), { minLength: 1 }), severity, at: time,
  channels: fc.uniqueArray(fc.constantFrom(...CHANNELS)), recipients: fc.tuple(...PEOPLE.map(recipient)),
});

test('each person is told now, or later, or chose to hear nothing: never two of them', () => {
  fc.assert(fc.property(question, (asked) => {
    const { now, later } = routeTelling(asked);
    for (const person of asked.to) {
      const choice = asked.recipients.find(({ id }) => id === person)?.notify;
      const wanted = asked.channels.filter((channel) => !choice || choice.some(({ by, from }) => by === channel && SEVERITIES.indexOf(asked.severity) >= SEVERITIES.indexOf(from)));
      const told = now.filter(({ people }) => people.includes(person)).map(({ channel }) => channel);
      const off = later.filter((one) => one.person === person);
      expect(off.length).toBeLessThanOrEqual(1);
      expect(off.length > 0 ? [] : wanted).toEqual(told);
      expect(wanted.length > 0 || off.length === 0).toBe(true);
    }
    expect(now.every(({ people }) => people.length > 0 && new Set(people).size === people.length)).toBe(true);
  }));
});

test('what is asked again at the time it was put off to is told then', () => {
  fc.assert(fc.property(question, (asked) => {
    const [first] = routeTelling(asked).later;
    if (!first) return;
    const again = routeTelling({ ...asked, at: first.until, to: [first.person] });
    expect(again.later).toEqual([]);
    expect(again.now).not.toEqual([]);
  }));
});

test('quiet hours end within two days, at a minute that is not quiet, and the minute before was', () => {
  fc.assert(fc.property(quietHours, severity, time, (quiet, how, at) => {
    const until = heldUntil(quiet, how, at);
    if (until === undefined) return;
    expect(SEVERITIES.indexOf(how)).toBeLessThan(SEVERITIES.indexOf(quiet.unless));
    expect(Date.parse(until)).toBeGreaterThan(Date.parse(at));
    expect(Date.parse(until) - Date.parse(at)).toBeLessThanOrEqual(48 * 3_600_000);
    expect(heldUntil(quiet, how, until)).toBeUndefined();
    const before = Math.max(Date.parse(at), Date.parse(until) - 60_000);
    expect(heldUntil(quiet, how, new Date(before).toISOString())).toBe(until);
  }));
});
