// What does everybody in the room see? Open incidents with whose turn it is, production beside them, the clock; it needs no hand, never scrolls, and says when it is not current.
import { useEffect, useMemo } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { titlesOf, waits } from '../board';
import { useBoard, useServices } from '../live/board';
import { useNow } from '../live/connection';
import { useAwake, useLoadedAnew, usePages, useViewport } from '../live/screen';
import { isCurrent } from '../parts/not-current';
import { Moment } from '../parts/marks';
import { WallIncident } from '../parts/wall-incident';
import { WallService } from '../parts/wall-service';
import { askedOf } from '../route';
import { age, clock, dayAndClock } from '../text';
import { shownOf, wallAsked, wallPages } from '../wall';

const FEW = 3; // then each is larger

export function WallPage() {
  const { board, connection, refused } = useBoard();
  const { services, refused: unasked } = useServices(board);
  const now = useNow();
  const viewport = useViewport();
  const asked = wallAsked(askedOf(window.location), viewport);
  const open = useMemo(() => (board ? shownOf(board.open, asked.services, ({ service }) => service) : []), [board, asked.services.join()]);
  const panels = shownOf(services ?? [], asked.services, ({ name }) => name);
  const pages = wallPages(open, panels, asked.columns);
  const { page, isPaused, pause, turn } = usePages(pages.length, asked.everyMs);
  const isLive = isCurrent(connection) && board !== undefined && !unasked;
  const titles = useMemo(() => titlesOf(board), [board]);
  const total = asked.services.length || !board ? open.length : board.total;
  useAwake();
  useLoadedAnew(isLive);
  useEffect(() => { document.title = 'Wall — dayshift'; }, []);
  useEffect(() => {
    function hear(event: KeyboardEvent): void {
      const deed = { ' ': pause, ArrowRight: () => { turn(1); }, ArrowLeft: () => { turn(-1); } }[event.key];
      if (!deed || event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLButtonElement) return;
      event.preventDefault();
      deed();
    }
    window.addEventListener('keydown', hear);
    return () => { window.removeEventListener('keydown', hear); };
  }, []);
  const shown = pages[page] ?? { incidents: [], services: [] };
  const waiting = open.filter(waits).length;
  const missing = asked.services.filter((name) => services && !services.some((one) => one.name === name));
  return (
    <div class={`wall ${asked.columns} ${isLive || !board ? '' : 'old'}`}>
      <header class="wall-top">
        <h1>{board ? total === 0 ? <><span class="ok" aria-hidden="true">✓ </span>Nothing is open</> : <>{total.toLocaleString('en-US')} open</> : 'dayshift'}{waiting > 0 && <span class="wait">{waitingInWords(waiting, board !== undefined && board.total > board.open.length)}</span>}</h1>
        <span class="wall-scope soft">{asked.services.length ? asked.services.join(', ') : 'dayshift'}</span>
        <span class="wall-clock"><Moment at={new Date(now).toISOString()} text={clock(new Date(now).toISOString(), true)} /></span>
      </header>
      <Staleness isLive={isLive} isKnown={board !== undefined} since={connection.lostAt} now={now} why={refused?.problem.detail ?? unasked?.problem.detail} />
      <ol class={`wall-rows ${open.length <= FEW ? 'few' : ''}`} aria-label="Open incidents">
        {shown.incidents.map((one) => <WallIncident key={one.id} one={one} now={now} />)}
        {board && open.length === 0 && <Calm>{board.closed[0]?.closedAt && <>The last one, “{board.closed[0].title}”, was closed <Moment at={board.closed[0].closedAt} text={dayAndClock(board.closed[0].closedAt, now)} />.</>}</Calm>}
      </ol>
      <ul class={`wall-services ${panels.length <= FEW ? 'few' : ''}`} aria-label="Production">{shown.services.map((service) => <WallService key={`${service.name} ${service.environment}`} service={service} titles={titles} now={now} />)}</ul>
      <footer class="wall-foot">
        {missing.length > 0 && <span class="bad">✕ No service is called {missing.join(', ')}</span>}
        {pages.length > 1 && <><span>Page {page + 1} of {pages.length}</span><button type="button" onClick={pause} aria-keyshortcuts="Space">{isPaused ? 'Go on' : 'Hold'}</button></>}
        <a href="#/">Leave the wall</a>
      </footer>
    </div>
  );
}

/** Of more than the board has live, at least so many are known to wait. */
function waitingInWords(count: number, isMore: boolean): string {
  return count === 1 ? '1 waits for somebody' : `${isMore ? 'at least ' : ''}${count.toLocaleString('en-US')} wait for people`;
}

function Calm({ children }: { children: ComponentChildren }) {
  return <li class="wall-calm"><b><span class="ok" aria-hidden="true">✓ </span>Nothing is open.</b><span class="soft">{children}</span></li>;
}

interface StalenessProps { isLive: boolean; isKnown: boolean; since: number | undefined; now: number; why: string | undefined }

/** Across the whole screen: whoever looks up must not take the past for the present. */
function Staleness({ isLive, isKnown, since, now, why }: StalenessProps) {
  if (isLive || (!isKnown && !why)) return <p class="wall-state" role="status">{isKnown ? '' : 'Loading …'}</p>;
  const at = since === undefined ? undefined : new Date(since).toISOString();
  return <p class="wall-state bad" role="status"><b>✕ {isKnown ? 'NOT UP TO DATE' : 'NO DATA'}</b>{at && <> since <Moment at={at} text={clock(at, true)} /> ({age(now - Date.parse(at))})</>}{why && <span> {why}</span>}</p>;
}
