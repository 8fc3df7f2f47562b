// What does a running day listen to? Alerts as signals; each word of a person as an update and as a signal, by the same rule.
import { setHandler } from '@temporalio/workflow';
import type { AlertBatch } from '../src/contracts/alert';
import { hearBatch } from '../src/domain/alert-news';
import { decideGate, openStage, refuseJudgeGate } from '../src/domain/gate-card';
import { Outcome, type GateDecision, type Through } from '../src/domain/vocabulary';
import { findPerson, refuseAcknowledge, refuseAssign, refuseBuild, refuseCancel, refuseDecline, refuseHandOver, refuseJoin, refuseNote } from '../src/domain/words';
import type { Day } from './day';
import { byAgent, hear, idOf } from './hear';
import { hearGrant } from './in-lane';
import { listenToDeciders } from './listen-decision';
import { countAlert, hearNews } from './listen-watch';
import * as say from './messages';

const GATE_ANSWERS: Record<GateDecision, string> = {
  quarantine: 'In quarantine: the gate is open. Add the entry to .dayshift/pipeline.yaml on the protected branch, so that it counts for later incidents too.',
  accept: 'Accepted; it is said at the sign-off.',
  'run-again': 'What was inconclusive runs again.',
  'send-back': 'Sent back to the developer.',
};

/** Every handler is synchronous: a word is refused or it has happened, before its sender is answered. */
export function listen(day: Day): void {
  setHandler(say.incidentQuery, () => day.view);
  setHandler(say.alertsSignal, (batch) => hearAlerts(day, batch));
  setHandler(say.laneGrantedSignal, (grant) => hearGrant(day, grant));
  setHandler(say.laneMovedSignal, (stand) => { if (day.view.lane?.state === 'asked') day.record({ kind: 'laneMoved', ...stand }); });
  setHandler(say.laneLostSignal, ({ grant, why }) => { if (day.grant?.grant === grant && day.view.lane?.state === 'held') day.record({ kind: 'laneLost', why }); });
  setHandler(say.watchNewsSignal, (news) => hearNews(day, news));
  setHandler(say.alertElsewhereSignal, (alert) => countAlert(day, alert));
  listenToDeciders(day);

  hear(day, say.acknowledgeUpdate, say.acknowledgeSignal, (word) => refuseAcknowledge(day.view, word), (word) => {
    day.record({ kind: 'acknowledged', by: idOf(day, word.by), ...byAgent(word) });
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
    day.record({ kind: 'helperJoined', by: idOf(day, word.by), ...byAgent(word) });
    return 'Joined as a helper.';
  });
  hear(day, say.buildUpdate, say.buildSignal, (word) => refuseBuild(day.view, word), (word) => {
    day.push = { commit: word.commit, by: idOf(day, word.by), ...byAgent(word) };
    return `The build of ${word.commit.slice(0, 7)} starts (attempt ${day.view.attempts.length + 1}).`;
  });
  hear(day, say.judgeGateUpdate, say.judgeGateSignal, (word) => refuseJudgeGate(day.view, word, findPerson(day.view.team, word.by)?.id, day.now()), (word) => {
    const card = openStage(day.view)?.card;
    if (card) day.record({ kind: 'gateDecided', card: decideGate(card, word, idOf(day, word.by), day.now()) });
    return GATE_ANSWERS[word.decision];
  });
  hear(day, say.noteUpdate, say.noteSignal, (word) => refuseNote(day.view, word), (word) => {
    day.record({ kind: 'noted', by: word.by, text: word.text, ...byAgent(word) });
    return 'Noted.';
  });
  hear(day, say.cancelUpdate, say.cancelSignal, (word) => refuseCancel(day.view, word), (word) => {
    day.end({ outcome: Outcome.Cancelled, by: word.by, why: word.reason });
    return 'Cancelled; what runs is ended and undone.';
  });
}

/** The assignment happens here for a person's word and, by policy, when the deadline has passed. */
export function assign(day: Day, to: string, by: string, reason: string, through: Through): void {
  day.record({ kind: 'assigned', to, by, through, reason, deadline: day.now(day.input.policies.fixWithinSeconds) });
}

function hearAlerts(day: Day, batch: AlertBatch): void {
  const now = day.now();
  const { state, heard } = hearBatch(day.alerts, batch, now);
  day.alerts = state;
  day.lookAtAlerts(now);
  if (!heard) return;
  day.record(heard);
  for (const { name, startsAt } of heard.open) if (heard.fired.includes(name)) countAlert(day, { name, at: startsAt });
}
