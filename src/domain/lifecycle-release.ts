// How does an incident change on its way out? Cards, lane, deployments, verification, watch: the view one event further.
import type { DecisionCard } from '../contracts/decision';
import type { IncidentView } from '../contracts/incident';
import type { DeploymentView, WatchView } from '../contracts/live-release';
import { wasBroken } from './approval-card';
import type { Happened } from './events';
import { dayshiftsTurn, enter, withTurn } from './phases';
import { Phase, Role } from './vocabulary';

/** Events that are not about a release change nothing. */
export function changeRelease(view: IncidentView, event: Happened): IncidentView {
  const { at } = event;
  switch (event.kind) {
    case 'signOffAsked': return asked(keepCard({ ...view, signOff: event.card.state === 'granted' ? event.card.given.at(-1) : undefined }), event.card, at); // granted at once by what was given before
    case 'signOffGiven': return { ...view, decision: event.card, signOff: event.card.state === 'granted' ? event.word : view.signOff };
    case 'signOffWithdrawn': return event.card.state === 'open' && view.phase !== Phase.SignOff
      ? asked({ ...withoutUnbegun(view), signOff: undefined }, event.card, at)
      : { ...view, decision: event.card, signOff: event.card.state === 'granted' ? view.signOff : undefined };
    case 'cardLooked':
    case 'signOffDelegated':
    case 'questionAsked':
    case 'glassTouched': return { ...view, decision: event.card };
    case 'glassBroken': return { ...view, decision: event.card, signOff: event.card.given.at(-1) ?? view.signOff };
    case 'signOffHeld': return { ...view, decision: event.card, signOff: undefined };
    case 'signOffClosed': return { ...withoutUnbegun(view), decision: view.decision && { ...view.decision, state: event.state }, signOff: undefined };
    case 'laneAsked': return laneAsked(view, event);
    case 'laneMoved': return { ...view, lane: view.lane && { ...view.lane, ahead: event.ahead, holder: event.holder, blocked: event.blocked } };
    case 'laneGranted': return dayshiftsTurn({ ...view, lane: view.lane && { environment: view.lane.environment, state: 'held', holder: view.id, ahead: 0 } }, 'deploy', at);
    case 'laneLeft': return { ...view, lane: view.lane && { ...view.lane, state: 'released', holder: undefined } };
    case 'laneBlocked': return { ...view, lane: view.lane && { ...view.lane, blocked: { why: event.why, at } } };
    case 'canaryStarted':
    case 'canaryMoved': return { ...view, canary: event.canary };
    case 'deployed': return { ...inDeployment(view, { at }), release: { ...event.release, digest: event.digest, reportedDigest: event.release.digest, at } };
    case 'deploymentFailed': return inDeployment(used(view), { endedAt: at, outcome: 'undone', why: event.reason });
    case 'verificationStarted': return dayshiftsTurn(enter(view, Phase.Verify, Role.OperationsEngineer, at), 'repeat what the customer could not do', at);
    case 'verified': return { ...view, verification: event.verification };
    case 'rolledBack': return {
      ...inDeployment(used(view), { endedAt: at, outcome: outcomeOf(view), why: event.why }),
      release: event.to && { ...event.to, reportedDigest: event.to.digest },
    };
    case 'releaseBarred': return { ...view, barred: [...(view.barred ?? []), { digest: event.digest, why: event.why, at }] };
    case 'watchStarted': return dayshiftsTurn(
      { ...enter(view, Phase.Watch, 'everyone', at), watch: { environment: event.environment, verdict: 'observing', from: at, until: event.until, samples: [], counted: [], reason: 'observing' } }, `watch ${event.environment}`, at);
    case 'watchMoved': return inWatch(view, event.watch);
    case 'alertCounted': return view.watch ? inWatch(view, { counted: [...(view.watch.counted ?? []), { name: event.name, incident: event.incident, at }] }) : view;
    case 'watchEnded': return inWatch(view, { ...event.watch, to: at });
    case 'keepOrRollBackAsked': return withTurn(view, { role: Role.OperationsEngineer, to: 'keep the release (approve) or roll it back (reject)', deadline: event.deadline }, at);
    case 'keepOrRollBackDecided': return dayshiftsTurn(view, event.isKept ? 'watch production' : 'roll back', at);
    case 'environmentPassed': return inDeployment(view, { endedAt: at, outcome: 'kept' });
    default: return view;
  }
}

function asked(view: IncidentView, card: DecisionCard, at: string): IncidentView {
  const role = card.roles[0] ?? Role.OperationsEngineer;
  return withTurn(enter({ ...view, decision: card }, Phase.SignOff, role, at), { role, to: 'sign off the release or send it back', deadline: card.expires }, at);
}

/** The card that a new one takes the place of is kept. */
function keepCard(view: IncidentView): IncidentView {
  return view.decision ? { ...view, decisions: [...(view.decisions ?? []), view.decision] } : view;
}

function laneAsked(view: IncidentView, event: Extract<Happened, { kind: 'laneAsked' }>): IncidentView {
  const { at, environment, digest, commit, attempt } = event;
  const isBrokenGlass = view.decision?.digest === digest && wasBroken(view.decision.glass);
  const begun: DeploymentView = { environment, digest, commit, attempt, startedAt: at, outcome: 'under-way', ...(isBrokenGlass ? { isBrokenGlass } : {}) };
  const deployments = event.isRollback ? view.deployments : [...(withoutUnbegun(view).deployments ?? []), begun];
  const next = { ...view, deployments, lane: { environment, state: 'asked' as const, ahead: 0 } };
  return dayshiftsTurn(event.isRollback ? next : enter({ ...next, canary: undefined }, Phase.Deploy, Role.OperationsEngineer, at), event.isRollback ? 'roll back' : 'wait for the lane', at);
}

/** A sign-off is for one deployment: what came back has to be signed anew. */
function used(view: IncidentView): IncidentView {
  return view.decision?.state === 'granted' ? { ...view, decision: { ...view.decision, state: 'void', missing: '' } } : view;
}

/** One that only waited for the lane never began. */
function withoutUnbegun(view: IncidentView): IncidentView {
  return { ...view, deployments: (view.deployments ?? []).filter((one) => one.outcome !== 'under-way' || one.at !== undefined) };
}

function inDeployment(view: IncidentView, change: Partial<DeploymentView>): IncidentView {
  const all = view.deployments ?? [];
  const last = all.at(-1);
  return last?.outcome === 'under-way' ? { ...view, deployments: [...all.slice(0, -1), { ...last, ...change }] } : view;
}

/** Taken back out of a watch it is a rollback; before, it never was a release. */
function outcomeOf(view: IncidentView): DeploymentView['outcome'] {
  return view.phase === Phase.Watch ? 'rolled-back' : 'undone';
}

function inWatch(view: IncidentView, change: Partial<WatchView>): IncidentView {
  return view.watch ? { ...view, watch: { ...view.watch, ...change } } : view;
}
