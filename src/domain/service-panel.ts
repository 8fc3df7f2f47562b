// What is shown of a service to everybody, in an incident and between them? What its parts answered, brought into one shape.
import type { IncidentSummary, ServiceView } from '../contracts/http';
import type { DeploymentView } from '../contracts/live-release';
import type { IncidentRecord } from '../contracts/record';
import type { RunningRelease } from '../contracts/result';
import { Phase, Severity } from './vocabulary';

type RunsThere = NonNullable<ServiceView['release']>;

/** Closed incidents that are shown. */
export const MOST_LAST = 5;

/** What runs in an environment, by the target's own answer, with the second release of a canary. */
export function runsThere({ digest, version, at, commit, canary }: RunningRelease): RunsThere {
  return {
    digest, version, at, ...(commit === undefined ? {} : { commit }),
    ...(canary ? { canary: { digest: canary.digest, version: canary.version, weight: canary.weight } } : {}),
  };
}

/** The open incidents of one service, in their order. */
export function openOf(service: string, rows: readonly IncidentSummary[]): NonNullable<ServiceView['open']> {
  return rows.filter((row) => row.service === service && row.phase !== Phase.Closed).map(({ id, title, severity, phase }) => ({ id, title, severity, phase }));
}

/** The last closed ones, newest first; an incident that is open again is not among them. */
export function lastOf(records: readonly IncidentRecord[], open: NonNullable<ServiceView['open']> = []): NonNullable<ServiceView['last']> {
  const again = new Set(open.map(({ id }) => id));
  return records.filter(({ incident }) => !again.has(incident.id)).slice(0, MOST_LAST).map(({ incident: { id, title, severity, outcome, openedAt, closedAt } }) => ({
    id, title, severity: Object.values(Severity).find((one) => one === severity) ?? Severity.Low, ...(outcome ? { outcome } : {}), closedAt: closedAt ?? openedAt,
  }));
}

type WentOut = NonNullable<ServiceView['deployments']>[number];

/** Deployments that are shown. */
const MOST_DEPLOYMENTS = 5;

/** Phases in which an incident that is open has something on its way or out. */
export const OUT_NOW: readonly Phase[] = [Phase.Deploy, Phase.Verify, Phase.Watch];

/** What incidents sent out, the newest first; one of which both a record and a view tell is there once, as the view says. */
export function deploymentsOf(incidents: readonly { id: string; deployments: readonly DeploymentView[] }[]): WentOut[] {
  const all = new Map<string, WentOut>();
  for (const { id, deployments } of incidents) {
    for (const { environment, digest, startedAt, at = startedAt, outcome } of deployments) all.set(`${id} ${environment} ${startedAt}`, { environment, digest, at, outcome, incident: id });
  }
  return [...all.values()].sort((a, b) => Date.parse(b.at) - Date.parse(a.at)).slice(0, MOST_DEPLOYMENTS);
}
