// One incident: whose turn it is above everything, then the day, then the evidence beside the decision.
import { useEffect, useState } from 'preact/hooks';
import type { Progress } from '../../../src/contracts/http';
import type { IncidentView } from '../../../src/contracts/incident';
import { asRefused, get } from '../live/api';
import type { Refused } from '../live/api';
import { openLive, useNow } from '../live/connection';
import type { Connection } from '../live/connection';
import { AcceptancePanel } from '../parts/acceptance-panel';
import { AttemptsPanel } from '../parts/attempts-panel';
import { DayStrip } from '../parts/day-strip';
import { DecisionPanel } from '../parts/decision-panel';
import { ImpactPanel } from '../parts/impact-panel';
import { Moment, SeverityChip } from '../parts/marks';
import { ReleasePanel } from '../parts/release-panel';
import { Fault, Loading } from '../parts/states';
import { TimelinePanel } from '../parts/timeline-panel';
import { TurnBanner } from '../parts/turn-banner';
import { stepsOf } from '../strip';
import { dayAndClock, plural } from '../text';

const RETRY_MS = 4000;
interface Props { id: string; onConnection: (connection: Connection) => void }

export function IncidentPage({ id, onConnection }: Props) {
  const { view, progress, refused, reload } = useIncident(id, onConnection);
  const now = useNow();
  useEffect(() => { if (view) document.title = `${view.title} · ${view.service} — dayshift`; }, [view?.title]);
  if (!view) return refused ? <Fault refused={refused} onRetry={reload} /> : <Loading what="the incident" />;
  return (
    <>
      <h1>{view.title}</h1>
      <p class="sub">
        <SeverityChip severity={view.severity} /><span class="chip">{view.service} · {view.environment}</span>
        opened <Moment at={view.openedAt} text={dayAndClock(view.openedAt, now)} /> from {view.cause} ({plural(view.alerts.received, 'alert')}, {view.rule})
        {view.attempts.length > 1 && ` · attempt ${view.attempts.length}`}
      </p>
      {refused && <Fault refused={refused} onRetry={reload} />}
      <TurnBanner view={view} now={now} />
      <DayStrip steps={stepsOf(view, now, view)} />
      <div class="split">
        <div class="side first"><DecisionPanel view={view} now={now} /><AcceptancePanel acceptance={view.acceptance} /></div>
        <div class="wide-col"><ImpactPanel view={view} now={now} /><AttemptsPanel view={view} progress={progress} now={now} /></div>
        <div class="side second"><ReleasePanel view={view} now={now} /><TimelinePanel view={view} now={now} /></div>
      </div>
    </>
  );
}

function useIncident(id: string, onConnection: (connection: Connection) => void) {
  const [view, setView] = useState<IncidentView>();
  const [progress, setProgress] = useState<Progress>({ running: [] });
  const [refused, setRefused] = useState<Refused>();
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const path = `/api/v1/incidents/${encodeURIComponent(id)}`;
    let close = () => undefined as void;
    let left = false;
    let timer = 0;
    get<IncidentView>(path).then((first) => {
      if (left) return;
      setView(first);
      setRefused(undefined);
      close = openLive(`${path}/events`, {
        incident: (data) => { setView(data as IncidentView); },
        progress: (data) => { setProgress(data as Progress); },
      }, onConnection);
    }).catch((error: unknown) => {
      if (left) return;
      const fault = asRefused(error);
      setRefused(fault);
      onConnection({ state: 'lost' });
      if (fault.problem.status === 0 || fault.problem.status >= 500) timer = window.setTimeout(() => { setTries((count) => count + 1); }, RETRY_MS);
    });
    return () => { left = true; window.clearTimeout(timer); close(); };
  }, [id, tries]);
  return { view, progress, refused, reload: () => { setTries(tries + 1); } };
}
