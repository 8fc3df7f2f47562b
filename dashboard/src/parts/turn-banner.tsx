// Whose turn is it, to do what, until when? Above everything, with the two words that can be said on the spot.
import { useState } from 'preact/hooks';
import type { IncidentView } from '../../../src/contracts/incident';
import { nameOf, shortId, span, turnOwner } from '../text';
import { useSay } from './use-say';
import { Fault } from './states';

export function TurnBanner({ view, now }: { view: IncidentView; now: number }) {
  if (view.outcome) return <Closed view={view} />;
  const { turn } = view;
  if (!turn) return null;
  const left = turn.deadline ? Date.parse(turn.deadline) - now : undefined;
  const over = left !== undefined && left < 0;
  const tone = turn.role === 'dayshift' ? 'run' : over ? 'bad' : 'wait';
  const card = view.decision?.state === 'open' ? view.decision : undefined;
  return (
    <div class={`turn ${tone}`}>
      <p aria-live="polite"><b>{turnOwner(turn, view.team)}</b> — {turn.to}{card && <>; everything below is evidence for <span class="mono" title={card.digest}>{shortId(card.digest)}</span></>}</p>
      <span class="t">{left === undefined ? `for ${span(now - Date.parse(turn.since))}` : over ? `${span(-left)} overdue` : `${span(left)} left`}</span>
      {turn.role === 'product-owner' && !view.assignment && <AssignForm view={view} />}
      {turn.role === 'developer' && view.assignment && !view.assignment.acknowledgedAt && <AcknowledgeForm view={view} />}
    </div>
  );
}

function Closed({ view }: { view: IncidentView }) {
  const story = `/api/v1/incidents/${encodeURIComponent(view.id)}`;
  return (
    <div class={`turn ${view.outcome === 'fixed' ? 'ok' : 'none'}`}>
      <p><b>Closed: {(view.outcome ?? '').replace(/-/g, ' ')}</b>{view.release && <> — {view.environment} runs <span class="mono" title={view.release.reportedDigest}>{shortId(view.release.reportedDigest)}</span></>}</p>
      <span class="t"><a href={`${story}/story`}>Story of the day</a> · <a href={`${story}/record`}>Record</a></span>
    </div>
  );
}

function AssignForm({ view }: { view: IncidentView }) {
  const suggested = view.suggestions[0];
  const developers = view.team.filter(({ roles }) => roles.includes('developer'));
  const [to, setTo] = useState(suggested?.person ?? developers[0]?.id ?? '');
  const { say, busy, refused } = useSay(view.id);
  return (
    <form class="act" onSubmit={(event) => { event.preventDefault(); void say('assign', { to, reason: view.suggestions.find(({ person }) => person === to)?.why }); }}>
      <label for="assignee">Developer</label>
      <select id="assignee" value={to} onChange={(event) => { setTo(event.currentTarget.value); }}>{developers.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</select>
      <button class="go" type="submit" disabled={busy || !to}>Assign {nameOf(view.team, to)}</button>
      {suggested && <span class="soft">Suggested: {nameOf(view.team, suggested.person)}, {suggested.why}</span>}
      {refused && <Fault refused={refused} />}
    </form>
  );
}

function AcknowledgeForm({ view }: { view: IncidentView }) {
  const { say, busy, refused } = useSay(view.id);
  return (
    <form class="act" onSubmit={(event) => { event.preventDefault(); void say('acknowledge', {}); }}>
      <button type="submit" disabled={busy}>I am on it</button>
      {refused && <Fault refused={refused} />}
    </form>
  );
}
