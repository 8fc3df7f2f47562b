// What can be done with a log? Find in it, from match to match; follow it or let it go; take the whole of it home.
import { useState } from 'preact/hooks';
import { wholeLog } from '../live/log';
import { asRefused } from '../live/api';
import { plural } from '../text';

interface Props {
  id: string;
  sought: string;
  found: readonly number[]; // lines, by their numbers
  chosen: number | undefined;
  from: number; // the first line in sight: the search begins there
  running: boolean;
  follows: boolean;
  onSeek: (text: string) => void;
  onShow: (line: number | undefined) => void;
  onFollow: () => void;
}

export function LogTools({ id, sought, found, chosen, from, running, follows, onSeek, onShow, onFollow }: Props) {
  const at = chosen === undefined ? -1 : found.indexOf(chosen);
  function step(by: 1 | -1): void {
    if (found.length === 0) return;
    const near = by > 0 ? found.findIndex((line) => line >= from) : found.findLastIndex((line) => line <= from);
    const next = at >= 0 ? (at + by + found.length) % found.length : near >= 0 ? near : by > 0 ? 0 : found.length - 1;
    onShow(found[next]);
  }
  function onKey(event: KeyboardEvent): void {
    if (event.key === 'Enter') {
      event.preventDefault();
      step(event.shiftKey ? -1 : 1);
    }
    if (event.key === 'Escape' && sought) {
      event.preventDefault();
      event.stopPropagation();
      onSeek('');
    }
  }
  const isSought = sought.trim() !== '';
  return (
    <span class="log-tools sift" role="search">
      <label>Find <input type="search" value={sought} autocomplete="off" spellcheck={false} aria-keyshortcuts="Enter Shift+Enter" onInput={(event) => { onSeek(event.currentTarget.value); }} onKeyDown={onKey} /></label>
      <span class="soft count" role="status">{isSought && (found.length === 0 ? 'in no line' : at >= 0 ? `${(at + 1).toLocaleString('en-US')} of ${plural(found.length, 'line')}` : `in ${plural(found.length, 'line')}`)}</span>
      {isSought && <><button type="button" disabled={found.length === 0} onClick={() => { step(-1); }}>↑<span class="hidden"> Previous match</span></button><button type="button" disabled={found.length === 0} onClick={() => { step(1); }}>↓<span class="hidden"> Next match</span></button></>}
      {running ? <button type="button" aria-pressed={follows} onClick={onFollow}>Follow</button> : !follows && <button type="button" onClick={onFollow}>To the end</button>}
      <Download id={id} />
    </span>
  );
}

function Download({ id }: { id: string }) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState('');
  async function take(): Promise<void> {
    setBusy(true);
    setFault('');
    try {
      const address = URL.createObjectURL(await wholeLog(id));
      const link = document.createElement('a');
      link.href = address;
      link.download = `${id.replace(/[^\w.-]+/g, '-')}.log`;
      link.click();
      window.setTimeout(() => { URL.revokeObjectURL(address); }, 60_000);
    } catch (error) {
      setFault(asRefused(error).message);
    } finally {
      setBusy(false);
    }
  }
  return <><button type="button" disabled={busy} onClick={() => { void take(); }}>{busy ? 'Reading …' : 'Download'}</button>{fault && <span class="bad" role="alert">✕ {fault}</span>}</>;
}
