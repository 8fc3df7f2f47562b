// What could not be told, by which channel, and why? Somebody who was not reached does not know that it is their turn.
import type { IncidentView } from '../../../src/contracts/incident';
import { dayAndClock, plural } from '../text';
import { Moment } from './marks';

const SHOWN = 3;

export function UndeliveredNote({ view, now }: { view: IncidentView; now: number }) {
  const missing = view.undelivered.filter(({ deliveredAt }) => !deliveredAt).reverse();
  const late = view.undelivered.filter(({ deliveredAt }) => deliveredAt).reverse();
  if (missing.length === 0 && late.length === 0) return null;
  if (missing.length === 0) {
    return <details class="late"><summary>✓ {plural(late.length, 'message')} came late, by another try</summary><List items={late} now={now} /></details>;
  }
  return (
    <div class="fault untold" role="status">
      <b><span aria-hidden="true">! </span>Could not be told: {plural(missing.length, 'message')}. Reach these people another way.</b>
      <List items={missing.slice(0, SHOWN)} now={now} />
      {missing.length > SHOWN && <details><summary>{missing.length - SHOWN} more</summary><List items={missing.slice(SHOWN)} now={now} /></details>}
    </div>
  );
}

function List({ items, now }: { items: IncidentView['undelivered']; now: number }) {
  return (
    <ul>
      {items.map(({ at, subject, channel, reason, deliveredAt }) => (
        <li key={`${channel} ${subject}`}>
          <Moment at={at} text={dayAndClock(at, now)} /> <b>{channel}</b>: {reason} <small class="soft">“{subject}”</small>
          {deliveredAt && <small class="ok"> ✓ told at <Moment at={deliveredAt} text={dayAndClock(deliveredAt, now)} /></small>}
        </li>
      ))}
    </ul>
  );
}
