// How does a person say something to everybody? One line on the timeline; what was written stays until it has been heard.
import { useState } from 'preact/hooks';
import type { IncidentView } from '../../../src/contracts/incident';
import { askToSignIn, useWho } from '../live/session';
import { notAtAll } from '../actions';
import { Fault } from './states';
import { useSay } from './use-say';

export function NoteForm({ view }: { view: IncidentView }) {
  const who = useWho();
  const [text, setText] = useState('');
  const { say, busy, refused } = useSay(view.id);
  if (who.kind === 'nobody') return <p class="note"><button type="button" onClick={askToSignIn}>Sign in to add a note</button></p>;
  const why = who.kind === 'known' ? notAtAll(view, who.me)?.refused : undefined;
  if (why !== undefined) return <p class="note soft">No note from you: {why}</p>;
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
