// Who did what, when and why? In sentences, the latest first, as far back as one wants; a note can be added.
import { useMemo, useState } from 'preact/hooks';
import type { IncidentView } from '../../../src/contracts/incident';
import { entriesFor } from '../timeline';
import type { Found, Wanted } from '../timeline';
import { dayAndClock, exactly, nameOf } from '../text';
import { Moment } from './marks';
import { NoteForm } from './note-form';
import { TimelineFilter } from './timeline-filter';

const SHOWN = 14;
const MORE = 200;
const MINUTE_MS = 60_000;
const SHAPES = { neutral: '·', good: '✓', bad: '✕', waiting: '…' } as const;
const ALL: Wanted = { about: [], who: '', text: '' };

export function TimelinePanel({ view, now }: { view: IncidentView; now: number }) {
  const [shown, setShown] = useState(SHOWN);
  const [wanted, setWanted] = useState(ALL);
  const [isExact, setExact] = useState(false);
  const { timeline, team } = view;
  const found = useMemo(() => entriesFor({ timeline, team }, wanted), [timeline, team, wanted]);
  const minute = Math.floor(now / MINUTE_MS) * MINUTE_MS; // drawn anew once a minute, however long it is
  const rows = useMemo(() => found.slice(0, shown).map((one) => <Row key={one.index} found={one} team={team} now={minute} isExact={isExact} />), [found, shown, team, minute, isExact]);
  const rest = found.length - shown;
  return (
    <section class="panel" aria-labelledby="timeline">
      <h2 id="timeline">Timeline <span>everyone</span></h2>
      <TimelineFilter view={view} wanted={wanted} found={found.length} isExact={isExact} onWant={(next) => { setWanted(next); setShown(SHOWN); }} onExact={setExact} />
      <ol class="timeline">{rows}</ol>
      {rest > 0 && <button type="button" class="plain" onClick={() => { setShown(shown + MORE); }}>Show {rest > MORE ? `${MORE} of ${rest.toLocaleString('en-US')}` : rest} earlier</button>}
      {!view.outcome && <NoteForm view={view} />}
    </section>
  );
}

function Row({ found: { entry }, team, now, isExact }: { found: Found; team: IncidentView['team']; now: number; isExact: boolean }) {
  return (
    <li class={`${entry.tone} ${isExact ? 'exact' : ''}`}>
      <Moment at={entry.at} text={isExact ? exactly(entry.at) : dayAndClock(entry.at, now)} />
      <i aria-hidden="true">{SHAPES[entry.tone]}</i>
      <span>{entry.text}{isSaid(entry, team) ? null : <small>{nameOf(team, entry.who)}</small>}</span>
    </li>
  );
}

/** dayshift's own sentences and those that begin with their speaker need no name below. */
function isSaid({ who, text }: IncidentView['timeline'][number], team: IncidentView['team']): boolean {
  return who === 'dayshift' || text.toLowerCase().includes(nameOf(team, who).toLowerCase());
}
