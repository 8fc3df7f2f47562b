// How is a word said that needs more than a click? To whom, why, and what it will do, before it is said.
import { useId, useState } from 'preact/hooks';
import type { IncidentView } from '../../../src/contracts/incident';
import { nameOf } from '../text';
import { focusOnce } from './focus';

export interface Asked {
  title: string;
  does: string;
  submit: (to: string) => string;
  people?: IncidentView['team'];
  first?: string;
  anybody?: string; // people may be left open; this says so
  reason: 'needed' | 'welcome';
  label?: string; // of the reason; default: Why
  longest?: number;
  tone?: 'go' | 'stop';
  confirm?: string; // to be typed, so that it is not said by accident
}
interface Props { asked: Asked; team: IncidentView['team']; busy: boolean; onSay: (to: string, reason: string) => void; onLeave: () => void }

export function WordForm({ asked, team, busy, onSay, onLeave }: Props) {
  const { title, does, submit, people, reason, anybody, confirm, label = 'Why', tone = 'go', longest = 500 } = asked;
  const [to, setTo] = useState(asked.first ?? (anybody === undefined ? people?.[0]?.id : undefined) ?? '');
  const [why, setWhy] = useState('');
  const [typed, setTyped] = useState('');
  const id = useId();
  const lacks = (people && !to && anybody === undefined) || (reason === 'needed' && !why.trim()) || (confirm !== undefined && typed.trim().toLowerCase() !== confirm);
  return (
    <form class="word" aria-label={title} aria-describedby={id} onSubmit={(event) => { event.preventDefault(); if (!lacks) onSay(to, why.trim()); }} onKeyDown={(event) => { if (event.key === 'Escape') onLeave(); }}>
      <p id={id}><b>{title}.</b> {does}</p>
      {people && (
        <label>To <select value={to} ref={focusOnce} onChange={(event) => { setTo(event.currentTarget.value); }}>
          {anybody !== undefined && <option value="">{anybody}</option>}
          {people.map((person) => <option key={person.id} value={person.id}>{nameOf(team, person.id)}</option>)}
        </select></label>
      )}
      <label class="why">{reason === 'needed' ? label : `${label} (if you like)`} <textarea rows={2} maxLength={longest} value={why} ref={people ? undefined : focusOnce} required={reason === 'needed'} onInput={(event) => { setWhy(event.currentTarget.value); }} /></label>
      {confirm !== undefined && <label>Type <b class="mono">{confirm}</b> <input value={typed} autocomplete="off" spellcheck={false} onInput={(event) => { setTyped(event.currentTarget.value); }} /></label>}
      <div class="buttons">
        <button class={tone} type="submit" disabled={busy || lacks}>{submit(nameOf(team, to))}</button>
        <button type="button" onClick={onLeave}>Not now</button>
      </div>
    </form>
  );
}
