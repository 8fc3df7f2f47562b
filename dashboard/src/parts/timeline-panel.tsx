// Who did what, when and why? In sentences, the latest first; a note can be added.
import { useState } from 'preact/hooks';
import type { IncidentView } from '../../../src/contracts/incident';
import { dayAndClock, nameOf } from '../text';
import { Moment } from './marks';
import { Fault } from './states';
import { useSay } from './use-say';

const SHOWN = 14;
const SHAPES = { neutral: '·', good: '✓', bad: '✕', waiting: '…' } as const;

export function TimelinePanel({ view, now }: { view: IncidentView; now: number }) {
  const [all, setAll] = useState(false);
  const entries = view.timeline.map((entry, index) => ({ entry, index })).reverse();
  return (
    <section class="panel" aria-labelledby="timeline">
      <h2 id="timeline">Timeline <span>everyone</span></h2>
      <ol class="timeline">
        {entries.slice(0, all ? undefined : SHOWN).map(({ entry, index }) => (
          <li key={index} class={entry.tone}>
            <Moment at={entry.at} text={dayAndClock(entry.at, now)} />
            <i aria-hidden="true">{SHAPES[entry.tone]}</i>
            <span>{entry.text}{isSaid(entry, view) ? null : <small>{nameOf(view.team, entry.who)}</small>}</span>
          </li>
        ))}
      </ol>
      {!all && entries.length > SHOWN && <button type="button" class="plain" onClick={() => { setAll(true); }}>Show {entries.length - SHOWN} earlier</button>}
      {!view.outcome && <NoteForm id={view.id} />}
    </section>
  );
}

/** dayshift's own sentences and those that begin with their speaker need no name below. */
function isSaid({ who, text }: IncidentView['timeline'][number], view: IncidentView): boolean {
  return who === 'dayshift' || text.toLowerCase().includes(nameOf(view.team, who).toLowerCase());
}

function NoteForm({ id }: { id: string }) {
  const [text, setText] = useState('');
  const { say, busy, refused } = useSay(id);
  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (await say('note', { text: text.trim() })) setText('');
  }
  return (
    <form class="note" onSubmit={(event) => { void submit(event); }}>
      <label class="hidden" for="note">Add a note</label>
      <input id="note" value={text} maxLength={2000} placeholder="Add a note for everyone" onInput={(event) => { setText(event.currentTarget.value); }} />
      <button type="submit" disabled={busy || !text.trim()}>Add</button>
      {refused && <Fault refused={refused} />}
    </form>
  );
}
