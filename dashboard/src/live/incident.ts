// How does the page follow one incident? Its view, what runs, and what monitoring says now; a reading that fails is tried again.
import { useEffect, useState } from 'preact/hooks';
import type { LiveImpact, Progress } from '../../../src/contracts/http';
import type { IncidentView } from '../../../src/contracts/incident';
import { addressOfIncident, asRefused, get } from './api';
import type { Refused } from './api';
import { openLive } from './connection';
import type { Connection } from './connection';

const RETRY_MS = 4000;

export function useIncident(id: string, onConnection: (connection: Connection) => void) {
  const [view, setView] = useState<IncidentView>();
  const [progress, setProgress] = useState<Progress>();
  const [live, setLive] = useState<LiveImpact>();
  const [refused, setRefused] = useState<Refused>();
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const path = addressOfIncident(id);
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
        impact: (data) => { setLive(data as LiveImpact); },
      }, onConnection);
      // The view has figures of its own: without newer ones the page shows those, with their time.
      get<LiveImpact>(`${path}/impact`).then((figures) => { if (!left) setLive((before) => before ?? figures); }, () => undefined);
    }).catch((error: unknown) => {
      if (left) return;
      const fault = asRefused(error);
      setRefused(fault);
      onConnection({ state: 'lost' });
      if (fault.problem.status === 0 || fault.problem.status >= 500) timer = window.setTimeout(() => { setTries((count) => count + 1); }, RETRY_MS);
    });
    return () => { left = true; window.clearTimeout(timer); close(); };
  }, [id, tries]);
  return { view, progress, live, refused, reload: () => { setTries(tries + 1); } };
}
