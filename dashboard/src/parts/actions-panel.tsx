// What may this person do now, and what will it do? Each word beside its sentence; those that would be refused say why, folded away.
import { useState } from 'preact/hooks';
import type { IncidentView } from '../../../src/contracts/incident';
import { actionsOf } from '../actions';
import type { Action, Deed } from '../actions';
import { askToSignIn, useWho } from '../live/session';
import { BuildForm } from './build-form';
import { Fault } from './states';
import { useSay } from './use-say';
import { WordForm } from './word-form';
import type { Asked } from './word-form';

const CANCEL: Asked = {
  title: 'End it without a fix', does: 'What runs is ended, what is half out is taken back, and the incident closes as cancelled. It can not be opened again; the same trouble coming back is a new one.',
  submit: () => 'End the incident', reason: 'needed', tone: 'stop', confirm: 'cancel',
};

export function ActionsPanel({ view, now }: { view: IncidentView; now: number }) {
  const who = useWho();
  if (view.outcome || who.kind === 'asking') return null;
  if (who.kind === 'nobody') {
    return <section class="panel" aria-labelledby="actions"><h2 id="actions">What you may do</h2><p class="soft">Everybody may look on. People of the team sign in to act.</p><button type="button" onClick={askToSignIn}>Sign in as one of the team</button></section>;
  }
  const actions = actionsOf(view, who.kind === 'known' ? who.me : undefined, now);
  return <Offers view={view} open={actions.filter(({ refused }) => refused === undefined)} shut={actions.filter(({ refused }) => refused !== undefined)} />;
}

function Offers({ view, open, shut }: { view: IncidentView; open: readonly Action[]; shut: readonly Action[] }) {
  const [opened, setOpened] = useState<Deed>();
  const { say, busy, refused, said } = useSay(view.id);
  const close = (isTaken: boolean) => { if (isTaken) setOpened(undefined); };
  const leave = () => {
    const back = opened;
    setOpened(undefined);
    requestAnimationFrame(() => document.querySelector<HTMLButtonElement>(`[data-deed="${back}"]`)?.focus());
  };
  const forms: Partial<Record<Deed, () => preact.JSX.Element>> = {
    build: () => <BuildForm view={view} busy={busy} onLeave={leave} onSay={(commit) => { void say('build', { commit }).then(close); }} />,
    cancel: () => <WordForm asked={CANCEL} team={view.team} busy={busy} onLeave={leave} onSay={(_, reason) => { void say('cancel', { reason }).then(close); }} />,
  };
  function press({ deed, place }: Action): void {
    if (place !== undefined) goTo(place);
    else if (deed === 'join') void say('join', {});
    else setOpened(deed);
  }
  const isOpen = opened !== undefined && open.some(({ deed }) => deed === opened);
  return (
    <section class="panel" aria-labelledby="actions">
      <h2 id="actions">What you may do</h2>
      {isOpen ? forms[opened]?.() : (
        <ul class="deeds">
          {open.map((action) => (
            <li key={action.deed}>
              {action.place === undefined
                ? <><button type="button" data-deed={action.deed} disabled={busy} onClick={() => { press(action); }}>{action.name}{action.deed in forms && '…'}</button><span>{action.does}</span></>
                : <><span><b id={`deed-${action.deed}`}>{action.name}</b> <button type="button" class="plain" aria-describedby={`deed-${action.deed}`} onClick={() => { press(action); }}>Show where</button></span><span>{action.does}</span></>}
            </li>
          ))}
        </ul>
      )}
      {said && <p class="ok" role="status">✓ {said}</p>}
      {refused && <Fault refused={refused} />}
      {shut.length > 0 && (
        <details>
          <summary>Not now: {shut.length} more</summary>
          <ul class="deeds shut-deeds">{shut.map(({ deed, name, refused: why }) => <li key={deed}><b>{name}</b> <span class="soft">{why}</span></li>)}</ul>
        </details>
      )}
    </section>
  );
}

/** To the words themselves, which stand beside what they are about. */
function goTo(place: string): void {
  const target = document.getElementById(place);
  const box = target?.closest<HTMLElement>('section, .turn, details, form') ?? target;
  if (box instanceof HTMLDetailsElement) box.open = true;
  const words = target?.matches('input') ? target : box?.querySelector<HTMLElement>('.words button:enabled, .buttons button:enabled, .act button:enabled, .shut button:enabled');
  box?.scrollIntoView({ block: 'center', behavior: 'auto' });
  words?.focus({ preventScroll: true });
}
