// What does a running day listen to? Alerts as signals; each word of a person as an update and as a signal, by the same rule.
import type { SignalDefinition, UpdateDefinition } from '@temporalio/common';
import { ApplicationFailure, setHandler } from '@temporalio/workflow';
import type { AlertBatch } from '../src/contracts/alert';
import type { SignOff } from '../src/contracts/people';
import { hearBatch } from '../src/domain/alert-news';
import { decide } from '../src/domain/approval';
import { decideGate, openStage, refuseJudgeGate } from '../src/domain/gate-card';
import { Outcome, Phase, Through, type GateDecision } from '../src/domain/vocabulary';
import { findPerson, refuseAcknowledge, refuseAssign, refuseBuild, refuseCancel, refuseDecline, refuseHandOver, refuseJoin, refuseNote, type Refusal } from '../src/domain/words';
import type { Day } from './day';
import * as say from './messages';

const GATE_ANSWERS: Record<GateDecision, string> = {
  quarantine: 'In quarantine: the gate is open. Add the entry to .dayshift/pipeline.yaml on the protected branch, so that it counts for later incidents too.',
  accept: 'Accepted; it is said at the sign-off.',
  'run-again': 'What was inconclusive runs again.',
  'send-back': 'Sent back to the developer.',
};

interface Word { by: string; through?: string }

/** Every handler is synchronous: a word is refused or it has happened, before its sender is answered. */
export function listen(day: Day): void {
  setHandler(say.incidentQuery, () => day.view);
  setHandler(say.alertsSignal, (batch) => hearAlerts(day, batch));
  setHandler(say.laneGrantedSignal, () => { day.laneGranted = true; });

  hear(day, say.acknowledgeUpdate, say.acknowledgeSignal, (word) => refuseAcknowledge(day.view, word), (word) => {
    day.record({ kind: 'acknowledged', by: idOf(day, word.by) });
    return 'Acknowledged.';
  });
  hear(day, say.assignUpdate, say.assignSignal, (word) => refuseAssign(day.view, word), (word) => {
    const to = idOf(day, word.to);
    assign(day, to, idOf(day, word.by), word.reason ?? 'the product owner\'s decision', word.through);
    return `Assigned to ${to}; the fix goes to ${day.view.branch}.`;
  });
  hear(day, say.declineUpdate, say.declineSignal, (word) => refuseDecline(day.view, word), (word) => {
    day.record({ kind: 'declined', by: idOf(day, word.by), reason: word.reason });
    return 'Declined; the product owner assigns somebody else.';
  });
  hear(day, say.handOverUpdate, say.handOverSignal, (word) => refuseHandOver(day.view, word), (word) => {
    const to = idOf(day, word.to);
    day.record({ kind: 'handedOver', from: idOf(day, word.by), to, reason: word.reason ?? 'handed over', deadline: day.now(day.input.policies.fixWithinSeconds) });
    return `Handed over to ${to}; the fix goes to ${day.view.branch}.`;
  });
  hear(day, say.joinUpdate, say.joinSignal, (word) => refuseJoin(day.view, word), (word) => {
    day.record({ kind: 'helperJoined', by: idOf(day, word.by) });
    return 'Joined as a helper.';
  });
  hear(day, say.buildUpdate, say.buildSignal, (word) => refuseBuild(day.view, word), (word) => {
    day.push = { commit: word.commit, by: idOf(day, word.by) };
    return `The build of ${word.commit.slice(0, 7)} starts (attempt ${day.view.attempts.length + 1}).`;
  });
  hear(day, say.judgeGateUpdate, say.judgeGateSignal, (word) => refuseJudgeGate(day.view, word, findPerson(day.view.team, word.by)?.id, day.now()), (word) => {
    const card = openStage(day.view)?.card;
    if (card) day.record({ kind: 'gateDecided', card: decideGate(card, word, idOf(day, word.by), day.now()) });
    return GATE_ANSWERS[word.decision];
  });
  hear(day, say.signOffUpdate, say.signOffSignal, (word) => refuseSignOff(day, word), (word) => signOff(day, word));
  hear(day, say.noteUpdate, say.noteSignal, (word) => refuseNote(day.view, word), (word) => {
    day.record({ kind: 'noted', by: word.by, text: word.text });
    return 'Noted.';
  });
  hear(day, say.cancelUpdate, say.cancelSignal, (word) => refuseCancel(day.view, word), (word) => {
    day.end({ outcome: Outcome.Cancelled, by: word.by, why: word.reason });
    return 'Cancelled; what runs is ended and undone.';
  });
}

function hear<W extends Word>(day: Day, update: UpdateDefinition<string, [W]>, signal: SignalDefinition<[W]>, refuses: (word: W) => Refusal | undefined, takes: (word: W) => string): void {
  setHandler(update, takes, {
    validator: (word: W) => {
      const refusal = refuses(word);
      if (refusal) throw ApplicationFailure.create({ type: 'refused', message: refusal.reason, details: [refusal], nonRetryable: true });
    },
  });
  setHandler(signal, (raw: W) => {
    const given: Partial<W> = typeof raw === 'object' ? raw : {}; // from anywhere: it may be no object at all
    const word = { ...given, through: Through.Signal } as W;
    const refusal = refuses(word);
    if (refusal) return day.record({ kind: 'wordRefused', by: String(word.by ?? 'somebody'), word: signal.name, reason: refusal.reason });
    takes(word);
  });
}

/** The assignment happens here for a person's word and, by policy, when the deadline has passed. */
export function assign(day: Day, to: string, by: string, reason: string, through: Through): void {
  day.record({ kind: 'assigned', to, by, through, reason, deadline: day.now(day.input.policies.fixWithinSeconds) });
}

/** A person is known by id, also when an e-mail of theirs was given. */
function idOf(day: Day, who: string): string {
  return findPerson(day.view.team, who)?.id ?? who;
}

function hearAlerts(day: Day, batch: AlertBatch): void {
  const now = day.now();
  const { state, heard } = hearBatch(day.alerts, batch, now);
  day.alerts = state;
  day.lookAtAlerts(now);
  if (heard) day.record(heard);
}

function refuseSignOff(day: Day, word: SignOff): Refusal | undefined {
  const { decision, phase, team } = day.view;
  if (!decision) return { reason: 'nothing waits for a sign-off', advice: 'Wait until every gate has passed.' };
  if (phase === Phase.Watch && day.view.turn?.role !== 'dayshift') {
    if (!decision.mayDecide.includes(word.by)) return { reason: `${word.by} may not decide`, advice: `Ask one of ${decision.mayDecide.join(', ')}.` };
    if (word.decision !== 'approve' && word.decision !== 'reject') return { reason: 'the decision is neither approve nor reject', advice: 'Send `approve` to keep the release, `reject` to roll it back.' };
    return word.digest === decision.digest ? undefined : { reason: 'that digest is not the one that is watched', advice: `It is ${decision.digest}.` };
  }
  return decide(decision, word, day.now(), team).refused;
}

function signOff(day: Day, word: SignOff): string {
  const { decision, team, phase } = day.view;
  if (!decision) return 'Nothing waits for a sign-off.';
  const approved = word.decision === 'approve';
  if (phase === Phase.Watch) {
    day.keep = approved;
    day.record({ kind: 'noted', by: word.by, text: approved ? 'Keep the release.' : `Roll the release back: ${word.reason ?? ''}` });
    return approved ? 'The release is kept.' : 'The release is rolled back.';
  }
  const { card } = decide(decision, word, day.now(), team);
  const given = card.given.at(-1);
  if (given) day.record({ kind: 'signOffGiven', card, word: given });
  return card.state === 'granted' ? 'Signed off; the deployment begins.' : card.state === 'rejected' ? 'Rejected; it goes back to the developer.' : `Signed; still missing: ${card.missing}`;
}
