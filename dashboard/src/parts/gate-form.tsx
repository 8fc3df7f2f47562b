// What does a decision on a gate need? A reason, always; a quarantine also somebody who mends the test, and a day on which it is looked at again.
import { useState } from 'preact/hooks';
import type { IncidentView } from '../../../src/contracts/incident';
import type { GateDecision } from '../../../src/domain/vocabulary';
import { decisionWords, reviewDays } from '../gates';
import { focusOnce } from './focus';

export interface GateBody { reason: string; owner?: string; review?: string }
interface Props { decision: GateDecision; team: IncidentView['team']; me: string; now: number; busy: boolean; onSay: (body: GateBody) => void; onLeave: () => void }

export function GateForm({ decision, team, me, now, busy, onSay, onLeave }: Props) {
  const words = decisionWords(decision);
  const [days] = useState(() => reviewDays(now));
  const [reason, setReason] = useState('');
  const [owner, setOwner] = useState(me);
  const [review, setReview] = useState(days.proposed);
  const quarantines = decision === 'quarantine';
  const lacks = !reason.trim() || (quarantines && (!owner || review < days.first || review > days.last));
  function submit(event: Event): void {
    event.preventDefault();
    if (!lacks) onSay({ reason: reason.trim(), ...(quarantines ? { owner, review } : {}) });
  }
  return (
    <form class="word gate-form" aria-label={words.submit} aria-describedby="gate-does" onSubmit={submit} onKeyDown={(event) => { if (event.key === 'Escape') onLeave(); }}>
      <p id="gate-does">{words.does}</p>
      <label class="why">Why <textarea rows={3} maxLength={500} value={reason} required ref={focusOnce} onInput={(event) => { setReason(event.currentTarget.value); }} /></label>
      {quarantines && (
        <>
          <label>Who mends the test <select value={owner} onChange={(event) => { setOwner(event.currentTarget.value); }}>{team.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</select></label>
          <label>Looked at again on <input type="date" value={review} min={days.first} max={days.last} required onInput={(event) => { setReview(event.currentTarget.value); }} /></label>
        </>
      )}
      <div class="buttons">
        <button class={words.tone} type="submit" disabled={busy || lacks}>{words.submit}</button>
        <button type="button" onClick={onLeave}>Not now</button>
      </div>
    </form>
  );
}
