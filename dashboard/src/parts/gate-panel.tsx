// A gate is inconclusive and asks a person: what holds it, who is asked until when, and the answers for those who may give them.
import { useRef, useState } from 'preact/hooks';
import type { GateCard, IncidentView } from '../../../src/contracts/incident';
import type { GateDecision } from '../../../src/domain/vocabulary';
import { namesOf } from '../audience';
import { askedGates, decisionWords, mayJudge } from '../gates';
import type { AskedGate } from '../gates';
import { askToSignIn, useWho } from '../live/session';
import { stageName } from '../stages';
import { dayAndClock, span } from '../text';
import { GateForm } from './gate-form';
import { GateGiven } from './gate-given';
import { Moment } from './marks';
import { Fault } from './states';
import { useSay } from './use-say';

export function GatePanels({ view, now }: { view: IncidentView; now: number }) {
  const shown = askedGates(view).filter(({ card }) => card.given === undefined || card.given.quarantine.length > 0);
  return <>{shown.map((asked) => <GatePanel key={`${asked.attempt.number} ${asked.stage.stage}`} view={view} asked={asked} now={now} />)}</>;
}

function GatePanel({ view, asked, now }: { view: IncidentView; asked: AskedGate; now: number }) {
  const { card, stage } = asked;
  const id = `gate-${stage.stage}`;
  const since = card.given || view.turn?.role === 'dayshift' ? undefined : view.turn?.since;
  const left = Date.parse(card.deadline) - now;
  return (
    <section class={`panel gate ${card.given ? '' : 'open'}`} aria-labelledby={id}>
      <h2 id={id}><span class={card.given ? 'ok' : 'wait'} aria-hidden="true">{card.given ? '✓' : '?'}</span> The {stageName(stage.stage)} gate {card.given ? <span>was decided</span> : <span>is held and asks</span>}</h2>
      <p class="reason">{card.why}.</p>
      <FlakyTests flaky={card.flaky} />
      {!card.given && (
        <dl class="kv">
          <dt>asked</dt><dd>{namesOf(view.team, card.mayDecide)}</dd>
          {since && <><dt>since</dt><dd><Moment at={since} text={`${dayAndClock(since, now)}, for ${span(now - Date.parse(since))}`} /></dd></>}
          <dt>until</dt><dd class={left < 0 ? 'bad' : ''}><Moment at={card.deadline} text={dayAndClock(card.deadline, now)} />{left < 0 ? `, ${span(-left)} overdue` : `, ${span(left)} left`}</dd>
        </dl>
      )}
      {card.given ? <GateGiven view={view} given={card.given} now={now} /> : <Answers view={view} card={card} now={now} />}
    </section>
  );
}

function FlakyTests({ flaky }: { flaky: GateCard['flaky'] }) {
  if (flaky.length === 0) return null;
  return (
    <ul class="facts flaky">
      {flaky.map(({ check, test, at }) => <li key={`${check} ${test}`}><b>{test}</b> <small class="soft">{check}, {at.map((point) => Object.values(point).join(' · ') || 'every cell').join('; ')}</small></li>)}
    </ul>
  );
}

function Answers({ view, card, now }: { view: IncidentView; card: GateCard; now: number }) {
  const who = useWho();
  const [opened, setOpened] = useState<GateDecision>();
  const box = useRef<HTMLDivElement>(null);
  const { say, busy, refused, said } = useSay(view.id);
  if (who.kind === 'asking') return null;
  if (who.kind === 'nobody') return <div class="buttons"><button type="button" onClick={askToSignIn}>Sign in to decide</button></div>;
  const me = who.kind === 'known' ? who.me : undefined;
  if (!mayJudge(card, me)) return <p class="soft">It waits for {namesOf(view.team, card.mayDecide)}; nobody else may decide.</p>;
  function leave(): void {
    const back = opened;
    setOpened(undefined);
    requestAnimationFrame(() => box.current?.querySelector<HTMLButtonElement>(`[data-decision="${back}"]`)?.focus());
  }
  return (
    <div ref={box}>
      {opened
        ? <GateForm key={opened} decision={opened} team={view.team} me={me?.id ?? card.mayDecide[0] ?? ''} now={now} busy={busy} onLeave={leave}
            onSay={(body) => { void say('judge-gate', { stage: card.stage, decision: opened, ...body }).then((accepted) => { if (accepted) setOpened(undefined); }); }} />
        : <div class="buttons">{card.decisions.map((decision) => <button key={decision} class={decisionWords(decision).tone === 'go' ? 'go' : ''} type="button" data-decision={decision} onClick={() => { setOpened(decision); }}>{decisionWords(decision).asks}</button>)}</div>}
      {said && <p class="ok" role="status">✓ {said}</p>}
      {refused && <Fault refused={refused} />}
    </div>
  );
}
