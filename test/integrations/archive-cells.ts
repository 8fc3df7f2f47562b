// What every archive must answer about the cells of a service, whatever it keeps them in.
import type { IncidentRecord } from '../../src/contracts/record';
import type { Archive, ServiceHistoryQuestion } from '../../src/ports/archive';
import { aTest } from '../support/builders';
import { aRecord, withAttempts } from './a-record';

export const WEEKS = ['2026-11-23T00:00:00.000Z', '2026-11-16T00:00:00.000Z'];
export const ASKED: ServiceHistoryQuestion = { service: 'storefront', weeks: WEEKS, fresh: 50, givenSince: '2026-11-25' };

type Cell = IncidentRecord['attempts'][number]['stages'][number]['cells'][number];
const QUARANTINE = { check: 'login', test: 'login › at midnight', at: [{ device: 'ipad' }], owner: 'maya', reason: 'the clock', review: '2026-12-01' };

export function scanned(change: Partial<Cell> = {}): Cell {
  return { check: 'static', device: null, environment: null, point: {}, verdict: 'passed', reason: '', flaky: [], suppressed: 0, findings: { fresh: 0, known: 2, suppressed: 1, gone: 0 }, tests: null, ...change };
}

/** The record with one more stage in each of its attempts. */
export function withCells(record: IncidentRecord, stage: string, ...cells: Cell[][]): IncidentRecord {
  return { ...record, attempts: record.attempts.map((attempt, i) => ({ ...attempt, stages: [...attempt.stages, { stage, verdict: 'passed', given: null, cells: cells[i] ?? [] }] })) };
}

/** Two incidents of the storefront a week apart, and one of another service. */
export async function keepCells(archive: Archive): Promise<void> {
  const flaky = aTest('basket', 'passed', { flaky: true });
  const first = withCells(
    withAttempts(aRecord('first'), [{ device: 'ipad', cases: [aTest('login', 'failed'), flaky] }], [{ device: 'ipad', cases: [aTest('login'), aTest('later', 'skipped')] }]), 'security',
    [scanned({ verdict: 'failed', findings: { fresh: 3, known: 2, suppressed: 1, gone: null } })], [scanned(), scanned({ check: 'secrets', verdict: 'not-run', findings: null })],
  );
  const [one, ...rest] = first.attempts;
  const given = { by: 'olga', decision: 'quarantine' as const, reason: 'the clock', at: '2026-11-23T09:00:30.000Z', through: 'api' as const, quarantine: [QUARANTINE, { ...QUARANTINE, review: '2026-11-24' }] };
  if (one?.stages[0]) await archive.save({ ...first, attempts: [{ ...one, stages: [{ ...one.stages[0], given }, ...one.stages.slice(1)] }, ...rest] }, '');
  const before = withCells(withAttempts(aRecord('before', '2026-11-17T10:00:00.000Z'), [{ device: 'ipad', cases: [] }]), 'security', [scanned({ verdict: 'errored', findings: null })]);
  await archive.save({ ...before, timeline: [] }, ''); // without the time at which its attempt began: it counts by its end
  await archive.save(withCells(withAttempts(aRecord('elsewhere', '2026-11-23T10:00:00.000Z', 'checkout'), [{ device: 'ipad', cases: [] }]), 'security', [scanned()]), '');
}

const none = { ran: 0, failed: 0, flaked: 0 };

/** What `keepCells` comes to for the storefront. */
export const CELLS = {
  weeks: [
    { from: WEEKS[0], stage: 'functional', check: 'login', point: { device: 'ipad' }, runs: 2, failed: 0, errored: 0, inconclusive: 0, flaky: 1, tests: { ran: 3, failed: 1, flaked: 1 }, fresh: null, last: null },
    { from: WEEKS[0], stage: 'security', check: 'static', point: {}, runs: 2, failed: 1, errored: 0, inconclusive: 0, flaky: 0, tests: none, fresh: 3, last: { fresh: 0, known: 2, suppressed: 1, gone: 0 } },
    { from: WEEKS[1], stage: 'functional', check: 'login', point: { device: 'ipad' }, runs: 1, failed: 0, errored: 0, inconclusive: 0, flaky: 0, tests: none, fresh: null, last: null },
    { from: WEEKS[1], stage: 'security', check: 'static', point: {}, runs: 1, failed: 0, errored: 1, inconclusive: 0, flaky: 0, tests: none, fresh: null, last: null },
  ],
  fresh: [{ incident: 'first', attempt: 1, stage: 'security', check: 'static', point: {}, at: '2026-11-23T09:00:00.000Z', fresh: 3 }],
  given: [{ incident: 'first', by: 'olga', at: '2026-11-23T09:00:30.000Z', quarantine: QUARANTINE }],
};
