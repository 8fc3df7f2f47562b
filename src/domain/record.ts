// What is kept of an incident? The view, reduced to the stable shape of the record, with the five durations.
import type { DecisionCard } from '../contracts/decision';
import type { AttemptView, IncidentView, StageView } from '../contracts/incident';
import type { IncidentRecord } from '../contracts/record';
import type { CellResult } from '../contracts/result';
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
    alerts: view.alerts.names,
    suggested: view.suggestions[0] ? { person: view.suggestions[0].person, why: view.suggestions[0].why } : null,
    assignment: view.assignment ? { to: view.assignment.to, by: view.assignment.by, at: view.assignment.at } : null,
    declined: view.declined, helpers: view.helpers, customerReports: view.customerReports, reopened: view.reopened,
    undelivered: view.undelivered.filter(({ deliveredAt }) => deliveredAt === undefined).map(({ at, subject, channel, reason }) => ({ at, subject, channel, reason })),
    branch: view.branch,
    attempts: view.attempts.map(attemptOf),
    acceptance: view.acceptance.map(({ story, criterion, achieved, why }) => ({ story, criterion, achieved, why })),
    signOff: signOff ? { by: signOff.by, decision: signOff.decision, digest: signOff.digest, at: signOff.at, through: signOff.through } : null,
    release: release ? { digest: release.digest, reportedDigest: release.reportedDigest, environment: release.environment, at: release.at } : null,
    verification: verification ? { verdict: verification.verdict, symptomGone: verification.symptomGone, alertCleared: verification.alertCleared } : null,
    watch: watch ? { verdict: watch.verdict, from: watch.from, to: watch.to ?? null } : null,
    deployments: deploymentsOf(view),
    decisions: [...(view.decisions ?? []), ...(view.decision ? [view.decision] : [])].map(decisionOf),
    rollbacks: view.timeline.filter(({ kind }) => kind === 'rolledBack').length,
    phases: view.phases.map(({ phase, from, to, actor }) => ({ phase, from, to: to ?? null, actor })),
    durations: durations(view),
    timeline: view.timeline,
  };
}

function attemptOf(attempt: AttemptView): IncidentRecord['attempts'][number] {
  return {
    number: attempt.number, commit: attempt.commit, by: attempt.by, subject: attempt.change?.subject ?? '', touchesPipeline: attempt.touchesPipeline, weakens: attempt.weakens ?? [],
    digest: attempt.digest ?? null, verdict: attempt.verdict, reason: attempt.reason, stages: attempt.stages.map(stageOf),
  };
}

function stageOf({ stage, verdict, card, cells }: StageView): IncidentRecord['attempts'][number]['stages'][number] {
  return {
    stage, verdict: verdict === 'waiting' ? 'not-run' : verdict,
    given: card?.given ?? null,
    cells: cells.map(({ check, point, result }) => ({
      check, device: point['device'] ?? null, environment: point['environment'] ?? null, point,
      verdict: result?.verdict ?? 'not-run', flaky: result?.flaky ?? [], reason: result?.reason ?? '', suppressed: result?.findings?.suppressed ?? 0, findings: findingsOf(result), tests: result?.tests ?? null,
    })),
  };
}

/** How many; of the new ones a result holds the first alone, and says how many there were when there were more. */
function findingsOf(result: CellResult | undefined): IncidentRecord['attempts'][number]['stages'][number]['cells'][number]['findings'] {
  if (!result?.findings) return null;
  const { fresh, freshCount = fresh.length, known, suppressed = 0, gone = null } = result.findings;
  return { fresh: freshCount, known, suppressed, gone };
}

/** A rollback belongs to the deployment before it: its verification comes before the next deployment begins. */
function deploymentsOf({ deployments = [], attempts, timeline }: IncidentView): IncidentRecord['deployments'] {
  return deployments.map((deployment, at) => {
    const next = deployments[at + 1]?.startedAt;
    const restored = timeline.find((entry) => entry.kind === 'rollbackVerified' && entry.tone === 'good' && entry.at >= deployment.startedAt && (next === undefined || entry.at < next));
    const attempt = attempts.find(({ number }) => number === deployment.attempt);
    return { ...deployment, committedAt: attempt?.change?.committedAt ?? null, restoredAt: restored?.at ?? null };
  });
}

function decisionOf({ environment, digest, state, given, glass, risks, delegations, questions }: DecisionCard): IncidentRecord['decisions'][number] {
  return { environment, digest, state, given, glass: glass ?? null, risks, delegations, questions };
}
