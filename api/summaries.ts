// What is one row of the board? The same row from the live view, from the archived record, or from visibility when nobody answers.
import type { WorkflowExecutionInfo } from '@temporalio/client';
import type { IncidentSummary } from '../src/contracts/http';
import type { IncidentView } from '../src/contracts/incident';
import type { Installation } from '../src/contracts/installation';
import type { DeploymentView } from '../src/contracts/live-release';
import type { IncidentRecord } from '../src/contracts/record';
import type { Figure } from '../src/contracts/result';
import { incidentId, SEARCH_ATTRIBUTE } from '../src/domain/ids';
import { Outcome, Phase, Severity } from '../src/domain/vocabulary';

/** The name of a service's figure that is shown first. */
export type HeadlineOf = (service: string) => string | undefined;

/** The installation's headline queries by service. */
export function headlinesOf(installation: Pick<Installation, 'services'>): HeadlineOf {
  const names = new Map(installation.services.map((service) => [service.name, service.impact.find((query) => query.headline)?.name]));
  return (service) => names.get(service);
}

function headline(figures: readonly Figure[], name: string | undefined): IncidentSummary['headline'] {
  const figure = figures.find((one) => one.name === name) ?? figures[0];
  return figure && { name: figure.name, unit: figure.unit, value: figure.value };
}

export function summaryOfView(view: IncidentView, headlineOf: HeadlineOf): IncidentSummary {
  const { id, workflowId, runId, service, title, severity, phase, outcome, openedAt, closedAt, turn, phases } = view;
  return {
    id, workflowId, runId, service, title, severity, phase, outcome, openedAt, closedAt, turn, phases,
    headline: headline(view.impact.figures, headlineOf(service)), attempts: view.attempts.length, customerReports: view.customerReports,
    deployments: begun(view.deployments ?? []), helpers: view.helpers, assignment: assignmentOf(view), lastAttempt: lastAttemptOf(view),
  };
}

function assignmentOf({ assignment }: IncidentView): IncidentSummary['assignment'] {
  if (!assignment) return undefined;
  const { to, by, at, acknowledgedAt } = assignment;
  return { to, by, at, ...(acknowledgedAt ? { acknowledgedAt } : {}) };
}

function lastAttemptOf({ attempts }: IncidentView): IncidentSummary['lastAttempt'] {
  const last = attempts.at(-1);
  if (!last) return undefined;
  const { number, commit, by, verdict, reason, startedAt, endedAt } = last;
  return { number, commit, by, verdict, reason, startedAt, ...(endedAt ? { endedAt } : {}) };
}

export function summaryOfRecord(record: IncidentRecord, headlineOf: HeadlineOf): IncidentSummary {
  const { id, workflowId, runId, service, title, severity, outcome, openedAt, closedAt } = record.incident;
  return {
    id, workflowId, runId, service, title, openedAt, phase: Phase.Closed, severity: severityOf(severity),
    outcome: outcome ?? undefined, closedAt: closedAt ?? undefined, headline: headline(record.impact.figures, headlineOf(service)),
    attempts: record.attempts.length, customerReports: record.customerReports, durations: record.durations, phases: record.phases.map(({ to, ...span }) => (to ? { ...span, to } : span)),
    deployments: begun(record.deployments), helpers: record.helpers, assignment: record.assignment ?? undefined, // of its attempts a record keeps no times
  };
}

function begun(deployments: readonly DeploymentView[]): IncidentSummary['deployments'] {
  return deployments.map(({ environment, startedAt }) => ({ environment, startedAt }));
}

/** What visibility alone knows: enough for a row while no worker answers. */
export function summaryOfRow(row: WorkflowExecutionInfo): IncidentSummary {
  const attribute = (name: string): string => String(row.searchAttributes[name]?.[0] ?? '');
  const running = row.status.name === 'RUNNING';
  const phase = running ? Object.values(Phase).find((one) => one === attribute(SEARCH_ATTRIBUTE.phase)) ?? Phase.Assess : Phase.Closed;
  const openedAt = row.startTime.toISOString();
  const title = row.memo?.['title'];
  return {
    id: incidentId(row.workflowId, row.runId), workflowId: row.workflowId, runId: row.runId, service: attribute(SEARCH_ATTRIBUTE.service),
    title: typeof title === 'string' ? title : row.workflowId, severity: severityOf(attribute(SEARCH_ATTRIBUTE.severity)), phase, openedAt,
    outcome: outcomeOf(row, phase), closedAt: row.closeTime?.toISOString(), attempts: 0, phases: phase !== Phase.Closed ? [{ phase, from: openedAt, actor: 'dayshift' }] : [],
  };
}

/** One that runs on after it has closed waits for its alerts to come back; how a completed one ended, visibility does not know. */
function outcomeOf({ status }: WorkflowExecutionInfo, phase: Phase): Outcome | undefined {
  if (status.name === 'RUNNING') return phase === Phase.Closed ? Outcome.RecoveredByItself : undefined;
  return status.name === 'COMPLETED' ? undefined : Outcome.Cancelled;
}

function severityOf(text: string): Severity {
  return Object.values(Severity).find((one) => one === text) ?? Severity.Low;
}
