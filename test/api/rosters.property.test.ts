// Whatever the rosters hold: the walk covers four weeks without a hole or overlap, and says of each time what the roster says of it.
import fc from 'fast-check';
import { AHEAD_DAYS, walkRosters } from '../../api/doctor/rosters';
import { createRosters } from '../../integrations/rosters';
import type { Duty } from '../../src/contracts/team';

const NOW = new Date('2026-03-20T12:34:56Z');
const hour = (count: number): string => new Date(Date.parse('2026-03-15T00:00:00Z') + count * 3_600_000).toISOString().slice(0, 16);
const roster = fc.record({
  zone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'),
  starts: fc.integer({ min: 0, max: 900 }).map(hour),
  every: fc.constantFrom('1d', '3d', '1w'),
  people: fc.uniqueArray(fc.constantFrom('maya', 'ravi', 'noor'), { minLength: 1 }),
  overrides: fc.array(fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 72 }), fc.constantFrom('maya', 'olga')).map(([from, hours, person]) => ({ from: hour(from), to: hour(from + hours), person })), { maxLength: 3 }),
}).map((about): Duty => ({ use: 'rotation', name: 'web', ...about }));

test('turns follow one another from now to the end, each as the roster itself says', async () => {
  await fc.assert(fc.asyncProperty(roster, fc.array(fc.integer({ min: 0, max: AHEAD_DAYS * 24 * 60 - 1 }), { maxLength: 10 }), async (row, minutes) => {
    const duty = createRosters([row], []);
    const [walked] = await walkRosters([row], duty, NOW);
    const turns = walked?.turns ?? [];
    expect(turns[0]?.from).toEqual(NOW);
    expect(turns.at(-1)).toMatchObject({ isLast: true, to: new Date(NOW.getTime() + AHEAD_DAYS * 86_400_000) });
    expect(turns.slice(1).map(({ from }) => from)).toEqual(turns.slice(0, -1).map(({ to }) => to));
    for (const minute of minutes) {
      const at = new Date(NOW.getTime() + minute * 60_000);
      const turn = turns.find(({ from, to }) => from <= at && at < to);
      expect(turn?.person).toBe((await duty.onDuty('web', at)).person);
    }
    const hasGap = turns.some(({ person }) => person === null);
    expect(walked?.findings[0]?.state).toBe(turns[0]?.person === null ? 'broken' : hasGap ? 'doubtful' : 'well');
  }), { numRuns: 60 });
});
