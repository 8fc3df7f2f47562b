// What is kept of an incident? The view, reduced to the stable shape of the record, with the five durations.
import type { IncidentView } from '../contracts/incident';
import type { IncidentRecord } from '../contracts/record';
import { Verdict } from './vocabulary';

/** Seconds from one time to another; null when either is not there yet. */
function between(from: string | undefined | null, to: string | undefined | null): number | null {
  if (!from || !to) return null;
  return Math.round((Date.parse(to) - Date.parse(from)) / 100) / 10;
}

/**
 * detect: trouble began (by monitoring, else the first alert) to opened; assign: opened to assigned; fix: assigned to the
 * passing attempt's end; deploy: signed to deployed; recover: trouble began to verified. All in seconds.
 */
export function durations(view: IncidentView): IncidentRecord['durations'] {
  const began = view.impact.began ?? view.firstAlertAt;
  const passed = view.attempts.findLast((attempt) => attempt.verdict === 'passed');
  const recovered = view.verification?.verdict === Verdict.Passed ? view.verification.at : null;
  return {
    detectSeconds: between(began, view.openedAt),
    assignSeconds: between(view.openedAt, view.assignment?.at),
    fixSeconds: between(view.assignment?.at, passed?.endedAt),
    deploySeconds: between(view.signOff?.at, view.release?.at),
    recoverSeconds: between(began, recovered),
  };
}

/** The record of an incident, open or closed; what was not reached is null. */
export function incidentRecord(view: IncidentView): IncidentRecord {
  const { signOff, release, verification, watch } = view;
  return {
    incident: {
      id: view.id, workflowId: view.workflowId, runId: view.runId, service: view.service, title: view.title, severity: view.severity,
      openedAt: view.openedAt, closedAt: view.closedAt ?? null, outcome: view.outcome ?? null, cause: view.cause, recurrenceOf: view.recurrenceOf ?? null,
    },
    impact: { began: view.impact.began, figures: view.impact.worst },
    assignment: view.assignment ? { to: view.assignment.to, by: view.assignment.by, at: view.assignment.at } : null,
    declined: view.declined, helpers: view.helpers, customerReports: view.customerReports, reopened: view.reopened,
    attempts: view.attempts.map((attempt) => ({
      number: attempt.number, commit: attempt.commit, digest: attempt.digest ?? null, verdict: attempt.verdict, reason: attempt.reason,
      stages: attempt.stages.map((stage) => ({
        stage: stage.stage, verdict: stage.verdict === 'waiting' ? 'not-run' : stage.verdict,
        cells: stage.cells.map((cell) => ({
          check: cell.check, device: cell.point['device'] ?? null, environment: cell.point['environment'] ?? null, point: cell.point,
          verdict: cell.result?.verdict ?? 'not-run', flaky: cell.result?.flaky ?? [], reason: cell.result?.reason ?? '', tests: cell.result?.tests ?? null,
        })),
      })),
    })),
    acceptance: view.acceptance.map(({ story, criterion, achieved, why }) => ({ story, criterion, achieved, why })),
    signOff: signOff ? { by: signOff.by, decision: signOff.decision, digest: signOff.digest, at: signOff.at, through: signOff.through } : null,
    release: release ? { digest: release.digest, reportedDigest: release.reportedDigest, environment: release.environment, at: release.at } : null,
    verification: verification ? { verdict: verification.verdict, symptomGone: verification.symptomGone, alertCleared: verification.alertCleared } : null,
    watch: watch ? { verdict: watch.verdict, from: watch.from, to: watch.to ?? null } : null,
    phases: view.phases.map(({ phase, from, to, actor }) => ({ phase, from, to: to ?? null, actor })),
    durations: durations(view),
    timeline: view.timeline,
  };
}
