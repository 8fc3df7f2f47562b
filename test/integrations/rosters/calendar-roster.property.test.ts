// Whatever events a calendar holds: who is on duty is the one whose covering event began last, and the answer holds until its end.
import fc from 'fast-check';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createCalendarRoster } from '../../../integrations/rosters/calendar-roster';
import { aCalendar, MEMBERS } from './a-calendar';

const T0 = Date.parse('2026-03-02T00:00:00Z');
const hour = (count: number): Date => new Date(T0 + count * 3_600_000);
const stamp = (at: Date): string => `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
const shift = fc.record({ from: fc.integer({ min: 0, max: 200 }), hours: fc.integer({ min: 1, max: 60 }), person: fc.constantFrom('maya', 'ravi', 'olga', 'somebody else') });

let server: Server;
let text = '';
beforeAll(async () => {
  server = createServer((_request, response) => void response.end(text));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }));

test('the later beginning wins, gaps have nobody, and nothing changes before `until`', async () => {
  await fc.assert(fc.asyncProperty(fc.uniqueArray(shift, { selector: ({ from }) => from, maxLength: 8 }), fc.integer({ min: 0, max: 260 }), async (shifts, asked) => {
    text = aCalendar(shifts.map(({ from, hours, person }) => [`DTSTART:${stamp(hour(from))}`, `DTEND:${stamp(hour(from + hours))}`, `SUMMARY:${person}`]));
    const onDuty = createCalendarRoster({ use: 'icalendar', name: 'web', url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }, MEMBERS);
    const expected = (at: number): string | null => {
      const covering = shifts.filter(({ from, hours, person }) => person !== 'somebody else' && from <= at && at < from + hours).sort((a, b) => b.from - a.from);
      return covering[0]?.person ?? null;
    };
    const found = await onDuty(hour(asked));
    expect(found.person).toBe(expected(asked));
    if (found.until === undefined) return;
    const ends = Math.min(400, (Date.parse(found.until) - T0) / 3_600_000);
    expect(ends).toBeGreaterThan(asked);
    for (let at = asked; at < ends; at += 1) expect(expected(at)).toBe(found.person);
  }), { numRuns: 60 });
});
