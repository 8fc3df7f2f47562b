// What is going on now? What needs this person first, then what is open with whose turn it is, what runs, what was closed lately.
import { useEffect, useMemo } from 'preact/hooks';
import type { IncidentList, IncidentSummary } from '../../../src/contracts/http';
import { mineOf, titlesOf, together } from '../board';
import type { Board } from '../board';
import { useBoard, useServices } from '../live/board';
import { useNow } from '../live/connection';
import type { Connection } from '../live/connection';
import { usePolled } from '../live/polled';
import { useMe } from '../live/session';
import { BoardSkeleton } from '../parts/board-skeleton';
import { IncidentRow } from '../parts/incident-row';
import { Moment } from '../parts/marks';
import { NotCurrent, isCurrent } from '../parts/not-current';
import { OpenBoard } from '../parts/open-board';
import { ServicePanel } from '../parts/service-panel';
import { Bare, Fault } from '../parts/states';
import { TurnNews } from '../parts/turn-news';
import { dayAndClock } from '../text';

const CLOSED_SHOWN = 5;
const MINE_EVERY_MS = 30_000;

export function NowPage({ onConnection }: { onConnection: (connection: Connection) => void }) {
  const { board, connection, refused, reload } = useBoard(onConnection);
  const { services, refused: unasked } = useServices(board);
  const now = useNow();
  const me = useMe();
  const beyond = useMineBeyond(board, me?.kind === 'person' ? me.id : undefined);
  const mine = useMemo(() => (board ? mineOf(together(board.open, beyond), me) : []), [board, beyond, me]);
  const ids = useMemo(() => new Set(mine.map(({ id }) => id)), [mine]);
  const titles = useMemo(() => titlesOf(board), [board]);
  const open = board?.total;
  useEffect(() => { document.title = open === undefined ? 'dayshift' : `${mine.length ? `${mine.length} for you · ` : ''}${open} open — dayshift`; }, [open, mine.length]);
  if (!board) return <Bare name="Now">{refused ? <Fault refused={refused} onRetry={reload} /> : <BoardSkeleton />}</Bare>;
  return (
    <div class={isCurrent(connection) ? '' : 'old'}>
      <h1 class="hidden">Now</h1>
      <NotCurrent connection={connection} now={now} />
      {refused && <Fault refused={refused} onRetry={reload} />}
      <TurnNews board={board} me={me} />
      {me?.kind === 'person' && board.total > 0 && (
        <section aria-labelledby="mine">
          <h2 id="mine" class="over">Needs you <span>{mine.length || ''}</span></h2>
          {mine.length > 0 ? <div class="rows">{mine.map((one) => <IncidentRow key={one.id} one={one} now={now} mine />)}</div> : <p class="soft">✓ Nothing waits for you, {me.name}.</p>}
        </section>
      )}
      {board.total === 0 ? <Calm board={board} now={now} /> : (board.total > mine.length || mine.length === 0) && <OpenBoard board={board} mine={ids} now={now} />}
      {unasked && !services && <section aria-labelledby="production"><h2 id="production" class="over">Production</h2><Fault refused={unasked} /></section>}
      {services && services.length > 0 && (
        <section aria-labelledby="production">
          <h2 id="production" class="over">Production <a href="#/services">all of it</a> <a href="#/wall">on the wall</a></h2>
          <div class="services">{services.map((service) => <ServicePanel key={`${service.name} ${service.environment}`} service={service} titles={titles} now={now} />)}</div>
        </section>
      )}
      {board.closed.length > 0 && (
        <section aria-labelledby="closed">
          <h2 id="closed" class="over">Recently closed <a href="#/history">all of them</a></h2>
          <div class="rows">{board.closed.slice(0, CLOSED_SHOWN).map((one) => <IncidentRow key={one.id} one={one} now={now} />)}</div>
        </section>
      )}
    </div>
  );
}

/** Nothing is open: since when, and where the next one would appear. */
function Calm({ board: { closed: [last] }, now }: { board: Board; now: number }) {
  return (
    <section class="panel empty calm" aria-labelledby="open">
      <h2 id="open"><span class="ok" aria-hidden="true">✓ </span>Nothing is open.</h2>
      {last?.closedAt && <span>The last one, “{last.title}” of {last.service}, was closed <Moment at={last.closedAt} text={dayAndClock(last.closedAt, now)} />.</span>}
      <span>When an alert fires, its incident appears here by itself.</span>
    </section>
  );
}

/** A board that shows only the most urgent may leave out what is assigned to this person: it is asked for beside it. */
function useMineBeyond(board: Board | undefined, person: string | undefined): IncidentSummary[] {
  const isNeeded = board !== undefined && person !== undefined && board.total > board.open.length;
  const { body } = usePolled<IncidentList>(isNeeded ? `/api/v1/incidents?state=open&limit=100&assignee=${encodeURIComponent(person)}` : undefined, MINE_EVERY_MS);
  return body?.incidents ?? NONE;
}

const NONE: IncidentSummary[] = [];
