// What is a run told of itself? Its place in the matrix, the attempt, the commit and the bytes that it is about.
import type { CellOrder } from './attempt';

export type Side = 'candidate' | 'running';
export interface RunSubject { side: Side; digest: string; commit: string; env?: Record<string, string> }

/** The variables of dayshift's own; a team's may not take their names. */
export function described({ incident, attempt, cell }: CellOrder, { side, digest, commit, env }: RunSubject): Record<string, string> {
  const axes = Object.entries(cell.point).map(([axis, value]): [string, string] => [`DAYSHIFT_${axis.toUpperCase().replace(/-/g, '_')}`, value]);
  return {
    ...Object.fromEntries(axes), ...env,
    DAYSHIFT_INCIDENT: incident, DAYSHIFT_ATTEMPT: String(attempt), DAYSHIFT_COMMIT: commit, DAYSHIFT_CHECK: cell.check, DAYSHIFT_SIDE: side, DAYSHIFT_DIGEST: digest,
  };
}
