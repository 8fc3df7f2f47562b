// How does an incident change? (view, event) -> view: phase, turn and facts. Attempts are in lifecycle-attempts, words in timeline.
import type { IncidentInput, IncidentView, Turn } from '../contracts/incident';
import type { Happened } from './events';
import { incidentBranch } from './ids';
import { applyToAttempt } from './lifecycle-attempts';
import { tell } from './timeline';
import { Phase, Role, Severity } from './vocabulary';

/** The view of an incident that was just opened. */
export function openIncident(input: IncidentInput, names: { id: string; workflowId: string; runId: string }, at: string): IncidentView {
  const view: IncidentView = {
    ...names,
    service: input.service, environment: input.environment, address: input.address,
    cause: input.cause, title: input.cause, rule: input.rule,
    severity: Severity.Low, phase: Phase.Assess,
    openedAt: at, firstAlertAt: at,
    alerts: { open: [], received: 0 },
    impact: { figures: [], began: null },
    suggestions: [], branch: incidentBranch(names.id),
    attempts: [], acceptance: [],
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

/** Ends the phase that is open and begins the next; the same phase again changes nothing. */
function enter(view: IncidentView, phase: Phase, actor: string, at: string): IncidentView {
  const last = view.phases.at(-1);
  if (last && last.phase === phase && !last.to) return view;
  const phases = view.phases.map((span) => (span.to ? span : { ...span, to: at }));
  return { ...view, phase, phases: phase === Phase.Closed ? phases : [...phases, { phase, from: at, actor }] };
}

function withTurn(view: IncidentView, turn: Omit<Turn, 'since'> | undefined, at: string): IncidentView {
  return { ...view, turn: turn && { ...turn, since: at } };
}

function dayshiftsTurn(view: IncidentView, to: string, at: string): IncidentView {
  return withTurn(view, { role: 'dayshift', to }, at);
}

function change(view: IncidentView, event: Happened): IncidentView {
  const { at } = event;
  switch (event.kind) {
    case 'alertsReceived': return {
      ...view,
      title: view.alerts.received ? view.title : event.first.summary || view.title,
      firstAlertAt: view.alerts.received && view.firstAlertAt <= event.first.startsAt ? view.firstAlertAt : event.first.startsAt,
      severity: event.severity,
      alerts: { open: event.open, received: event.received, resolvedAt: event.resolvedAt },
    };
    case 'impactMeasured': return { ...view, impact: { figures: event.impact.figures, began: event.impact.began } };
    case 'ownersSuggested': return { ...view, suggestions: event.suggestions, running: event.running };
    case 'decisionAwaited': return withTurn(view, { role: Role.ProductOwner, to: 'assign a developer', deadline: event.deadline }, at);
    case 'assigned': return withTurn(
      enter({ ...view, assignment: { to: event.to, by: event.by, at, reason: event.reason } }, Phase.Fix, event.to, at),
      { role: Role.Developer, person: event.to, to: `push a fix to ${view.branch}`, deadline: event.deadline }, at);
    case 'acknowledged': return view.assignment ? { ...view, assignment: { ...view.assignment, acknowledgedAt: at } } : view;
    case 'fixAwaited': return withTurn(
      enter(view, Phase.Fix, view.assignment?.to ?? Role.Developer, at),
      { role: Role.Developer, person: view.assignment?.to, to: event.why, deadline: event.deadline }, at);
    case 'attemptStarted': return dayshiftsTurn(enter(view, Phase.Build, event.by, at), 'build', at);
    case 'stageStarted': return dayshiftsTurn(enter(view, event.stage, ACTOR[event.stage], at), `run the ${event.stage} checks`, at);
    case 'acceptanceJudged': return { ...view, acceptance: event.acceptance };
    case 'signOffAsked': return withTurn(
      enter({ ...view, decision: event.card, signOff: undefined }, Phase.SignOff, event.card.roles[0] ?? Role.OperationsEngineer, at),
      { role: event.card.roles[0] ?? Role.OperationsEngineer, to: 'sign off the release or send it back', deadline: event.card.expires }, at);
    case 'signOffGiven': return { ...view, decision: event.card, signOff: event.card.state === 'granted' ? event.word : view.signOff };
    case 'signOffClosed': return { ...view, decision: view.decision && { ...view.decision, state: event.state }, signOff: undefined };
    case 'laneAsked': return dayshiftsTurn(
      { ...enter(view, Phase.Deploy, Role.OperationsEngineer, at), lane: { environment: event.environment, state: 'asked', ahead: 0 } }, 'wait for the lane', at);
    case 'laneGranted': return dayshiftsTurn({ ...view, lane: view.lane && { ...view.lane, state: 'held', holder: view.id } }, 'deploy', at);
    case 'laneLeft': return { ...view, lane: view.lane && { ...view.lane, state: 'released', holder: undefined } };
    case 'deployed': return { ...view, release: { ...event.release, digest: event.digest, reportedDigest: event.release.digest, at } };
    case 'verificationStarted': return dayshiftsTurn(enter(view, Phase.Verify, Role.OperationsEngineer, at), 'repeat what the customer could not do', at);
    case 'verified': return { ...view, verification: event.verification };
    case 'rolledBack': return { ...view, release: event.to && { ...event.to, reportedDigest: event.to.digest } };
    case 'watchStarted': return dayshiftsTurn(
      { ...enter(view, Phase.Watch, 'everyone', at), watch: { verdict: 'observing', from: at, until: event.until, samples: [], reason: 'observing' } }, 'watch production', at);
    case 'watchEnded': return { ...view, watch: view.watch && { ...view.watch, ...event.watch, to: at } };
    case 'keepOrRollBackAsked': return withTurn(view, { role: Role.OperationsEngineer, to: 'keep the release (approve) or roll it back (reject)', deadline: event.deadline }, at);
    case 'closed': return { ...withTurn(enter(view, Phase.Closed, event.by, at), undefined, at), outcome: event.outcome, closedAt: at };
    default: return view;
  }
}

const ACTOR = { functional: Role.DevTester, performance: Role.PerformanceEngineer, security: Role.SecurityTester } as const;
