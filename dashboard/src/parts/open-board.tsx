// What is open, beside what is mine: those that need somebody most are live, the rest comes a page at a time.
import { useMemo, useState } from 'preact/hooks';
import { askedOfWanted, isNarrowed, narrowed, together, wantedIn } from '../board';
import type { Board, Wanted } from '../board';
import { useAsked } from '../live/asked';
import { useFurther } from '../live/further';
import { clock, plural } from '../text';
import { BoardFilter } from './board-filter';
import { IncidentRow } from './incident-row';
import { Moment } from './marks';
import { Fault } from './states';

const SHOWN_FIRST = 40;
const WORTH_A_FILTER = 4;

interface Props { board: Board; mine: ReadonlySet<string>; now: number }

export function OpenBoard({ board, mine, now }: Props) {
  const [asked, ask] = useAsked(); // what is wanted stands in the address, so that it can be kept and sent to somebody
  const wanted = useMemo(() => wantedIn(asked), [asked]);
  const [shown, setShown] = useState(SHOWN_FIRST);
  const isSought = isNarrowed(wanted);
  const isMore = board.total > board.open.length;
  const further = useFurther(askedFor(wanted), isMore, isSought);
  const all = together(board.open, further.rows);
  const others = narrowed(all.filter(({ id }) => !mine.has(id)), wanted);
  const services = useMemo(() => [...new Set(board.open.map(({ service }) => service))].sort(), [board.open]);
  const hidden = others.length - shown;
  const beyond = Math.max(0, board.total - all.length);
  const found = `${others.length.toLocaleString('en-US')} of ${board.total.toLocaleString('en-US')}`;
  return (
    <section aria-labelledby="open">
      <div class="head">
        <h2 id="open" class="over">{mine.size ? 'Also open' : 'Open'} <span>{board.total - mine.size > 0 ? (board.total - mine.size).toLocaleString('en-US') : ''}</span></h2>
        {(board.open.length >= WORTH_A_FILTER || isSought) && <BoardFilter wanted={wanted} services={services} count={found} onWant={(next) => { ask(askedOfWanted(next)); setShown(SHOWN_FIRST); }} />}
      </div>
      {others.length === 0 && isSought && !further.busy && <div class="panel empty"><b>None of {plural(board.total, 'open incident')} is like that.</b><span>Try fewer words, or show all.</span></div>}
      <div class="rows">{others.slice(0, shown).map((one) => <IncidentRow key={one.id} one={one} now={now} />)}</div>
      {further.refused && <Fault refused={further.refused} onRetry={further.more} />}
      <p class="beyond">
        {hidden > 0 && <button type="button" onClick={() => { setShown(Infinity); }}>{(hidden + (isSought ? 0 : beyond)).toLocaleString('en-US')} more</button>}
        {hidden <= 0 && further.hasMore && (beyond > 0 || isSought) && <button type="button" disabled={further.busy} onClick={() => { further.more(); }}>{further.busy ? 'Loading …' : isSought ? 'Look further' : `${beyond.toLocaleString('en-US')} more, less urgent`}</button>}
        {further.at !== undefined && further.rows.length > 0 && <span class="soft">What is beyond the first {board.open.length} is as of <Moment at={new Date(further.at).toISOString()} text={clock(new Date(further.at).toISOString(), true)} />.</span>}
      </p>
    </section>
  );
}

function askedFor({ q, service, severity }: Wanted): string {
  const words = q.trim();
  return new URLSearchParams({ ...(words ? { q: words } : {}), ...(service ? { service } : {}), ...(severity ? { severity } : {}) }).toString();
}
