// How does an incident change? (view, event) -> view: phase, turn and facts. Attempts are in lifecycle-attempts, words in timeline.
import type { IncidentInput, IncidentView } from '../contracts/incident';
import type { Happened } from './events';
import { incidentBranch } from './ids';
import { worstOf } from './impact';
import { applyToAttempt } from './lifecycle-attempts';
import { changeRelease } from './lifecycle-release';
import { dayshiftsTurn, enter, withTurn } from './phases';
import { withoutPassword } from './repository-address';
import { tell } from './timeline';
import { Phase, Role, SEVERITIES, Severity, STAGES } from './vocabulary';

/** The view of an incident that was just opened. */
export function openIncident(input: IncidentInput, names: { id: string; workflowId: string; runId: string }, at: string): IncidentView {
  const view: IncidentView = {
    ...names,
    service: input.service, environment: input.environment, repository: withoutPassword(input.repository), protectedBranch: input.protectedBranch, address: input.address,
    cause: input.cause, title: input.cause, rule: input.rule,
    severity: Severity.Low, phase: Phase.Assess,
    openedAt: at, firstAlertAt: at,
    alerts: { open: [], openCount: 0, suppressedCount: 0, received: 0, names: [] },
    impact: { figures: [], worst: [], began: null },
    declined: [], helpers: [], undelivered: [], customerReports: 0, reopened: 0,
    suggestions: [], branch: incidentBranch(names.id),
    attempts: [], acceptance: [], decisions: [], deployments: [], barred: [],
    phases: [{ phase: Phase.Assess, from: at, actor: Role.ProductOwner }],
    timeline: [], team: input.team,
  };
  const entry = tell({ kind: 'opened', input, ...names, at }, view);
  return entry ? { ...view, timeline: [entry] } : view;
}

/** One event further. Pure; the timeline grows by at most one entry. */
export function applyEvent(view: IncidentView, event: Happened): IncidentView {
  const next = applyToAttempt(change(view, event), event);
  const entry = tell(event, view);
  return entry ? { ...next, timeline: [...next.timeline, entry] } : next;
}

function change(view: IncidentView, event: Happened): IncidentView {
  const { at } = event;
  switch (event.kind) {
    case 'alertsReceived': return {
      ...view,
      title: view.alerts.received ? view.title : event.first.summary || view.title,
      firstAlertAt: view.alerts.received && view.firstAlertAt <= event.first.startsAt ? view.firstAlertAt : event.first.startsAt,
      severity: higher(view.severity, event.severity),
      alerts: {
        open: event.open.slice(0, MOST_OPEN_SHOWN), openCount: event.open.length, suppressedCount: event.suppressedCount, received: event.received, resolvedAt: event.resolvedAt,
        names: [...new Set([...view.alerts.names, ...event.fired])].slice(0, MOST_NAMES),
      },
      customerReports: view.customerReports + event.reports,
    };
    case 'alertsExpired': return { ...view, alerts: { ...view.alerts, open: event.open.slice(0, MOST_OPEN_SHOWN), openCount: event.open.length } };
    case 'impactMeasured':
    case 'impactRefreshed': return {
      ...view, severity: higher(view.severity, event.impact.severity ?? view.severity),
      impact: { figures: event.impact.figures, worst: worstOf(view.impact.worst, event.impact.figures), began: view.impact.began ?? event.impact.began, measuredAt: at },
    };
    case 'relatedFound': return { ...view, related: event.related, recurrenceOf: view.recurrenceOf ?? event.related.earlier[0]?.id };
    case 'ownersSuggested': return { ...view, suggestions: event.suggestions, running: event.running };
    case 'decisionAwaited': return withTurn(enter(view, Phase.Assess, Role.ProductOwner, at), { role: Role.ProductOwner, to: 'assign a developer', deadline: event.deadline }, at);
    case 'assigned': return withTurn(
      enter({ ...view, assignment: { to: event.to, by: event.by, at, reason: event.reason } }, Phase.Fix, event.to, at),
      { role: Role.Developer, person: event.to, to: `push a fix to ${view.branch}`, deadline: event.deadline }, at);
    case 'handedOver': return withTurn(
      enter({ ...view, assignment: { to: event.to, by: event.from, at, reason: event.reason } }, Phase.Fix, event.to, at),
      { role: Role.Developer, person: event.to, to: `push a fix to ${view.branch}`, deadline: event.deadline }, at);
    case 'declined': return { ...view, assignment: undefined, declined: [...view.declined, { by: event.by, reason: event.reason, at }] };
    case 'helperJoined': return { ...view, helpers: [...new Set([...view.helpers, event.by])] };
    case 'acknowledgementExpired': return view.assignment ? { ...view, assignment: { ...view.assignment, acknowledgedAt: undefined } } : view;
    case 'ladderStands': return { ...view, ladder: event.ladder };
    case 'tellingFailed': return { ...view, undelivered: [...view.undelivered.filter((one) => !isSame(one, event)), { at, subject: event.subject, channel: event.channel, reason: event.reason }].slice(-MOST_UNDELIVERED) };
    case 'tellingDelivered': return { ...view, undelivered: view.undelivered.map((one) => (isSame(one, event) ? { ...one, deliveredAt: at } : one)) };
    case 'reopened': return { ...enter({ ...view, outcome: undefined, closedAt: undefined, reopensUntil: undefined, reopened: view.reopened + 1 }, Phase.Assess, Role.ProductOwner, at), assignment: undefined };
    case 'acknowledged': return view.assignment ? { ...view, assignment: { ...view.assignment, acknowledgedAt: at } } : view;
    case 'fixAwaited': return withTurn(
      enter(view, Phase.Fix, view.assignment?.to ?? Role.Developer, at),
      { role: Role.Developer, person: view.assignment?.to, to: event.why, deadline: event.deadline }, at);
    case 'attemptStarted': return dayshiftsTurn(enter(view, Phase.Build, event.by, at), 'build', at);
    case 'stageStarted': return dayshiftsTurn(enter(view, phaseOf(event.stage), event.role, at), `run the ${event.stage} checks`, at);
    case 'gateAsked': return withTurn(view, { role: gateRole(view, event.card.stage), to: `decide on the ${event.card.stage} gate`, deadline: event.card.deadline }, at);
    case 'gateDecided': return dayshiftsTurn(view, `go on after the ${event.card.stage} gate`, at);
    case 'acceptanceJudged': return { ...view, acceptance: event.acceptance };
    case 'closed': return { ...withTurn(enter(view, Phase.Closed, event.by, at), undefined, at), outcome: event.outcome, closedAt: at, ladder: undefined, reopensUntil: event.reopensUntil };
    default: return changeRelease(view, event);
  }
}

const MOST_OPEN_SHOWN = 100;
const MOST_NAMES = 50;
const MOST_UNDELIVERED = 20;

interface OneTelling { subject: string; channel: string }
function isSame(one: OneTelling, other: OneTelling): boolean {
  return one.subject === other.subject && one.channel === other.channel;
}

/** Severity only rises. */
function higher(one: Severity, other: Severity): Severity {
  return SEVERITIES.indexOf(one) >= SEVERITIES.indexOf(other) ? one : other;
}

function phaseOf(stage: string): Phase {
  return STAGES.find((one) => one === stage) ?? Phase.Further;
}

function gateRole(view: IncidentView, stage: string): Role {
  return view.attempts.at(-1)?.stages.find((one) => one.stage === stage)?.role ?? Role.DevTester;
}
