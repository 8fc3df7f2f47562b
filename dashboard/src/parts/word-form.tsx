// How is a word said that needs more than a click? To whom, why, and what it will do, before it is said.
import { useState } from 'preact/hooks';
import type { IncidentView } from '../../../src/contracts/incident';
import { nameOf } from '../text';

export interface Asked { title: string; does: string; submit: (to: string) => string; people?: IncidentView['team']; first?: string; reason: 'needed' | 'welcome' }
interface Props { asked: Asked; team: IncidentView['team']; busy: boolean; onSay: (to: string, reason: string) => void; onLeave: () => void }

export function WordForm({ asked, team, busy, onSay, onLeave }: Props) {
  const { title, does, submit, people, reason } = asked;
  const [to, setTo] = useState(asked.first ?? people?.[0]?.id ?? '');
  const [why, setWhy] = useState('');
  const lacks = (people && !to) || (reason === 'needed' && !why.trim());
  return (
    <form class="word" aria-label={title} aria-describedby="word-does" onSubmit={(event) => { event.preventDefault(); if (!lacks) onSay(to, why.trim()); }} onKeyDown={(event) => { if (event.key === 'Escape') onLeave(); }}>
      <p id="word-does"><b>{title}.</b> {does}</p>
      {people && (
        <label>To <select value={to} ref={focusFirst} onChange={(event) => { setTo(event.currentTarget.value); }}>{people.map(({ id }) => <option key={id} value={id}>{nameOf(team, id)}</option>)}</select></label>
      )}
      <label class="why">{reason === 'needed' ? 'Why' : 'Why (if you like)'} <textarea rows={2} maxLength={500} value={why} ref={people ? undefined : focusFirst} required={reason === 'needed'} onInput={(event) => { setWhy(event.currentTarget.value); }} /></label>
      <div class="buttons">
        <button class="go" type="submit" disabled={busy || lacks}>{submit(nameOf(team, to))}</button>
        <button type="button" onClick={onLeave}>Not now</button>
      </div>
    </form>
  );
}

/** Once, when it appears: afterwards the person is somewhere in the form. */
function focusFirst(field: HTMLSelectElement | HTMLTextAreaElement | null): void {
  if (field && !field.form?.contains(document.activeElement)) field.focus();
}
