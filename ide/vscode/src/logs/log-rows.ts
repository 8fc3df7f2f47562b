// Which logs does an incident have, what wrote each, and is it still writing? From the view alone.
import { nameOfCell } from '../../../../client/progress';
import { span } from '../../../../client/progress-words';
import type { AttemptView, IncidentView } from '../../../../src/contracts/incident';

export interface LogRow {
  log: string; // its id
  title: string; // e.g. `functional · login · ipad`
  attempt: number;
  state: 'waiting' | 'running' | 'ended';
  verdict?: string; // of one that ended: passed, failed …
  end?: string; // the sentence under its log, e.g. `failed in 0:41: 1 of 3 tests failed`
}

/** What runs now first, then the newest attempt's, then older ones. */
export function logRowsOf(view: IncidentView): LogRow[] {
  const rows = [...view.attempts].reverse().flatMap((attempt) => [...deploymentRows(view, attempt), ...attemptRows(attempt)]);
  const runs = ({ state }: LogRow) => state === 'running';
  return [...rows.filter(runs), ...rows.filter((row) => !runs(row) && row.state !== 'waiting')];
}

/** The row of a log, also of one that nothing has been written to yet. */
export function logRowOf(view: IncidentView, log: string): LogRow | undefined {
  return view.attempts.flatMap((attempt) => [...deploymentRows(view, attempt), ...attemptRows(attempt)]).find((row) => row.log === log);
}

function attemptRows(attempt: AttemptView): LogRow[] {
  const { number, build, buildLog, stages, verdict } = attempt;
  const over = verdict !== 'running';
  const built: LogRow = { log: buildLog, title: 'build', attempt: number, ...(build ? ended(build) : over ? leftOff(attempt) : { state: 'running' }) };
  const cells = stages.flatMap((stage) => stage.cells.map((cell): LogRow => ({
    log: cell.result?.reused ? cell.result.log : cell.log, title: `${stage.stage} · ${nameOfCell(cell)}`, attempt: number,
    ...(cell.result ? ended(cell.result) : over ? (cell.state === 'running' ? leftOff(attempt) : { state: 'waiting' }) : { state: cell.state === 'running' ? 'running' : 'waiting' }),
  })));
  return [built, ...cells];
}

/** Ids as the workflow makes them: beside the build's, by environment. */
function deploymentRows(view: IncidentView, { number, buildLog }: AttemptView): LogRow[] {
  const beside = (row: string) => buildLog.replace(/[^/]+$/, row);
  const over = view.outcome !== undefined;
  return (view.deployments ?? []).filter(({ attempt }) => attempt === number).flatMap(({ environment, outcome, at, why }): LogRow[] => {
    const runs = outcome === 'under-way' && !over;
    const checked = view.verification?.environment === environment ? view.verification : undefined;
    return [
      { log: beside(`verify-${environment}`), title: `verify ${environment}`, attempt: number, ...(checked ? { state: 'ended' as const, verdict: checked.verdict, end: `${checked.verdict}: ${checked.reason}` } : { state: runs ? (at === undefined ? 'waiting' as const : 'running' as const) : 'ended' as const }) },
      { log: beside(`deploy-${environment}`), title: `deploy ${environment}`, attempt: number, ...(runs && at === undefined ? { state: 'running' as const } : { state: 'ended' as const, end: at ? `live since ${at}${why ? `, ${outcome}: ${why}` : ''}` : why ?? 'it never went live' }) },
    ];
  });
}

function ended({ verdict, seconds, reason }: { verdict: string; seconds: number; reason: string }): Pick<LogRow, 'state' | 'verdict' | 'end'> {
  return { state: 'ended', verdict, end: `${verdict} in ${span(seconds * 1000)}: ${reason}` };
}

function leftOff({ reason, verdict }: AttemptView): Pick<LogRow, 'state' | 'verdict' | 'end'> {
  return { state: 'ended', verdict: 'cancelled', end: `ended with the attempt (${verdict}): ${reason}` };
}
