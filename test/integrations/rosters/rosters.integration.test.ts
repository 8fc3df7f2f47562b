// Who is on duty by a calendar that a real server answers, and what when it does not?
import { createRosters } from '../../../integrations/rosters';
import { createCalendarRoster } from '../../../integrations/rosters/calendar-roster';
import type { Duty } from '../../../src/contracts/team';
import { startServer } from '../a-server';
import { aCalendar, MEMBERS } from './a-calendar';

const event = (summary: string, from: string, to: string, ...more: string[]): string[] => [`DTSTART:${from}`, `DTEND:${to}`, `SUMMARY:${summary}`, ...more];
const WEEK = aCalendar([
  event('On call: Maya Mender', '20260302T090000Z', '20260309T090000Z'),
  event('ravi covers', '20260304T180000Z', '20260305T060000Z'),
  event('Public holiday', '20260305T000000Z', '20260306T000000Z'),
  event('', '20260310T090000Z', '20260317T090000Z', 'ATTENDEE;CN=Ravi Refactor;PARTSTAT=ACCEPTED:mailto:ravi@storefront.example'),
]);

let answer: { status: number; text: string };
let server: Awaited<ReturnType<typeof startServer>>;
let now: Date;
beforeEach(async () => {
  answer = { status: 200, text: WEEK };
  now = new Date('2026-03-04T12:00:00Z');
  server = await startServer((_asked, response) => void response.writeHead(answer.status, { 'content-type': 'text/calendar' }).end(answer.text));
});
afterEach(() => server.close());

function aRoster(row: Partial<Duty> = {}) {
  return createCalendarRoster({ use: 'icalendar', name: 'web', url: `${server.url}/private-7f3a9c/basic.ics`, ...row } as Extract<Duty, { use: 'icalendar' }>, MEMBERS, { now: () => now });
}
const later = (minutes: number): void => { now = new Date(now.getTime() + minutes * 60_000); };

describe('a calendar', () => {
  test('says who, why and until when; of overlapping events the later one wins', async () => {
    const onDuty = aRoster();
    await expect(onDuty(new Date('2026-03-04T12:00:00Z'))).resolves.toEqual({ person: 'maya', until: '2026-03-04T18:00:00.000Z', why: 'on duty by the calendar web: “On call: Maya Mender”' });
    await expect(onDuty(new Date('2026-03-04T18:00:00Z'))).resolves.toMatchObject({ person: 'ravi', until: '2026-03-05T06:00:00.000Z' });
    await expect(onDuty(new Date('2026-03-05T06:00:00Z'))).resolves.toMatchObject({ person: 'maya', until: '2026-03-09T09:00:00.000Z' });
    await expect(onDuty(new Date('2026-03-12T00:00:00Z'))).resolves.toMatchObject({ person: 'ravi', until: '2026-03-17T09:00:00.000Z' });
  });

  test('says a gap with its end, and after its last event that nobody is there', async () => {
    const onDuty = aRoster();
    await expect(onDuty(new Date('2026-03-09T10:00:00Z'))).resolves.toEqual({ person: null, until: '2026-03-10T09:00:00.000Z', why: 'the calendar web has nobody on duty then' });
    await expect(onDuty(new Date('2026-05-01T00:00:00Z'))).resolves.toEqual({ person: null, why: 'the calendar web has nobody on duty then' });
  });

  test('says which event names nobody, when no other covers the time', async () => {
    answer.text = aCalendar([event('Public holiday', '20260305T000000Z', '20260306T000000Z')]);
    const found = await aRoster()(new Date('2026-03-05T12:00:00Z'));
    expect(found).toEqual({ person: null, why: 'the calendar web has nobody on duty then (“Public holiday” names nobody of the team)' });
  });

  test('is fetched once for many questions, and again after five minutes', async () => {
    const onDuty = aRoster();
    await Promise.all([1, 2, 3].map(() => onDuty(now)));
    await onDuty(new Date('2026-03-20T00:00:00Z'));
    expect(server.asked).toHaveLength(1);
    later(6);
    answer.text = aCalendar([event('ravi', '20260301T000000Z', '20260401T000000Z')]);
    await expect(onDuty(now)).resolves.toMatchObject({ person: 'ravi' });
    expect(server.asked).toHaveLength(2);
  });

  test.each([
    ['it fails', { status: 503, text: 'busy' }, 'it answered 503 busy'],
    ['it answers something else', { status: 200, text: '<html>sign in</html>' }, 'what it answered is no calendar'],
  ])('that was read before is used when %s, with a word', async (_what, broken, reason) => {
    const onDuty = aRoster();
    await onDuty(now);
    later(6);
    answer = broken;
    await expect(onDuty(now)).resolves.toMatchObject({ person: 'maya', why: `on duty by the calendar web: “On call: Maya Mender”; the calendar web cannot be reached: ${reason}, so the copy of 2026-03-04 12:00 UTC is used` });
    await onDuty(now);
    expect(server.asked).toHaveLength(2);
    later(1);
    answer = { status: 200, text: WEEK };
    await expect(onDuty(now)).resolves.toMatchObject({ why: 'on duty by the calendar web: “On call: Maya Mender”' });
  });
});

describe('rosters', () => {
  const rows = (): Duty[] => [
    { use: 'rotation', name: 'night', zone: 'UTC', starts: '2026-01-05T09:00', every: '1w', people: ['ravi'], overrides: [] },
    { use: 'icalendar', name: 'web', url: `${server.url}/private-7f3a9c/basic.ics` },
  ];

  test('of both kinds are asked by name; one that is not there is unknown, with those that are', async () => {
    const duty = createRosters(rows(), MEMBERS);
    await expect(duty.onDuty('night', now)).resolves.toMatchObject({ person: 'ravi' });
    await expect(duty.onDuty('web', now)).resolves.toMatchObject({ person: 'maya' });
    await expect(duty.onDuty('day', now)).resolves.toEqual({ person: null, why: 'there is no roster "day" (known: night, web)' });
    await expect(createRosters([], MEMBERS).onDuty('day', now)).resolves.toMatchObject({ why: 'there is no roster "day" (known: none)' });
  });

  test('never throw, and never tell the calendar\'s secret address', async () => {
    const duty = createRosters(rows(), MEMBERS);
    answer = { status: 500, text: `no such feed: ${server.url}/private-7f3a9c/basic.ics` };
    const found = await duty.onDuty('web', now);
    expect(found).toEqual({ person: null, why: expect.stringContaining('the roster web cannot be read: the calendar web cannot be reached: it answered 500') });
    expect(found.why).not.toContain('private-7f3a9c');
  });

  test('say when nothing answers at the address', async () => {
    await server.close();
    const found = await createRosters(rows(), MEMBERS).onDuty('web', now);
    expect(found).toEqual({ person: null, why: expect.stringContaining('the calendar web cannot be reached') });
  });
});
