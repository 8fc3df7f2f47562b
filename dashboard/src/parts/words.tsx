// Which words are offered here? A button for each; one that needs more opens its form in their place, and what came back stands below.
import { useRef, useState } from 'preact/hooks';
import type { IncidentView } from '../../../src/contracts/incident';
import type { Refused } from '../live/api';
import { Fault } from './states';
import { WordForm } from './word-form';
import type { Asked } from './word-form';

/** Without `asked` one click says it. `say` tells whether it was taken. */
export interface Offer { key: string; label: string; tone?: 'go' | 'stop'; asked?: Asked; say: (to: string, why: string) => Promise<boolean> }
interface Props { offers: readonly Offer[]; team: IncidentView['team']; busy: boolean; said: string; refused: Refused | undefined }

export function Words({ offers, team, busy, said, refused }: Props) {
  const [opened, setOpened] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const open = offers.find(({ key, asked }) => key === opened && asked !== undefined);
  function leave(): void {
    const back = opened;
    setOpened('');
    requestAnimationFrame(() => box.current?.querySelector<HTMLButtonElement>(`[data-word="${back}"]`)?.focus());
  }
  const speak = (offer: Offer, to: string, why: string) => { void offer.say(to, why).then((isTaken) => { if (isTaken) setOpened(''); }); };
  return (
    <div class="words" ref={box}>
      {open?.asked
        ? <WordForm key={open.key} asked={open.asked} team={team} busy={busy} onLeave={leave} onSay={(to, why) => { speak(open, to, why); }} />
        : offers.length > 0 && (
          <div class="buttons">
            {offers.map((offer) => <button key={offer.key} type="button" class={offer.tone ?? ''} data-word={offer.key} disabled={busy} onClick={() => { if (offer.asked) setOpened(offer.key); else speak(offer, '', ''); }}>{offer.label}</button>)}
          </div>
        )}
      {said && <p class="ok" role="status">✓ {said}</p>}
      {refused && <Fault refused={refused} />}
    </div>
  );
}
