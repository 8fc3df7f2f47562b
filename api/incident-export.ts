// What does the archive tell of many incidents at once? A row for each, read piece by piece as fast as it is taken, so that ten thousand need no more memory than two hundred.
import type { ExportedIncident } from '../src/contracts/exported-incident';
import type { IncidentRecord } from '../src/contracts/record';
import { wasTakenBack } from '../src/domain/deployment';
import type { Archive, ArchiveFilter } from '../src/ports/archive';

const PIECE = 200;

function exportedOf({ incident, impact, durations, assignment, attempts, deployments, rollbacks, reopened, customerReports }: IncidentRecord): ExportedIncident {
  const { id, service, title, cause, severity, outcome, openedAt, closedAt, recurrenceOf } = incident;
  const kept = deployments.findLast((one) => one.outcome === 'kept');
  const leadTime = kept?.at !== undefined && kept.committedAt !== null ? (Date.parse(kept.at) - Date.parse(kept.committedAt)) / 1000 : null;
  return {
    id, service, title, cause, severity, outcome, began: impact.began, openedAt, closedAt, ...durations,
    assignee: assignment?.to ?? null, attempts: attempts.length, deployments: deployments.length, failedDeployments: deployments.filter(wasTakenBack).length, rollbacks,
    reopened, customerReports, recurrenceOf, environment: kept?.environment ?? null, digest: kept?.digest ?? null, commit: kept?.commit ?? null,
    committedAt: kept?.committedAt ?? null, deployedAt: kept?.at ?? null, leadTimeSeconds: leadTime,
  };
}

/** The last that closed first. Each once, also of those that closed in the same moment. */
export async function* exportedIncidents(archive: Pick<Archive, 'list'>, filter: ArchiveFilter, piece = PIECE): AsyncGenerator<ExportedIncident> {
  for (let after: { before?: string; beforeId?: string } = {}; ;) {
    const records = await archive.list({ ...filter, ...after, limit: piece, isBrief: true });
    for (const record of records) yield exportedOf(record);
    const last = records.at(-1)?.incident;
    if (!last || records.length < piece) return;
    after = { before: last.closedAt ?? last.openedAt, beforeId: last.id };
  }
}
