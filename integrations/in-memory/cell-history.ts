// How did the cells of a service fare over the incidents that are kept, and what did they find? Counted anew from the records at each question.
import type { CellWeek, FreshRun, GivenQuarantine, ServiceHistory } from '../../src/contracts/history';
import type { IncidentRecord } from '../../src/contracts/record';
import type { ServiceHistoryQuestion } from '../../src/ports/archive';

type Cell = IncidentRecord['attempts'][number]['stages'][number]['cells'][number];
interface Ran { incident: string; attempt: number; stage: string; at: string; place: number; cell: Cell }

const WEEK_MS = 7 * 86_400_000;

export function serviceHistoryOf(records: readonly IncidentRecord[], { service, weeks, fresh, givenSince }: ServiceHistoryQuestion): ServiceHistory {
  const own = records.filter(({ incident }) => incident.service === service);
  const ran = own.flatMap(runsOf).sort(newestFirst);
  const since = Date.parse(weeks.at(-1) ?? '9999-12-31T00:00:00.000Z');
  return {
    weeks: weeks.flatMap((from) => cellsIn(from, ran)),
    fresh: ran.filter(({ at, cell }) => Date.parse(at) >= since && (cell.findings?.fresh ?? 0) > 0).slice(0, fresh).map(freshOf),
    given: own.flatMap(givenIn).filter(({ quarantine }) => quarantine.review >= givenSince).sort(byReview),
  };
}

function runsOf({ incident, attempts, timeline }: IncidentRecord): Ran[] {
  const begun = timeline.filter(({ kind }) => kind === 'attemptStarted').map(({ at }) => at);
  return attempts
    .flatMap(({ number, stages }, nth) => stages.flatMap(({ stage, cells }) => cells.map((cell) => ({ incident: incident.id, attempt: number, stage, at: begun[nth] ?? incident.closedAt ?? incident.openedAt, cell }))))
    .map((run, place) => ({ ...run, place }))
    .filter(({ cell }) => cell.verdict !== 'not-run');
}

function newestFirst(a: Ran, b: Ran): number {
  return Date.parse(b.at) - Date.parse(a.at) || (a.incident === b.incident ? b.place - a.place : a.incident < b.incident ? 1 : -1);
}

function cellsIn(from: string, runs: readonly Ran[]): CellWeek[] {
  const begin = Date.parse(from);
  const cells = new Map<string, Ran[]>();
  for (const run of runs) {
    const at = Date.parse(run.at);
    if (at < begin || at >= begin + WEEK_MS) continue;
    const key = JSON.stringify([run.stage, run.cell.check, Object.entries(run.cell.point).sort(([a], [b]) => (a < b ? -1 : 1))]);
    cells.set(key, [...(cells.get(key) ?? []), run]);
  }
  return [...cells.values()].map((some) => summed(from, some)).sort((a, b) => compare(nameOf(a), nameOf(b)));
}

function nameOf({ stage, check, point }: CellWeek): string[] {
  return [stage, check, JSON.stringify(point)];
}

function compare(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((text, index) => text !== b[index]);
  return at < 0 ? 0 : (a[at] ?? '') < (b[at] ?? '') ? -1 : 1;
}

/** `runs` are newest first, and at least one. */
function summed(from: string, runs: readonly Ran[]): CellWeek {
  const of = (verdict: Cell['verdict']): number => runs.filter(({ cell }) => cell.verdict === verdict).length;
  const sum = (count: (cell: Cell) => number): number => runs.reduce((all, { cell }) => all + count(cell), 0);
  const found = runs.flatMap(({ cell }) => cell.findings ?? []);
  return {
    from, stage: runs[0]?.stage ?? '', check: runs[0]?.cell.check ?? '', point: runs[0]?.cell.point ?? {},
    runs: runs.length, failed: of('failed'), errored: of('errored'), inconclusive: of('inconclusive'), flaky: runs.filter(({ cell }) => flakedIn(cell) > 0).length,
    tests: { ran: sum(({ tests }) => (tests ? tests.total - tests.skipped : 0)), failed: sum(({ tests }) => tests?.failed ?? 0), flaked: sum(flakedIn) },
    fresh: found.length > 0 ? found.reduce((all, { fresh }) => all + fresh, 0) : null, last: found[0] ?? null,
  };
}

function flakedIn({ tests }: Cell): number {
  return tests?.cases.filter(({ flaky, status }) => flaky && status !== 'failed').length ?? 0;
}

function freshOf({ incident, attempt, stage, at, cell }: Ran): FreshRun {
  return { incident, attempt, stage, check: cell.check, point: cell.point, at: new Date(at).toISOString(), fresh: cell.findings?.fresh ?? 0 };
}

function givenIn({ incident, attempts }: IncidentRecord): GivenQuarantine[] {
  return attempts.flatMap(({ stages }) => stages.flatMap(({ given }) => (given ? given.quarantine.map((quarantine) => ({ incident: incident.id, by: given.by, at: given.at, quarantine })) : [])));
}

function byReview(a: GivenQuarantine, b: GivenQuarantine): number {
  const order = ({ incident, at, quarantine }: GivenQuarantine): string[] => [quarantine.review, incident, at, quarantine.check, quarantine.test];
  return compare(order(a), order(b));
}
