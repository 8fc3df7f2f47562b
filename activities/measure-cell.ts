// How often, and against what, is a cell run? Tests again after a failure, load by turns with the running release, findings once on each.
import type { MetricsReport, TestReport } from '../src/contracts/report';
import { mustRunAgain, wantsBaseline } from '../src/domain/flaky';
import { nextLevel } from '../src/domain/metrics-stress';
import { needsMoreRounds } from '../src/domain/verdict-metrics';
import type { Measured } from '../src/domain/verdict-cell';
import { DayshiftError } from '../src/errors';
import type { CellOrder } from './attempt';
import type { RunSubject, Side } from './cell-environment';
import type { CellRuns } from './cell-runs';

/** All that the cell's judgement needs. Throws what makes the cell errored. */
export async function measureCell(order: CellOrder, runs: CellRuns): Promise<Measured> {
  const { cell } = order;
  if (cell.profile.kind === 'stress') return stress(order, runs);
  if (cell.compare) return compare(order, runs);
  const env: Record<string, string> = cell.profile.kind === 'soak' ? { DAYSHIFT_SECONDS: String(cell.profile.seconds) } : {};
  const first = await runs.once({ ...subjectOf(order, 'candidate'), env });
  if (first.kind === 'tests') return repeatTests(order, runs, first);
  const compared = first.kind === 'findings' && cell.ratchet === 'new' && canRunRunning(order);
  return { candidate: [first], running: compared ? [await runs.once(subjectOf(order, 'running'))] : [] };
}

/** A failed run is repeated on the same bytes; what still fails is asked of the running release. */
async function repeatTests(order: CellOrder, runs: CellRuns, first: TestReport): Promise<Measured> {
  const candidate = [first];
  while (mustRunAgain(order.cell, candidate)) {
    const next = await runs.once(subjectOf(order, 'candidate'));
    if (next.kind === 'tests') candidate.push(next);
  }
  if (!wantsBaseline(order.cell, candidate) || !canRunRunning(order)) return { candidate, running: [] };
  try {
    return { candidate, running: [await runs.once(subjectOf(order, 'running'))] };
  } catch (error) {
    if (!(error instanceof DayshiftError) || error.entry.mayRetry) throw error;
    return { candidate, running: [] }; // it is only asked which failures are known: without an answer all count as new
  }
}

/** Candidate and running release by turns, A-B-A-B, in the same run on the same machine; more rounds while noise hides the answer. */
async function compare(order: CellOrder, runs: CellRuns): Promise<Measured> {
  const candidate: MetricsReport[] = [];
  const running: MetricsReport[] = [];
  const load = async (side: Side): Promise<MetricsReport> => asMetrics(await runs.once(subjectOf(order, side)));
  do {
    candidate.push(await load('candidate'));
    if (order.running) running.push(await load('running'));
  } while (candidate.length < order.cell.rounds || needsMoreRounds(order.cell, candidate, running));
  return { candidate, running };
}

async function stress(order: CellOrder, runs: CellRuns): Promise<Measured> {
  const levels: NonNullable<Measured['levels']> = [];
  for (let level = nextLevel(order.cell, levels); level !== undefined; level = nextLevel(order.cell, levels)) {
    const report = asMetrics(await runs.once({ ...subjectOf(order, 'candidate'), env: { DAYSHIFT_LEVEL: String(level) } }));
    levels.push({ level, report });
  }
  return { candidate: [], running: [], levels };
}

function asMetrics(report: { kind: string }): MetricsReport {
  if (report.kind === 'metrics') return report as MetricsReport;
  throw new DayshiftError('report-unreadable', { format: 'metrics', reason: 'the check is compared by metrics, and its report has none' });
}

/** Tests and scans of the running release need its own commit: they are that commit's tests. */
function canRunRunning({ running }: CellOrder): boolean {
  return running?.commit !== undefined;
}

/** Load is put on both sides by the candidate's own commit, so that the load is the same. */
function subjectOf(order: CellOrder, side: Side): RunSubject {
  const { digest, commit, running, cell } = order;
  if (side === 'candidate' || !running) return { side: 'candidate', digest, commit };
  return { side, digest: running.digest, commit: cell.compare ? commit : running.commit ?? commit };
}
