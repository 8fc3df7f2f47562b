// Which shifts are in a calendar, by the words of its events?
import { readCalendar, type Expansion } from '../../../integrations/rosters/calendar';
import { personNamed } from '../../../integrations/rosters/calendar-people';
import { aCalendar, MEMBERS, ZONE_TABLE } from './a-calendar';

async function expand(text: string, from: string, to: string, zone?: string): Promise<Expansion> {
  return (await readCalendar('the calendar web', text, zone)).expand({ from: new Date(from), to: new Date(to) });
}
async function times(text: string, from: string, to: string, zone?: string): Promise<string[]> {
  const { shifts } = await expand(text, from, to, zone);
  return shifts.map((shift) => `${shift.from.toISOString().slice(0, 16)}/${shift.to.toISOString().slice(0, 16)}`).sort();
}

describe('a single event', () => {
  test('in UTC, with an end or a duration', async () => {
    const text = aCalendar([['DTSTART:20260302T090000Z', 'DTEND:20260302T170000Z', 'SUMMARY:maya'], ['DTSTART:20260303T090000Z', 'DURATION:PT8H', 'SUMMARY:ravi']]);
    expect(await times(text, '2026-03-01T00:00Z', '2026-04-01T00:00Z')).toEqual(['2026-03-02T09:00/2026-03-02T17:00', '2026-03-03T09:00/2026-03-03T17:00']);
  });

  test('in a zone by its own name, without a table of it', async () => {
    const text = aCalendar([['DTSTART;TZID=America/New_York:20260309T090000', 'DTEND;TZID=America/New_York:20260309T170000', 'SUMMARY:maya']]);
    expect(await times(text, '2026-03-01T00:00Z', '2026-04-01T00:00Z')).toEqual(['2026-03-09T13:00/2026-03-09T21:00']);
  });

  test('in a zone that only the calendar knows, by its table', async () => {
    const text = aCalendar([['DTSTART;TZID=W. Europe Standard Time:20260702T090000', 'DTEND;TZID=W. Europe Standard Time:20260702T170000', 'SUMMARY:maya']], ZONE_TABLE);
    expect(await times(text, '2026-07-01T00:00Z', '2026-08-01T00:00Z')).toEqual(['2026-07-02T07:00/2026-07-02T15:00']);
  });

  test('in a zone that nobody knows is left out, with the reason', async () => {
    const text = aCalendar([['DTSTART;TZID=Middle Earth:20260702T090000', 'DTEND;TZID=Middle Earth:20260702T170000', 'SUMMARY:maya'], ['DTSTART:20260702T090000Z', 'DTEND:20260702T170000Z', 'SUMMARY:ravi']]);
    const { shifts, left } = await expand(text, '2026-07-01T00:00Z', '2026-08-01T00:00Z');
    expect(shifts.map(({ title }) => title)).toEqual(['ravi']);
    expect(left).toEqual(['the event “maya” cannot be placed (the time zone Middle Earth is not known)']);
  });

  test('of whole days lasts from midnight to midnight of the calendar\'s zone, and so do times without a zone', async () => {
    const days = [['DTSTART;VALUE=DATE:20260328', 'DTEND;VALUE=DATE:20260330', 'SUMMARY:maya'], ['DTSTART:20260331T090000', 'DTEND:20260331T100000', 'SUMMARY:ravi']];
    expect(await times(aCalendar(days, ['X-WR-TIMEZONE:Europe/Berlin']), '2026-03-01T00:00Z', '2026-05-01T00:00Z')).toEqual(['2026-03-27T23:00/2026-03-29T22:00', '2026-03-31T07:00/2026-03-31T08:00']);
    expect(await times(aCalendar(days), '2026-03-01T00:00Z', '2026-05-01T00:00Z')).toEqual(['2026-03-28T00:00/2026-03-30T00:00', '2026-03-31T09:00/2026-03-31T10:00']);
    expect(await times(aCalendar(days, ['X-WR-TIMEZONE:Europe/Berlin']), '2026-03-01T00:00Z', '2026-05-01T00:00Z', 'America/New_York')).toEqual(['2026-03-28T04:00/2026-03-30T04:00', '2026-03-31T13:00/2026-03-31T14:00']);
  });

  test('of one whole day needs no end', async () => {
    expect(await times(aCalendar([['DTSTART;VALUE=DATE:20260310', 'SUMMARY:maya']]), '2026-03-01T00:00Z', '2026-04-01T00:00Z')).toEqual(['2026-03-10T00:00/2026-03-11T00:00']);
  });

  test('that was cancelled, or lasts no time, is none', async () => {
    const text = aCalendar([['DTSTART:20260302T090000Z', 'DTEND:20260302T170000Z', 'STATUS:CANCELLED', 'SUMMARY:maya'], ['DTSTART:20260303T090000Z', 'SUMMARY:ravi']]);
    expect(await expand(text, '2026-03-01T00:00Z', '2026-04-01T00:00Z')).toEqual({ shifts: [], left: [] });
  });
});

describe('a repetition', () => {
  test('keeps the time of day over a change of the clocks, its end too', async () => {
    const text = aCalendar([['DTSTART;TZID=Europe/Berlin:20260323T090000', 'DTEND;TZID=Europe/Berlin:20260330T090000', 'RRULE:FREQ=WEEKLY;INTERVAL=2', 'SUMMARY:maya']]);
    expect(await times(text, '2026-03-20T00:00Z', '2026-04-10T00:00Z')).toEqual(['2026-03-23T08:00/2026-03-30T07:00', '2026-04-06T07:00/2026-04-13T07:00']);
  });

  test('ends with its last time, also when that is told in UTC', async () => {
    const until = (rule: string) => aCalendar([['DTSTART;TZID=Europe/Berlin:20260302T090000', 'DTEND;TZID=Europe/Berlin:20260302T170000', `RRULE:FREQ=DAILY;${rule}`, 'SUMMARY:maya']]);
    expect(await times(until('UNTIL=20260304T080000Z'), '2026-03-01T00:00Z', '2026-04-01T00:00Z')).toHaveLength(3);
    expect(await times(until('UNTIL=20260304T075959Z'), '2026-03-01T00:00Z', '2026-04-01T00:00Z')).toHaveLength(2);
    expect(await times(until('COUNT=4'), '2026-03-01T00:00Z', '2026-04-01T00:00Z')).toHaveLength(4);
  });

  test('leaves out what is excluded: several times, in UTC, whole days', async () => {
    const text = (...excluded: string[]) => aCalendar([['DTSTART;TZID=Europe/Berlin:20260302T090000', 'DTEND;TZID=Europe/Berlin:20260302T170000', 'RRULE:FREQ=DAILY;COUNT=5', ...excluded, 'SUMMARY:maya']]);
    const days = async (...excluded: string[]) => (await times(text(...excluded), '2026-03-01T00:00Z', '2026-04-01T00:00Z')).map((time) => time.slice(8, 10));
    expect(await days('EXDATE;TZID=Europe/Berlin:20260303T090000,20260305T090000')).toEqual(['02', '04', '06']);
    expect(await days('EXDATE;TZID=Europe/Berlin:20260225T090000', 'EXDATE;TZID=Europe/Berlin:20260226T090000', 'EXDATE;TZID=Europe/Berlin:20260303T090000')).toEqual(['02', '04', '05', '06']);
    expect(await days('EXDATE:20260304T080000Z')).toEqual(['02', '03', '05', '06']);
    expect(await days('EXDATE;VALUE=DATE:20260306')).toEqual(['02', '03', '04', '05']);
  });

  test('has its additional times besides its own', async () => {
    const text = aCalendar([['DTSTART:20260302T090000Z', 'DTEND:20260302T170000Z', 'RDATE:20260310T090000Z', 'SUMMARY:maya']]);
    expect(await times(text, '2026-03-01T00:00Z', '2026-04-01T00:00Z')).toEqual(['2026-03-02T09:00/2026-03-02T17:00', '2026-03-10T09:00/2026-03-10T17:00']);
  });

  test('has one of its times moved, given to somebody else, or cancelled', async () => {
    const master = ['UID:a', 'DTSTART;TZID=Europe/Berlin:20260302T090000', 'DTEND;TZID=Europe/Berlin:20260302T170000', 'RRULE:FREQ=DAILY;COUNT=4', 'SUMMARY:maya'];
    const moved = ['UID:a', 'RECURRENCE-ID;TZID=Europe/Berlin:20260303T090000', 'DTSTART;TZID=Europe/Berlin:20260303T120000', 'DTEND;TZID=Europe/Berlin:20260303T170000', 'SUMMARY:ravi'];
    const cancelled = ['UID:a', 'RECURRENCE-ID;TZID=Europe/Berlin:20260304T090000', 'DTSTART;TZID=Europe/Berlin:20260304T090000', 'DTEND;TZID=Europe/Berlin:20260304T170000', 'STATUS:CANCELLED', 'SUMMARY:maya'];
    const { shifts } = await expand(aCalendar([master, moved, cancelled]), '2026-03-01T00:00Z', '2026-04-01T00:00Z');
    expect(shifts.map(({ from, title }) => `${from.toISOString().slice(8, 16)} ${title}`).sort()).toEqual(['02T08:00 maya', '03T11:00 ravi', '05T08:00 maya']);
  });

  test('is not touched by the exception of another event at the same time', async () => {
    const times = ['DTSTART:20260302T090000Z', 'DTEND:20260302T170000Z', 'RRULE:FREQ=DAILY;COUNT=2'];
    const moved = ['UID:a', 'RECURRENCE-ID:20260303T090000Z', 'DTSTART:20260304T090000Z', 'DTEND:20260304T170000Z', 'SUMMARY:olga'];
    const { shifts } = await expand(aCalendar([['UID:a', ...times, 'SUMMARY:maya'], ['UID:b', ...times, 'SUMMARY:ravi'], moved]), '2026-03-01T00:00Z', '2026-04-01T00:00Z');
    expect(shifts.map(({ from, title }) => `${from.toISOString().slice(8, 10)} ${title}`).sort()).toEqual(['02 maya', '02 ravi', '03 ravi', '04 olga']);
  });

  test('is moved together with all that follow', async () => {
    const master = ['UID:a', 'DTSTART:20260302T090000Z', 'DTEND:20260302T170000Z', 'RRULE:FREQ=DAILY;COUNT=4', 'SUMMARY:maya'];
    const moved = ['UID:a', 'RECURRENCE-ID;RANGE=THISANDFUTURE:20260304T090000Z', 'DTSTART:20260304T100000Z', 'DTEND:20260304T180000Z', 'SUMMARY:ravi'];
    const { shifts } = await expand(aCalendar([master, moved]), '2026-03-01T00:00Z', '2026-04-01T00:00Z');
    expect(shifts.map(({ from, title }) => `${from.toISOString().slice(8, 13)} ${title}`).sort()).toEqual(['02T09 maya', '03T09 maya', '04T10 ravi', '05T10 ravi']);
  });

  test('has a far time moved into the span', async () => {
    const master = ['UID:a', 'DTSTART:20260302T090000Z', 'DTEND:20260302T170000Z', 'RRULE:FREQ=MONTHLY', 'SUMMARY:maya'];
    const moved = ['UID:a', 'RECURRENCE-ID:20261202T090000Z', 'DTSTART:20260310T090000Z', 'DTEND:20260310T170000Z', 'SUMMARY:ravi'];
    expect(await times(aCalendar([master, moved]), '2026-03-01T00:00Z', '2026-04-01T00:00Z')).toEqual(['2026-03-02T09:00/2026-03-02T17:00', '2026-03-10T09:00/2026-03-10T17:00']);
  });

  test('that never ends is read as far as asked; one that repeats too often is left out with the reason', async () => {
    const years = aCalendar([['DTSTART;VALUE=DATE:20100101', 'RRULE:FREQ=DAILY', 'SUMMARY:maya']]);
    expect(await times(years, '2026-03-01T00:00Z', '2026-03-04T00:00Z')).toHaveLength(3);
    const seconds = aCalendar([['DTSTART:20260101T000000Z', 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY', 'SUMMARY:maya']]);
    expect(await expand(seconds, '2026-03-01T00:00Z', '2026-03-04T00:00Z')).toEqual({ shifts: [], left: ['the event “maya” cannot be placed (it repeats more than 10000 times)'] });
  });

  test('is left out when the calendar holds too many, and single events are still read', async () => {
    const busy = Array.from({ length: 5 }, () => ['DTSTART:20251201T000000Z', 'DURATION:PT1M', 'RRULE:FREQ=MINUTELY;COUNT=9000', 'SUMMARY:maya']);
    const { shifts, left } = await expand(aCalendar([...busy, ['DTSTART:20260302T090000Z', 'DTEND:20260302T170000Z', 'SUMMARY:ravi']]), '2026-03-01T00:00Z', '2026-04-01T00:00Z');
    expect(left).toContain('the event “maya” cannot be placed (the calendar repeats more than 30000 times)');
    expect(shifts.map(({ title }) => title)).toEqual(['ravi']);
  });

  test('whose time cannot be read is left out, and the others are kept', async () => {
    const text = aCalendar([['DTSTART:soon', 'DURATION:PT1H', 'SUMMARY:maya'], ['DTSTART:20260302T090000Z', 'DTEND:20260302T170000Z', 'SUMMARY:ravi']]);
    const { shifts, left } = await expand(text, '2026-03-01T00:00Z', '2026-04-01T00:00Z');
    expect(shifts.map(({ title }) => title)).toEqual(['ravi']);
    expect(left).toEqual([expect.stringContaining('the event “maya” cannot be placed')]);
  });
});

test.each(['', 'hello', '<html></html>', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR', 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:x\r\nEND:VCARD'])('%j is no calendar, and that is said', async (text) => {
  await expect(readCalendar('the calendar web', text)).rejects.toMatchObject({ code: 'unreachable', message: expect.stringContaining('the calendar web cannot be reached: what it answered is no calendar') });
});

describe('an event names a person', () => {
  const named = (title: string, ...attendees: [email: string, name: string][]) => personNamed({ title, attendees: attendees.map(([email, name]) => ({ email, name })) }, MEMBERS);

  test.each([
    ['maya', 'maya'], ['Maya Mender', 'maya'], ['  maya   MENDER ', 'maya'], ['maya@storefront.example', 'maya'],
    ['On call: Ravi Refactor (web)', 'ravi'], ['maya → ravi', 'maya'], ['ravi covers maya', 'ravi'], ['On-call ravi@storefront.example', 'ravi'],
  ])('%s: %s', (title, person) => {
    expect(named(title)).toBe(person);
  });

  test('by an attendee, whatever the title says besides', () => {
    expect(named('On call', ['ravi@storefront.example', ''])).toBe('ravi');
    expect(named('On call', ['someone@elsewhere.example', 'Maya Mender'])).toBe('maya');
    expect(named('Instead of maya', ['room-7@storefront.example', 'Room'], ['ravi@storefront.example', ''])).toBe('ravi');
    expect(named('maya', ['ravi@storefront.example', ''])).toBe('maya');
  });

  test.each(['Public holiday', 'mayan calendar', 'no-maya-day', 'xmaya@storefront.example', ''])('but “%s” names nobody', (title) => {
    expect(named(title)).toBeUndefined();
  });
});
