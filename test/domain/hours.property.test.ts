// However hours and freezes lie: shut now means open then, and nothing opens sooner.
import fc from 'fast-check';
import { WEEKDAYS, type Hours } from '../../src/contracts/release-rules';
import { shutAt } from '../../src/domain/hours';

const MINUTE = 60_000;
const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const hours = fc.record({
  zone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'), days: fc.subarray([...WEEKDAYS], { minLength: 1 }),
  from: fc.integer({ min: 0, max: 1400 }), length: fc.integer({ min: 10, max: 600 }),
}).map(({ from, length, ...rest }): Hours => ({ ...rest, from: clock(from), to: clock(Math.min(1439, from + length)) }));
/** Around the days on which clocks are changed, and others. */
const time = fc.tuple(fc.constantFrom('2026-03-27', '2026-04-03', '2026-10-02', '2026-10-24', '2026-11-01', '2026-07-01'), fc.integer({ min: 0, max: 4 * 1440 })).map(([day, minutes]) => Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE);
const freezes = fc.array(fc.record({ from: time, minutes: fc.integer({ min: 0, max: 3000 }) }).map(({ from, minutes }) => ({ name: 'freeze', from: new Date(from).toISOString(), to: new Date(from + minutes * MINUTE).toISOString(), environments: [] })), { maxLength: 3 });

test('it is open at the time that is told, and at no full minute before', () => {
  fc.assert(fc.property(hours, freezes, time, fc.array(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), { minLength: 8, maxLength: 8 }), (rule, frozen, now, places) => {
    const at = (when: number) => shutAt('production', new Date(when).toISOString(), rule, frozen);
    const until = Date.parse(at(now)?.until ?? new Date(now).toISOString());
    expect(at(until)).toBeUndefined();
    const before = [...places.map((place) => now + Math.floor((place * (until - now)) / MINUTE) * MINUTE), until - MINUTE].filter((when) => when >= now && when < until);
    for (const when of before) expect(at(when)).toBeDefined();
  }), { numRuns: 60 });
});
