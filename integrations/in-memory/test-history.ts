// How did each test fare over the incidents that are kept? Counted anew from the records at each question.
import { RECENT_RESULTS, type TestHistory, type TestRun } from '../../src/contracts/http';
import type { IncidentRecord } from '../../src/contracts/record';
import type { TestHistoryQuestion } from '../../src/ports/archive';

type Attempt = IncidentRecord['attempts'][number];
type Case = NonNullable<Attempt['stages'][number]['cells'][number]['tests']>['cases'][number];

const LONGEST_NAME = 500;

/** `records` are newest first. */
export function testHistoryOf(records: readonly IncidentRecord[], { service, test, limit }: TestHistoryQuestion): TestHistory[] {
  const runs = new Map<string, TestRun[]>();
  for (const record of records.filter(({ incident }) => incident.service === service)) {
    for (const [name, run] of runsOf(record)) runs.set(name, [...(runs.get(name) ?? []), run]);
  }
  return [...runs]
    .filter(([name]) => test === undefined || name === test || name.endsWith(` › ${test}`))
    .map(([name, all]) => summed(name, all, test === undefined ? RECENT_RESULTS.listed : RECENT_RESULTS.named))
    .sort((a, b) => b.failed + b.flaked - a.failed - a.flaked || (a.name < b.name ? -1 : 1))
    .slice(0, limit);
}

function summed(name: string, runs: readonly TestRun[], most: number): TestHistory {
  const count = (...results: TestRun['result'][]): number => runs.filter(({ result }) => results.includes(result)).length;
  const lastFailure = runs.find(({ result }) => result === 'failed');
  return { name, ran: count('passed', 'failed', 'flaky'), failed: count('failed'), flaked: count('flaky'), ...(lastFailure ? { lastFailure } : {}), recent: runs.slice(0, most) };
}

/** The last attempt and its last stage first; cells and cases as they stand. */
function runsOf(record: IncidentRecord): [string, TestRun][] {
  const { incident, attempts } = record;
  const begun = record.timeline.filter(({ kind }) => kind === 'attemptStarted').map(({ at }) => at);
  return attempts.map((attempt, i): [Attempt, string] => [attempt, begun[i] ?? incident.closedAt ?? incident.openedAt]).reverse()
    .flatMap(([attempt, at]) => [...attempt.stages].reverse().flatMap(({ stage, cells }) => cells.flatMap(({ check, point, tests }) => (tests?.cases ?? []).map((test): [string, TestRun] => [
      [...test.name].slice(0, LONGEST_NAME).join(''),
      { incident: incident.id, attempt: attempt.number, stage, check, point, ...toldOf(test), at },
    ]))));
}

function toldOf({ status, flaky, quarantined, message }: Case): Pick<TestRun, 'result' | 'quarantined' | 'message'> {
  const result = status !== 'failed' && flaky ? 'flaky' : status;
  const isTrouble = result === 'failed' || result === 'flaky';
  return { result, ...(quarantined ? { quarantined } : {}), ...(isTrouble && message !== undefined ? { message } : {}) };
}
