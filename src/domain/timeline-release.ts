// What does the story say of the way out? Sign-off, lane, deployment, verification, watch, rollback: one sentence each.
import type { IncidentView } from '../contracts/incident';
import type { Happened } from './events';
import { nameOf, namesOf, say, short, speakerOf, type Told } from './telling-words';
import { Decision, Verdict } from './vocabulary';

/** Undefined for progress that the view shows by itself. */
export function tellOfRelease(event: Happened, view: IncidentView): Told | undefined {
  switch (event.kind) {
    case 'signOffAsked': return say('operations-engineer', `Sign-off is asked for ${short(event.card.digest)} to ${event.card.environment}${event.card.given.length ? `; ${namesOf(view, event.card.given.map(({ by }) => by))} signed these bytes before` : ''}`, 'waiting');
    case 'signOffGiven': return signed(event, view);
    case 'signOffWithdrawn': return say(event.by, `${nameOf(view, event.by)} withdrew the approval of ${short(event.card.digest)}: ${event.reason}`, 'bad');
    case 'signOffDelegated': return say(event.from, `${nameOf(view, event.from)} gave their say on ${short(event.card.digest)} to ${nameOf(view, event.to)}${event.reason ? `: ${event.reason}` : ''}`);
    case 'questionAsked': return say(event.by, `${speakerOf(view, event)} asks${event.to ? ` ${nameOf(view, event.to)}` : ''}: ${event.text}`, 'waiting');
    case 'glassTouched': return say(event.glass.by[0] ?? 'somebody', `${namesOf(view, event.glass.by)} wants to break the glass for ${short(event.glass.digest)}, and a second person must agree: ${event.glass.reason}`, 'waiting');
    case 'glassBroken': return say(event.glass.by.at(-1) ?? 'somebody', `The glass is broken for ${short(event.glass.digest)} by ${namesOf(view, event.glass.by)}: ${event.glass.reason}`, 'bad');
    case 'signOffHeld': return say('dayshift', `The sign-off of ${short(event.card.digest)} is held: ${event.why}`, 'waiting');
    case 'signOffClosed': return say('dayshift', `The sign-off is ${event.state}: ${event.why}`, 'bad');
    case 'wordRefused': return say(event.by, `Refused ${event.word} by ${nameOf(view, event.by)}: ${event.reason}`, 'bad');
    case 'laneAsked': return say('operations-engineer', `Asked for the lane to ${event.environment}${event.isRollback ? ' to roll back' : ''}`);
    case 'laneMoved': return event.blocked ? say('dayshift', `The lane waits for a person: ${event.blocked.why}`, 'waiting') : undefined;
    case 'laneLost': return say('dayshift', `The lane was lost: ${event.why}`, 'bad');
    case 'laneBlocked': return say('operations-engineer', `The lane is closed until a person opens it: ${event.why}`, 'bad');
    case 'canaryMoved': return say('operations-engineer', event.text, event.isStopped ? 'bad' : 'neutral');
    case 'deployed': return say('operations-engineer', `Deployed ${short(event.digest)} to ${event.release.environment}; it reports ${short(event.release.digest)}${view.deployments?.at(-1)?.isBrokenGlass ? ' (the glass was broken for it)' : ''}`, event.release.digest === event.digest ? 'good' : 'bad');
    case 'deploymentFailed': return say('operations-engineer', `The deployment failed: ${event.reason}`, 'bad');
    case 'verified': return say('operations-engineer', `Verification ${event.verification.verdict}: ${event.verification.reason}`, event.verification.verdict === Verdict.Passed ? 'good' : 'bad');
    case 'rolledBack': return say('operations-engineer', `Rolled back${event.to ? ` to ${short(event.to.digest)}` : ''}: ${event.why}`, 'bad');
    case 'rollbackVerified': return say('operations-engineer', `After the rollback, verification ${event.verification.verdict}: ${event.verification.reason}`, event.verification.verdict === Verdict.Passed ? 'good' : 'bad');
    case 'rollbackFailed': return say('operations-engineer', `The rollback failed: ${event.why}`, 'bad');
    case 'releaseBarred': return say('dayshift', `${short(event.digest)} can not be signed again: ${event.why}`, 'bad');
    case 'watchStarted': return say('dayshift', `Watching ${event.environment} until ${event.until.slice(11, 19)} UTC`, 'waiting');
    case 'watchMoved': return say('dayshift', event.text, event.watch.verdict === 'observing' ? 'neutral' : 'bad');
    case 'alertCounted': return say('dayshift', `Alert ${event.name}${event.incident ? ` (${event.incident})` : ''} counts against the release that is watched`, 'bad');
    case 'watchEnded': return say('dayshift', `Watch ended (${event.watch.verdict}): ${event.watch.reason}`, event.watch.verdict === 'kept' ? 'good' : 'bad');
    case 'keepOrRollBackAsked': return say('operations-engineer', `Keep or roll back? ${event.why}`, 'waiting');
    case 'keepOrRollBackDecided': return say(event.by, `${nameOf(view, event.by)} decided to ${event.isKept ? 'keep the release' : 'roll back'}${event.reason ? `: ${event.reason}` : ''}`, event.isKept ? 'good' : 'bad');
    case 'environmentPassed': return event.environment === view.environment ? undefined : say('dayshift', `${short(event.digest)} holds in ${event.environment}`, 'good');
    case 'watchersTold': return say('dayshift', `It counts against the release that is watched in ${event.incidents.join(', ')}`);
    default: return undefined;
  }
}

function signed({ word }: Extract<Happened, { kind: 'signOffGiven' }>, view: IncidentView): Told {
  const who = `${nameOf(view, word.by)}${word.for ? ` (for ${nameOf(view, word.for)})` : ''}`;
  if (word.decision === Decision.Reject) return say(word.by, `${who} rejected ${short(word.digest)}: ${word.reason ?? ''}`, 'bad');
  return say(word.by, `${who} signed off ${short(word.digest)} (${word.through})${word.exception ? `, as an exception: ${word.exception}` : ''}`, 'good');
}
