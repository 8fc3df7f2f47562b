// Who was told of this step and when, who is next, and what keeps the others quiet meanwhile?
import type { IncidentView, LadderView } from '../../../src/contracts/incident';
import { namesOf, readAudience } from '../audience';
import { dayAndClock, nameOf, plural, span } from '../text';
import { Moment } from './marks';

const SHAPES = { asked: '→', reminded: '↻', escalated: '↑' } as const;
const SHOWN = 4;

export function Ladder({ view, now }: { view: IncidentView; now: number }) {
  const { ladder } = view;
  if (!ladder) return null;
  const earlier = Math.max(0, ladder.told.length - SHOWN);
  return (
    <ol class="ladder" aria-label="Who was told, and who is next">
      {ladder.round > 1 && <li>Round {ladder.round}: the deadline passed {ladder.round === 2 ? 'once' : `${ladder.round - 1} times`}</li>}
      {earlier > 0 && <li>{plural(earlier, 'earlier message')}</li>}
      {ladder.told.slice(-SHOWN).map(({ at, to, kind }) => (
        <li key={`${at} ${kind}`} title={to.map((id) => nameOf(view.team, id)).join(', ')}>
          <i aria-hidden="true">{SHAPES[kind]}</i> <Moment at={at} text={dayAndClock(at, now)} /> {kind === 'escalated' ? 'escalated to' : kind} {namesOf(view.team, to)}
        </li>
      ))}
      <Next view={view} ladder={ladder} now={now} />
    </ol>
  );
}

function Next({ view, ladder, now }: { view: IncidentView; ladder: LadderView; now: number }) {
  const held = ladder.heldUntil !== undefined && Date.parse(ladder.heldUntil) > now ? ladder.heldUntil : undefined;
  const who = view.assignment ? `${nameOf(view.team, view.assignment.to)}’s word` : 'an acknowledgement';
  return (
    <>
      {held && <li class="held"><i aria-hidden="true">‖</i> held by {who} until <Moment at={held} text={dayAndClock(held, now)} />: nobody else is told before</li>}
      {ladder.next && !held && <li class="next"><i aria-hidden="true">○</i> <Moment at={ladder.next.at} text={dayAndClock(ladder.next.at, now)} /> next: {readAudience(view, ladder.next.tell)}{due(ladder.next.at, now)}</li>}
      {ladder.next && held && <li class="next"><i aria-hidden="true">○</i> then: {readAudience(view, ladder.next.tell)}</li>}
      {!ladder.next && !held && <li class="next"><i aria-hidden="true">–</i> the top is reached; it begins anew when the deadline passes</li>}
    </>
  );
}

function due(at: string, now: number): string {
  const left = Date.parse(at) - now;
  return left > 0 ? `, in ${span(left)}` : ', now';
}
