// Who signed for which party, who is still missing, and until when? The time left counts down.
import type { DecisionCard, Party } from '../../../src/contracts/decision';
import type { IncidentView } from '../../../src/contracts/incident';
import { listed, namesOf } from '../audience';
import { awaitedOf, candidatesOf } from '../decision';
import { roleName } from '../stages';
import { dayAndClock, nameOf, span } from '../text';
import { Moment } from './marks';

interface Props { view: IncidentView; card: DecisionCard; now: number }

export function DecisionSigners({ view, card, now }: Props) {
  const { team } = view;
  const left = Date.parse(card.expires) - now;
  const isOpen = card.state === 'open';
  return (
    <>
      <h3 class="inner">Signatures <span>{isOpen && (left < 0 ? 'the time is over' : <>expires in <time dateTime={card.expires} title={new Date(card.expires).toString()} class="count">{span(left)}</time></>)}</span></h3>
      <ul class="proof">{card.parties.map((party, index) => <PartyLine key={index} team={team} card={card} party={party} />)}</ul>
      {card.given.map(({ by, decision, at, through, reason, exception, for: whose }) => (
        <p key={`${by} ${at}`} class="given">
          <b class={decision === 'approve' ? 'ok' : 'bad'}>{decision === 'approve' ? '✓ signed off' : '✕ sent back'}</b> by {nameOf(team, by)}{whose && ` for ${nameOf(team, whose)}`}, <Moment at={at} text={dayAndClock(at, now)} />, through {through}{reason && <>: {reason}</>}
          {exception && <small class="exception"><b>▲ as an exception</b>: {exception}</small>}
        </p>
      ))}
      {card.delegations.map(({ from, to, at, reason }) => <p key={`${from} ${to}`} class="given soft">↷ {nameOf(team, from)} gave their say to {nameOf(team, to)}, <Moment at={at} text={dayAndClock(at, now)} />{reason && `: ${reason}`}</p>)}
      {isOpen && <p class="soft">Missing: {card.missing || 'nothing'}. May sign: {namesOf(team, awaitedOf(card))}.</p>}
    </>
  );
}

function PartyLine({ team, card, party }: { team: IncidentView['team']; card: DecisionCard; party: Party }) {
  const { approvals, counted, roles, people } = party;
  const isEnough = counted.length >= approvals;
  const asked = listed([...roles.map(roleName), ...people.map((id) => nameOf(team, id))]);
  const may = candidatesOf(team, card, party);
  return (
    <li>
      <span class={`shape ${isEnough ? 'ok' : 'wait'}`} aria-hidden="true">{isEnough ? '✓' : '○'}</span>
      <div><b>{asked}</b> <span class="soft">{counted.length} of {approvals}</span>
        <small>{[...(counted.length ? [`counts: ${namesOf(team, counted)}`] : []), ...(isEnough || card.state !== 'open' ? [] : [may.length ? `may sign: ${namesOf(team, may)}` : 'nobody is left who may sign'])].join(' · ')}</small>
      </div>
    </li>
  );
}
