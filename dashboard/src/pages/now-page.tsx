// What is going on now? Open incidents with whose turn it is, what was closed lately, what runs in production.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { IncidentList, IncidentSummary, ServiceView } from '../../../src/contracts/http';
import { SEVERITIES } from '../../../src/domain/vocabulary';
import { asRefused, get } from '../live/api';
import type { Refused } from '../live/api';
import { openLive, useNow } from '../live/connection';
import type { Connection } from '../live/connection';
import { IncidentRow } from '../parts/incident-row';
import { ServicePanel } from '../parts/service-panel';
import { Fault, Loading } from '../parts/states';

const CLOSED_SHOWN = 8;
interface Board { open: IncidentSummary[]; closed: IncidentSummary[] }

export function NowPage({ onConnection }: { onConnection: (connection: Connection) => void }) {
  const { board, services, refused, reload } = useBoard(onConnection);
  const now = useNow();
  useEffect(() => { document.title = board ? `${board.open.length} open — dayshift` : 'dayshift'; }, [board?.open.length]);
  if (!board) return refused ? <Fault refused={refused} onRetry={reload} /> : <Loading what="the board" />;
  const titles = new Map([...board.open, ...board.closed].map(({ id, title }) => [id, title]));
  return (
    <>
      <h1 class="hidden">Now</h1>
      {refused && <Fault refused={refused} onRetry={reload} />}
      <section aria-labelledby="open">
        <h2 id="open" class="over">Open <span>{board.open.length || ''}</span></h2>
        {board.open.length === 0 && <div class="panel empty"><b>Nothing is open.</b><span>When an alert fires, its incident appears here by itself.</span></div>}
        <div class="rows">{board.open.map((one) => <IncidentRow key={one.id} one={one} now={now} />)}</div>
      </section>
      {services.length > 0 && (
        <section aria-labelledby="production">
          <h2 id="production" class="over">Production</h2>
          <div class="services">{services.map((service) => <ServicePanel key={`${service.name} ${service.environment}`} service={service} titles={titles} now={now} />)}</div>
        </section>
      )}
      {board.closed.length > 0 && (
        <section aria-labelledby="closed">
          <h2 id="closed" class="over">Recently closed</h2>
          <div class="rows">{board.closed.slice(0, CLOSED_SHOWN).map((one) => <IncidentRow key={one.id} one={one} now={now} />)}</div>
        </section>
      )}
    </>
  );
}

function useBoard(onConnection: (connection: Connection) => void) {
  const [board, setBoard] = useState<Board>();
  const [services, setServices] = useState<ServiceView[]>([]);
  const [refused, setRefused] = useState<Refused>();
  const openBefore = useRef<string>('');
  const failed = useRef(false);

  async function load(): Promise<void> {
    try {
      const [all, live] = await Promise.all([get<IncidentList>('/api/v1/incidents?state=all'), get<ServiceView[]>('/api/v1/services')]);
      setBoard(boardOf(all.incidents));
      setServices(live);
      setRefused(undefined);
      failed.current = false;
    } catch (error) {
      setRefused(asRefused(error));
      failed.current = true;
    }
  }
  useEffect(() => {
    void load();
    return openLive('/api/v1/events', {
      board: (data) => {
        const { incidents } = data as IncidentList;
        setBoard((before) => boardOf([...incidents, ...(before?.closed ?? []).filter(({ id }) => !incidents.some((one) => one.id === id))]));
        // What left the board was closed, and what moved on may have deployed: both are asked for again.
        const places = incidents.map(({ id, phase }) => `${id} ${phase}`).join();
        if (failed.current || (openBefore.current && openBefore.current !== places)) void load();
        openBefore.current = places;
      },
    }, onConnection);
  }, []);
  return { board, services, refused, reload: () => { void load(); } };
}

/** People who are awaited come first, then the gravest, then the nearest deadline; closed ones by when they were closed. */
function boardOf(incidents: IncidentSummary[]): Board {
  const rank = ({ turn, severity, openedAt }: IncidentSummary) => {
    const awaited = turn !== undefined && turn.role !== 'dayshift';
    return `${awaited ? 0 : 1} ${SEVERITIES.length - SEVERITIES.indexOf(severity)} ${(awaited && turn.deadline) || openedAt}`;
  };
  return {
    open: incidents.filter(({ outcome }) => !outcome).sort((a, b) => rank(a).localeCompare(rank(b))),
    closed: incidents.filter(({ outcome }) => outcome).sort((a, b) => (b.closedAt ?? '').localeCompare(a.closedAt ?? '')),
  };
}
