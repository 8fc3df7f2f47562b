// What is one token or link: for whom, good until when, used when, and how is it ended? Ending asks once more.
import { useRef, useState } from 'preact/hooks';
import type { CredentialView } from '../../../src/contracts/access';
import { holderOf, stateOf } from '../credentials';
import type { CredentialState } from '../credentials';
import { asRefused, remove } from '../live/api';
import type { Refused } from '../live/api';
import { dayAndClock } from '../text';
import { focusOnce } from './focus';
import { Moment } from './marks';
import { Fault } from './states';

const STATES: Record<CredentialState, { shape: string; word: string; tone: string }> = {
  good: { shape: '✓', word: 'good', tone: 'ok' }, 'ends-soon': { shape: '◔', word: 'ends soon', tone: 'wait' }, expired: { shape: '◌', word: 'expired', tone: 'soft' }, ended: { shape: '✕', word: 'ended', tone: 'soft' },
};

/** `isMine`: whose it is goes without saying. */
interface Props { one: CredentialView; now: number; address: string; isMine?: boolean; onEnded: () => void }

export function CredentialRow({ one, now, address, isMine = false, onEnded }: Props) {
  const state = stateOf(one, now);
  const { shape, word, tone } = STATES[state];
  const moment = (at: string) => <Moment at={at} text={dayAndClock(at, now)} />;
  const isOver = state === 'ended' || state === 'expired';
  return (
    <li>
      <span class={tone}><span aria-hidden="true">{shape}</span> {word}</span>
      <div>
        <b>{one.name}</b>
        <p>{isMine ? 'May' : `For ${holderOf(one)} · may`} {one.scopes.join(', ')}</p>
        <p class="soft">
          {one.createdAt ? <>made {moment(one.createdAt)}{one.createdBy && <> by {one.createdBy}</>}</> : <>written in <span class="mono">dayshift.yaml</span></>}
          {one.endedAt ? <> · ended {moment(one.endedAt)}</> : one.expiresAt ? <> · {isOver ? 'expired' : 'good until'} {moment(one.expiresAt)}</> : <> · without an end</>}
          {' · '}{one.usedAt ? <>last used {moment(one.usedAt)}</> : 'not used yet'}
        </p>
        {!isOver && (one.from === 'made' ? <End one={one} address={address} onEnded={onEnded} /> : <p class="soft">It ends when it is taken out of the file and dayshift is started again.</p>)}
      </div>
    </li>
  );
}

function End({ one, address, onEnded }: Pick<Props, 'one' | 'address' | 'onEnded'>) {
  const [isAsked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const box = useRef<HTMLDivElement>(null);
  function leave(): void {
    setAsked(false);
    requestAnimationFrame(() => box.current?.querySelector('button')?.focus());
  }
  async function end(): Promise<void> {
    if (busy) return;
    setBusy(true);
    setRefused(undefined);
    try {
      await remove(`${address}/${encodeURIComponent(one.id)}`);
      onEnded();
    } catch (error) {
      setRefused(asRefused(error));
    } finally {
      setBusy(false);
    }
  }
  if (!isAsked) return <div ref={box}><button type="button" onClick={() => { setAsked(true); }}>End…<span class="hidden"> {one.name}</span></button></div>;
  return (
    <div class="sure" role="group" aria-label={`End ${one.name}`} onKeyDown={(event) => { if (event.key === 'Escape') leave(); }}>
      <p>Whoever uses it is refused from then on, and it cannot be taken back.</p>
      <div class="buttons">
        <button type="button" class="stop" aria-busy={busy} ref={focusOnce} onClick={() => { void end(); }}>End it</button>
        <button type="button" onClick={leave}>Keep it</button>
      </div>
      {refused && <Fault refused={refused} />}
    </div>
  );
}
