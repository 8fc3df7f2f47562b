// Do the weeks and cells of a service add up, and is what nothing tells no zero?
import type { CellWeek, ServiceHistory } from '../../src/contracts/history';
import { cellHistoryOf, findingHistoryOf } from '../../src/domain/cell-history';

const [NEW, OLD] = ['2026-11-23T00:00:00.000Z', '2026-11-16T00:00:00.000Z'];
const WEEKS = [NEW, OLD];

function cell(change: Partial<CellWeek> = {}): CellWeek {
  return { from: NEW, stage: 'functional', check: 'login', point: { device: 'ipad' }, runs: 4, failed: 1, errored: 0, inconclusive: 0, flaky: 1, tests: { ran: 40, failed: 2, flaked: 1 }, fresh: null, last: null, ...change };
}
const of = (...weeks: CellWeek[]): ServiceHistory => ({ weeks, fresh: [], given: [] });

test('a week has the rates of all its tests, and one without tests has none', () => {
  const { weeks } = cellHistoryOf('storefront', WEEKS, of(cell(), cell({ check: 'basket', tests: { ran: 60, failed: 0, flaked: 4 } })));
  expect(weeks).toEqual([
    { week: '2026-W48', from: NEW, runs: 8, failed: 2, flaky: 2, tests: { ran: 100, failed: 2, flaked: 5 }, flakyRate: 0.05, failRate: 0.02 },
    { week: '2026-W47', from: OLD, runs: 0, failed: 0, flaky: 0, tests: { ran: 0, failed: 0, flaked: 0 }, flakyRate: null, failRate: null },
  ]);
});

test('a cell is one over all weeks, whatever the order of its point, and the most troublesome is first', () => {
  const point = { device: 'ipad', environment: 'old' };
  const turned = { environment: 'old', device: 'ipad' };
  const { cells } = cellHistoryOf('storefront', WEEKS, of(cell({ flaky: 0 }), cell({ point, failed: 3 }), cell({ from: OLD, point: turned, runs: 6, failed: 0, errored: 2 })));
  expect(cells).toEqual([
    { stage: 'functional', check: 'login', point, runs: 10, failed: 3, errored: 2, inconclusive: 0, flaky: 2 },
    { stage: 'functional', check: 'login', point: { device: 'ipad' }, runs: 4, failed: 1, errored: 0, inconclusive: 0, flaky: 0 },
  ]);
});

test('findings are summed over the checks that report them: the new ones of all runs, the others as they were last', () => {
  const found = (from: string, check: string, fresh: number, known: number, suppressed: number, gone: number | null): CellWeek => cell({ from, check, fresh, last: { fresh: 0, known, suppressed, gone } });
  const { weeks, definitions } = findingHistoryOf('storefront', WEEKS, of(cell(), found(NEW, 'static', 3, 2, 1, 0), found(NEW, 'secrets', 1, 5, 0, null)));
  expect(weeks).toEqual([{ week: '2026-W48', from: NEW, fresh: 4, known: 7, suppressed: 1, gone: 0 }, { week: '2026-W47', from: OLD, fresh: null, known: null, suppressed: null, gone: null }]);
  expect(definitions.map(({ metric }) => metric)).toEqual(['fresh', 'known', 'suppressed', 'gone']);
});

test('what was gone is not known without a release to compare with', () => {
  expect(findingHistoryOf('storefront', [NEW], of(cell({ fresh: 0, last: { fresh: 0, known: 0, suppressed: 0, gone: null } }))).weeks[0]).toMatchObject({ fresh: 0, gone: null });
});
