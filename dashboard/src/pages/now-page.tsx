// What is going on now? What needs this person first, then what is open with whose turn it is, what runs, what was closed lately.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { IncidentList, IncidentSummary, ServiceView } from '../../../src/contracts/http';
import { SEVERITIES } from '../../../src/domain/vocabulary';
import { asRefused, get } from '../live/api';
import type { Refused } from '../live/api';
import { openLive, useNow } from '../live/connection';
import type { Connection } from '../live/connection';
import { useMe } from '../live/session';
import { isTurnOf } from '../may';
import { IncidentRow } from '../parts/incident-row';
import { More } from '../parts/more';
import { ServicePanel } from '../parts/service-panel';
import { Bare, Fault, Loading } from '../parts/states';

const OPEN_SHOWN = 40;
const CLOSED_SHOWN = 8;
interface Board { open: IncidentSummary[]; closed: IncidentSummary[] }

export function NowPage({ onConnection }: { onConnection: (connection: Connection) => void }) {
  const { board, services, refused, reload } = useBoard(onConnection);
  const now = useNow();
  const me = useMe();
  useEffect(() => { document.title = board ? `${board.open.length} open — dayshift` : 'dayshift'; }, [board?.open.length]);
  if (!board) return <Bare name="Now">{refused ? <Fault refused={refused} onRetry={reload} /> : <Loading what="the board" />}</Bare>;
  const mine = me ? board.open.filter(({ turn }) => isTurnOf(turn, me)) : [];
  const others = board.open.filter((one) => !mine.includes(one));
  const rows = (some: readonly IncidentSummary[]) => <div class="rows">{some.map((one) => <IncidentRow key={one.id} one={one} now={now} mine={mine.includes(one)} />)}</div>;
  const titles = new Map([...board.open, ...board.closed].map(({ id, title }) => [id, title]));
  return (
    <>
      <h1 class="hidden">Now</h1>
      {refused && <Fault refused={refused} onRetry={reload} />}
      {me && board.open.length > 0 && (
        <section aria-labelledby="mine">
          <h2 id="mine" class="over">Needs you <span>{mine.length || ''}</span></h2>
          {mine.length > 0 ? rows(mine) : <p class="soft">✓ Nothing waits for you, {me.name}.</p>}
        </section>
      )}
      {(others.length > 0 || mine.length === 0) && (
        <section aria-labelledby="open">
          <h2 id="open" class="over">{mine.length ? 'Also open' : 'Open'} <span>{others.length || ''}</span></h2>
          {board.open.length === 0 && <div class="panel empty"><b>Nothing is open.</b><span>When an alert fires, its incident appears here by itself.</span></div>}
          <More items={others} shown={OPEN_SHOWN} rest={`${others.length - OPEN_SHOWN} more, less grave`} list={rows} />
        </section>
      )}
      {services.length > 0 && (
        <section aria-labelledby="production">
          <h2 id="production" class="over">Production <a href="#/services">all of it</a></h2>
          <div class="services">{services.map((service) => <ServicePanel key={`${service.name} ${service.environment}`} service={service} titles={titles} now={now} />)}</div>
        </section>
      )}
      {board.closed.length > 0 && (
        <section aria-labelledby="closed">
          <h2 id="closed" class="over">Recently closed</h2>
          {rows(board.closed.slice(0, CLOSED_SHOWN))}
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
