// One incident: whose turn it is above everything, then the day, then the evidence beside the decision.
import { useEffect, useState } from 'preact/hooks';
import type { IncidentView } from '../../../src/contracts/incident';
import { Phase } from '../../../src/domain/vocabulary';
import { useNow } from '../live/connection';
import type { Connection } from '../live/connection';
import { useIncident } from '../live/incident';
import { AcceptancePanel } from '../parts/acceptance-panel';
import { ActionsPanel } from '../parts/actions-panel';
import { AlertsPanel } from '../parts/alerts-panel';
import { AttemptsPanel } from '../parts/attempts-panel';
import { ClosedPanel } from '../parts/closed-panel';
import { DayStrip } from '../parts/day-strip';
import { DecisionPanel } from '../parts/decision-panel';
import { EmergencyPanel } from '../parts/emergency-panel';
import { GatePanels } from '../parts/gate-panel';
import { ImpactPanel } from '../parts/impact-panel';
import { KeepQuestion } from '../parts/keep-question';
import { Moment, SeverityChip } from '../parts/marks';
import { NotCurrent, isCurrent } from '../parts/not-current';
import { PeoplePanel } from '../parts/people-panel';
import { RelatedPanel } from '../parts/related-panel';
import { RolloutPanel } from '../parts/rollout-panel';
import { Bare, Fault, Loading } from '../parts/states';
import { TimelinePanel } from '../parts/timeline-panel';
import { TurnBanner } from '../parts/turn-banner';
import { UndeliveredNote } from '../parts/undelivered';
import { WatchPanel } from '../parts/watch-panel';
import { answeredStage, askedGates } from '../gates';
import { stepsOf } from '../strip';
import { pageOfIncident } from '../route';
import { dayAndClock, plural } from '../text';

const OUT: readonly Phase[] = [Phase.SignOff, Phase.Deploy, Phase.Verify, Phase.Watch, Phase.Closed];

interface Props { id: string; onConnection: (connection: Connection) => void }

export function IncidentPage({ id, onConnection }: Props) {
  const [connection, setConnection] = useState<Connection>({ state: 'connecting' });
  const { view, progress, live, refused, reload } = useIncident(id, (next) => { setConnection(next); onConnection(next); });
  const now = useNow();
  useEffect(() => { if (view) document.title = `${view.title} · ${view.service} — dayshift`; }, [view?.title]);
  if (!view) return <Bare name="Incident">{refused ? <Fault refused={refused} onRetry={reload} /> : <Loading what="the incident" />}</Bare>;
  const last = view.attempts.at(-1);
  const answered = view.phase === Phase.Fix && last !== undefined && answeredStage(last) !== undefined; // the developer's turn: what the gate said
  const urgent = answered || askedGates(view).some(({ card }) => !card.given); // what somebody must look at now comes first
  const early = !answered && (view.phase === Phase.Assess || view.phase === Phase.Fix);
  const isOut = OUT.includes(view.phase); // it is on its way or was: then that comes before what led to it
  const out = <><RolloutPanel view={view} now={now} /><WatchPanel view={view} now={now} /></>;
  const attempts = <AttemptsPanel view={view} progress={progress} now={now} />;
  return (
    <div class={isCurrent(connection) ? '' : 'old'}>
      <h1>{view.title}</h1>
      <p class="sub">
        <SeverityChip severity={view.severity} /><span class="chip">{view.service} · {view.environment}</span>
        opened <Moment at={view.openedAt} text={dayAndClock(view.openedAt, now)} /> from {view.cause} ({plural(view.alerts.received, 'alert')}, {view.rule})
        {view.attempts.length > 1 && ` · attempt ${view.attempts.length}`}
      </p>
      <History view={view} />
      {refused && <Fault refused={refused} onRetry={reload} />}
      <NotCurrent connection={connection} now={now} />
      <TurnBanner view={view} now={now} />
      {!view.outcome && <UndeliveredNote view={view} now={now} />}
      <DayStrip steps={stepsOf(view, now, view)} />
      <div class="split">
        <div class="side first">{early && <PeoplePanel view={view} now={now} />}<GatePanels view={view} now={now} /><KeepQuestion view={view} now={now} /><DecisionPanel view={view} now={now} /><EmergencyPanel view={view} /><ActionsPanel view={view} now={now} /><AcceptancePanel acceptance={view.acceptance} /></div>
        <div class="wide-col">
          <ClosedPanel view={view} now={now} />
          {isOut && out}
          {urgent && attempts}
          <ImpactPanel view={view} live={live} now={now} />
          {view.attempts.length > 0 && !urgent && attempts}
          {!isOut && out}
          <RelatedPanel view={view} now={now} />
          <AlertsPanel view={view} now={now} />
          {view.attempts.length === 0 && view.phase !== Phase.Assess && !view.outcome && attempts}
        </div>
        <div class="side second">{!early && <PeoplePanel view={view} now={now} />}<TimelinePanel view={view} now={now} /></div>
      </div>
    </div>
  );
}

/** Has it been here before? */
function History({ view }: { view: IncidentView }) {
  const { recurrenceOf, reopened } = view;
  if (!recurrenceOf && reopened === 0) return null;
  return (
    <p class="sub">
      {recurrenceOf && <>↺ The same trouble came before: <a href={pageOfIncident(recurrenceOf)}>{recurrenceOf}</a>. </>}
      {reopened > 0 && <>↺ Reopened {reopened === 1 ? 'once' : `${reopened} times`}: it fired again soon after it had recovered.</>}
    </p>
  );
}
