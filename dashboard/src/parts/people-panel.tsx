// Who could mend it, and who does? Each suggestion with every reason and what they carry already; helpers; who said no, and why.
import type { IncidentView } from '../../../src/contracts/incident';
import type { Suggestion } from '../../../src/contracts/result';
import { Phase } from '../../../src/domain/vocabulary';
import { namesOf } from '../audience';
import { useWho } from '../live/session';
import { developersOf, offersTo } from '../may';
import { dayAndClock, nameOf } from '../text';
import { Moment } from './marks';
import { Fault } from './states';
import { useSay } from './use-say';

const SHOWN = 5;

export function PeoplePanel({ view, now }: { view: IncidentView; now: number }) {
  const { assignment, helpers, declined } = view;
  const choosing = view.phase === Phase.Assess || view.phase === Phase.Fix;
  if (view.outcome || (!choosing && !assignment)) return null;
  return (
    <section class="panel" aria-labelledby="people">
      <h2 id="people">{assignment ? 'Who mends it' : 'Who could mend it'}</h2>
      {assignment && <Assigned view={view} assignment={assignment} now={now} />}
      {helpers.length > 0 && <p><span class="soft">Helping:</span> {namesOf(view.team, helpers)}</p>}
      {choosing && <Suggestions view={view} />}
      {declined.length > 0 && (
        <ul class="declined">
          {declined.map(({ by, reason, at }) => <li key={`${by} ${at}`}><span class="bad" aria-hidden="true">✕</span> <b>{nameOf(view.team, by)}</b> declined <Moment at={at} text={dayAndClock(at, now)} />: {reason}</li>)}
        </ul>
      )}
    </section>
  );
}

function Assigned({ view, assignment, now }: { view: IncidentView; assignment: NonNullable<IncidentView['assignment']>; now: number }) {
  const { to, by, at, reason, acknowledgedAt } = assignment;
  return (
    <p class="assigned">
      <b>{nameOf(view.team, to)}</b> {acknowledgedAt ? <span class="ok">✓ on it since {dayAndClock(acknowledgedAt, now)}</span> : view.phase === Phase.Fix && <span class="wait">○ not acknowledged</span>}
      <small class="soft">assigned by {by === 'dayshift' ? 'dayshift' : nameOf(view.team, by)} <Moment at={at} text={dayAndClock(at, now)} />{reason && `: ${reason}`}</small>
    </p>
  );
}

function Suggestions({ view }: { view: IncidentView }) {
  const who = useWho();
  const { say, busy, refused, said } = useSay(view.id);
  const mayAssign = who.kind === 'unheard' || who.kind === 'known' ? offersTo(view, who.kind === 'known' ? who.me : undefined).assign : false;
  const open = view.suggestions.filter(({ person }) => person !== view.assignment?.to && !view.declined.some(({ by }) => by === person));
  const developers = developersOf(view).map(({ id }) => id);
  const row = (one: Suggestion) => (
    <li key={one.person}>
      <div><b>{nameOf(view.team, one.person)}</b> <small class="soft">{readLoad(one.load)}</small><ul>{one.why.split('; ').map((reason) => <li key={reason}>{reason}</li>)}</ul></div>
      {mayAssign && developers.includes(one.person) && <button type="button" disabled={busy} onClick={() => { void say('assign', { to: one.person, reason: one.why.slice(0, 500) }); }}>Assign<span class="hidden"> {nameOf(view.team, one.person)}</span></button>}
    </li>
  );
  if (open.length === 0) {
    if (view.assignment) return null;
    return <p class="soft">{view.turn ? 'Nobody could be suggested: no file, roster or owner points at anybody.' : 'Being looked up …'}</p>;
  }
  return (
    <>
      {view.assignment && <h3 class="inner">Others who could</h3>}
      <ol class="people">{open.slice(0, SHOWN).map(row)}</ol>
      {open.length > SHOWN && <details><summary>{open.length - SHOWN} more</summary><ol class="people">{open.slice(SHOWN).map(row)}</ol></details>}
      {said && <p class="ok" role="status">✓ {said}</p>}
      {refused && <Fault refused={refused} />}
    </>
  );
}

function readLoad(load: number | undefined): string {
  if (load === undefined) return 'how much they carry is unknown';
  return load === 0 ? 'carries nothing else' : `carries ${load} already`;
}
