// What can this person say now? One click where a click is enough; each word with what it will do, and what came back.
import { useRef, useState } from 'preact/hooks';
import type { IncidentView } from '../../../src/contracts/incident';
import { Phase } from '../../../src/domain/vocabulary';
import { listed } from '../audience';
import type { Word } from '../live/api';
import { askToSignIn, useWho } from '../live/session';
import { assignersOf, developersOf, offersTo } from '../may';
import type { Offers } from '../may';
import { nameOf } from '../text';
import { Fault } from './states';
import { useSay } from './use-say';
import { WordForm } from './word-form';
import type { Asked } from './word-form';

type Opened = 'assign' | 'decline' | 'hand-over';

export function TurnActions({ view }: { view: IncidentView }) {
  const who = useWho();
  const [opened, setOpened] = useState<Opened>();
  const row = useRef<HTMLDivElement>(null);
  const { say, busy, refused, said } = useSay(view.id);
  if (view.phase !== Phase.Assess && view.phase !== Phase.Fix) return null;
  if (who.kind === 'nobody') return <Stranger view={view} />;
  if (who.kind === 'asking') return null;
  const offers = offersTo(view, who.kind === 'known' ? who.me : undefined);
  const speak = (word: Word, body: Record<string, unknown>) => { void say(word, body).then((accepted) => { if (accepted) setOpened(undefined); }); };
  function leave(): void {
    const back = opened;
    setOpened(undefined);
    requestAnimationFrame(() => row.current?.querySelector<HTMLButtonElement>(`[data-word="${back}"]`)?.focus());
  }
  return (
    <div class="act" ref={row}>
      {opened
        ? <WordForm key={opened} asked={askedFor(opened, view)} team={view.team} busy={busy} onLeave={leave} onSay={(to, reason) => { speak(opened, opened === 'decline' ? { reason } : { to, reason: reason || undefined }); }} />
        : <Buttons view={view} offers={offers} busy={busy} speak={speak} open={setOpened} />}
      {said && <p class="ok said" role="status">✓ {said}</p>}
      {refused && <Fault refused={refused} />}
    </div>
  );
}

interface ButtonsProps { view: IncidentView; offers: Offers; busy: boolean; speak: (word: Word, body: Record<string, unknown>) => void; open: (word: Opened) => void }

function Buttons({ view, offers, busy, speak, open }: ButtonsProps) {
  const suggested = view.assignment ? undefined : view.suggestions[0];
  const name = suggested && nameOf(view.team, suggested.person);
  const holder = view.assignment && nameOf(view.team, view.assignment.to);
  const joins = offers.join && (holder !== undefined || !offers.assign); // who is to choose a developer has another thing to do first
  const does = [
    ...(offers.assign && suggested ? [`“Assign ${name}” makes it ${name}’s turn and tells them at once: ${suggested.why}.`] : []),
    ...(offers.acknowledge ? ['“I am on it” tells everybody and holds the ladder while work shows.'] : []),
    ...(joins ? [holder ? `“Join as a helper” leaves it ${holder}’s turn.` : '“Join as a helper” says that you help, whoever is assigned.'] : []),
  ];
  return (
    <>
      <div class="buttons">
        {offers.assign && suggested && <button class="go" type="button" disabled={busy} onClick={() => { speak('assign', { to: suggested.person, reason: suggested.why.slice(0, 500) }); }}>Assign {name}</button>}
        {offers.acknowledge && <button class="go" type="button" disabled={busy} onClick={() => { speak('acknowledge', {}); }}>I am on it</button>}
        {offers.assign && <button type="button" data-word="assign" onClick={() => { open('assign'); }}>{suggested || view.assignment ? 'Assign somebody else…' : 'Assign…'}</button>}
        {offers.handOver && <button type="button" data-word="hand-over" onClick={() => { open('hand-over'); }}>Hand over…</button>}
        {offers.decline && <button type="button" data-word="decline" onClick={() => { open('decline'); }}>Decline…</button>}
        {joins && <button type="button" disabled={busy} onClick={() => { speak('join', {}); }}>Join as a helper</button>}
      </div>
      {does.length > 0 && <p class="does">{does.join(' ')}</p>}
    </>
  );
}

function askedFor(word: Opened, view: IncidentView): Asked {
  const others = developersOf(view).filter(({ id }) => id !== view.assignment?.to);
  if (word === 'decline') return { title: 'Decline', does: 'It goes back to the product owner with your reason, and you are not suggested again.', submit: () => 'Decline', reason: 'needed' };
  if (word === 'hand-over') return { title: 'Hand over', does: 'It becomes their turn at once, they are told, and the time for the fix begins anew.', submit: (to) => `Hand over to ${to}`, people: others, reason: 'welcome' };
  const first = view.suggestions.find(({ person }) => others.some(({ id }) => id === person))?.person;
  return { title: 'Assign', does: view.assignment ? `It becomes their turn instead of ${nameOf(view.team, view.assignment.to)}’s.` : 'It becomes their turn, and they are told at once.', submit: (to) => `Assign ${to}`, people: others, first, reason: 'welcome' };
}

function Stranger({ view }: { view: IncidentView }) {
  const may = view.assignment
    ? `${nameOf(view.team, view.assignment.to)} may acknowledge, hand over or decline; everybody may join.`
    : `${listed(assignersOf(view).map(({ name }) => name)) || 'Nobody'} may assign; everybody may join.`;
  return <div class="act"><div class="buttons"><button type="button" onClick={askToSignIn}>Sign in to act</button></div><p class="does">{may}</p></div>;
}
