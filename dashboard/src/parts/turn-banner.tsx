// Whose turn is it, to do what, until when, and who was told? Above everything, with the words that this person can say.
import type { IncidentView } from '../../../src/contracts/incident';
import { Role } from '../../../src/domain/vocabulary';
import { useMe } from '../live/session';
import { isTurnOf } from '../may';
import { dayAndClock, shortId, span, turnOwner } from '../text';
import { Ladder } from './ladder';
import { Moment } from './marks';
import { TurnActions } from './turn-actions';

export function TurnBanner({ view, now }: { view: IncidentView; now: number }) {
  const me = useMe();
  if (view.outcome) return <Closed view={view} now={now} />;
  const { turn } = view;
  if (!turn) return null;
  const left = turn.deadline ? Date.parse(turn.deadline) - now : undefined;
  const over = left !== undefined && left < 0;
  const tone = turn.role === 'dayshift' ? 'run' : over ? 'bad' : 'wait';
  const card = view.decision?.state === 'open' ? view.decision : undefined;
  const mine = isTurnOf(turn, me);
  return (
    <div class={`turn ${tone}`} id="turn">
      <p aria-live="polite"><b>{mine ? 'Your turn' : turnOwner(turn, view.team)}</b> — {turn.to}{card && <>; everything below is evidence for <span class="mono" title={card.digest}>{shortId(card.digest)}</span></>}{turn.role === Role.Developer && view.assignment && <Acknowledged assignment={view.assignment} now={now} />}</p>
      <span class="t">{left === undefined ? `for ${span(now - Date.parse(turn.since))}` : over ? `${span(-left)} overdue` : `${span(left)} left`}</span>
      <Ladder view={view} now={now} />
      <TurnActions view={view} />
    </div>
  );
}

function Acknowledged({ assignment, now }: { assignment: NonNullable<IncidentView['assignment']>; now: number }) {
  const { acknowledgedAt } = assignment;
  return <small class="ack">{acknowledgedAt ? <span class="ok">✓ acknowledged <Moment at={acknowledgedAt} text={dayAndClock(acknowledgedAt, now)} /></span> : <span class="wait">○ not acknowledged</span>}</small>;
}

function Closed({ view, now }: { view: IncidentView; now: number }) {
  const story = `/api/v1/incidents/${encodeURIComponent(view.id)}`;
  const { outcome, reopensUntil, release } = view;
  const mayReopen = reopensUntil !== undefined && Date.parse(reopensUntil) > now;
  return (
    <div class={`turn ${outcome === 'fixed' ? 'ok' : 'none'}`}>
      <p>
        <b>Closed: {(outcome ?? '').replace(/-/g, ' ')}</b>{release && <> — {view.environment} runs <span class="mono" title={release.reportedDigest}>{shortId(release.reportedDigest)}</span></>}
        {reopensUntil && <span class="reopens">{mayReopen ? <>Firing again before <Moment at={reopensUntil} text={dayAndClock(reopensUntil, now)} /> reopens it.</> : 'Firing again opens a new incident, linked to this one.'}</span>}
      </p>
      <span class="t"><a href={`${story}/story`}>Story of the day</a> · <a href={`${story}/record`}>Record</a></span>
    </div>
  );
}
