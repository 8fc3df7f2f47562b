// How did a service's tests and findings go, week by week and cell by cell? What the archive tells of cells, summed; what nothing tells is null.
import type { CellHistory, CellWeek, FindingHistory, ServiceHistory } from '../contracts/history';
import { isoWeek } from './iso-week';

const DEFINITIONS: FindingHistory['definitions'] = [
  { metric: 'fresh', name: 'New', definition: 'What the attempts of the week brought that the running release had not, summed: each of these held its gate. One that stayed for two attempts counts twice.' },
  { metric: 'known', name: 'Known', definition: 'What the candidate shared with the running release, as the last run of each check in the week saw it: it is shown and blocks nothing.' },
  { metric: 'suppressed', name: 'Suppressed', definition: 'What an entry of the pipeline file let through, as the last run of each check in the week saw it.' },
  { metric: 'gone', name: 'Gone', definition: 'What the running release had and the candidate had no more, as the last run of each check in the week saw it. Nothing where there was no release to compare with.' },
];

/** `weeks`: their beginnings, newest first. */
export function cellHistoryOf(service: string, weeks: readonly string[], history: ServiceHistory): CellHistory {
  return {
    service,
    weeks: weeks.map((from) => {
      const cells = history.weeks.filter((cell) => cell.from === from);
      const tests = { ran: sum(cells, (cell) => cell.tests.ran), failed: sum(cells, (cell) => cell.tests.failed), flaked: sum(cells, (cell) => cell.tests.flaked) };
      return {
        week: isoWeek(from), from, runs: sum(cells, ({ runs }) => runs), failed: sum(cells, ({ failed }) => failed), flaky: sum(cells, ({ flaky }) => flaky), tests,
        flakyRate: share(tests.flaked, tests.ran), failRate: share(tests.failed, tests.ran),
      };
    }),
    cells: allWeeks(history.weeks),
  };
}

export function findingHistoryOf(service: string, weeks: readonly string[], history: ServiceHistory): FindingHistory {
  return {
    service, definitions: DEFINITIONS.map((definition) => ({ ...definition })),
    weeks: weeks.map((from) => {
      const cells = history.weeks.filter((cell) => cell.from === from);
      const last = cells.flatMap((cell) => cell.last ?? []);
      const compared = last.flatMap(({ gone }) => gone ?? []);
      const found = <Counted>(some: readonly Counted[], of: (one: Counted) => number): number | null => (some.length > 0 ? sum(some, of) : null);
      return {
        week: isoWeek(from), from, fresh: found(cells.flatMap(({ fresh }) => fresh ?? []), (one) => one),
        known: found(last, ({ known }) => known), suppressed: found(last, ({ suppressed }) => suppressed), gone: found(compared, (one) => one),
      };
    }),
    fresh: history.fresh,
  };
}

/** Each cell over all weeks; those with the greatest share of failed, errored and flaky runs first, then by name. */
function allWeeks(cells: readonly CellWeek[]): CellHistory['cells'] {
  const all = new Map<string, CellHistory['cells'][number]>();
  for (const { stage, check, point, runs, failed, errored, inconclusive, flaky } of cells) {
    const key = nameOf({ stage, check, point });
    const before = all.get(key) ?? { stage, check, point, runs: 0, failed: 0, errored: 0, inconclusive: 0, flaky: 0 };
    all.set(key, { ...before, runs: before.runs + runs, failed: before.failed + failed, errored: before.errored + errored, inconclusive: before.inconclusive + inconclusive, flaky: before.flaky + flaky });
  }
  const trouble = ({ runs, failed, errored, flaky }: CellHistory['cells'][number]): number => (failed + errored + flaky) / runs;
  return [...all.values()].sort((a, b) => trouble(b) - trouble(a) || (nameOf(a) < nameOf(b) ? -1 : 1));
}

function nameOf({ stage, check, point }: Pick<CellWeek, 'stage' | 'check' | 'point'>): string {
  return JSON.stringify([stage, check, Object.entries(point).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

function sum<Counted>(some: readonly Counted[], of: (one: Counted) => number): number {
  return some.reduce((all, one) => all + of(one), 0);
}

function share(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}
