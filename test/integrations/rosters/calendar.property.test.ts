// Whatever a calendar's address answers: it is read, or refused as no calendar; what is read is plain shifts in the span.
import fc from 'fast-check';
import { readCalendar } from '../../../integrations/rosters/calendar';
import { DayshiftError } from '../../../src/errors';
import { aCalendar, ZONE_TABLE } from './a-calendar';

const WHOLE = aCalendar([
  ['UID:a', 'DTSTART;TZID=W. Europe Standard Time:20260302T090000', 'DTEND;TZID=W. Europe Standard Time:20260309T090000', 'RRULE:FREQ=WEEKLY;UNTIL=20260601T080000Z', 'EXDATE;TZID=Europe/Berlin:20260316T090000', 'SUMMARY:Maya Mender', 'ATTENDEE;CN=Maya Mender:mailto:maya@storefront.example'],
  ['UID:a', 'RECURRENCE-ID;TZID=W. Europe Standard Time:20260309T090000', 'DTSTART:20260310T090000Z', 'DURATION:P1D', 'SUMMARY:ravi'],
  ['DTSTART;VALUE=DATE:20260320', 'RDATE;VALUE=DATE:20260325', 'SUMMARY:olga'],
], ZONE_TABLE);
const LINES = WHOLE.trimEnd().split('\r\n');
const span = { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-05-01T00:00:00Z') };

const place = fc.nat({ max: LINES.length - 1 });
const oddValue = fc.constantFrom('', 'soon', '20261399T250000', '00000000', '99999999T999999Z', 'FREQ=NEVER', 'FREQ=DAILY;INTERVAL=0', 'FREQ=YEARLY;BYMONTHDAY=99', 'P', '-P400Y', '\u0000', '\ud800', ';;;=::', 'x'.repeat(5000));
const change = fc.oneof(
  fc.record({ kind: fc.constant('drop' as const), at: place }),
  fc.record({ kind: fc.constant('repeat' as const), at: place, to: place }),
  fc.record({ kind: fc.constant('value' as const), at: place, text: fc.oneof(oddValue, fc.string()) }),
  fc.record({ kind: fc.constant('cut' as const), at: place }),
);

function changedLines(changes: readonly (typeof change extends fc.Arbitrary<infer C> ? C : never)[]): string {
  const lines = changes.reduce((text, one) => {
    if (one.kind === 'drop') return text.filter((_, i) => i !== one.at);
    if (one.kind === 'cut') return text.slice(0, one.at);
    if (one.kind === 'repeat') return [...text.slice(0, one.to), text[one.at] ?? '', ...text.slice(one.to)];
    return text.map((line, i) => (i === one.at ? line.replace(/:.*$/s, `:${one.text}`) : line));
  }, LINES);
  return `${lines.join('\r\n')}\r\n`;
}

/** What was wrong with what came of it, in words. */
async function faultsOf(text: string): Promise<{ isRead: boolean; faults: string[] }> {
  try {
    const { shifts, left } = (await readCalendar('the calendar web', text)).expand(span);
    const outside = shifts.filter(({ from, to }) => !(from < to && to > span.from && from < span.to)).map(({ title }) => `${title} is outside`);
    return { isRead: true, faults: [...outside, ...left.filter((reason) => !/^the event “.*” cannot be placed \(.+\)$/s.test(reason))] };
  } catch (error) {
    return { isRead: false, faults: error instanceof DayshiftError && error.code === 'unreachable' ? [] : [String(error)] };
  }
}

test('a calendar that was tampered with is read in part or refused, and never breaks', async () => {
  let read = 0;
  await fc.assert(fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
    const { isRead, faults } = await faultsOf(changedLines(changes));
    read += Number(isRead);
    expect(faults).toEqual([]);
  }), { numRuns: 300 });
  expect(read).toBeGreaterThan(50);
});
