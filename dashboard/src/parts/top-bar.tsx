// The bar above every page: where one is, whether the page is live, and who acts.
import { useState } from 'preact/hooks';
import type { Route } from '../app';
import { useNow } from '../live/connection';
import type { Connection } from '../live/connection';
import { keepToken, useToken } from '../live/session';
import { age } from '../text';

export function TopBar({ route, connection }: { route: Route; connection: Connection }) {
  return (
    <header class="top">
      <a class="brand" href="#/"><img src="/icon.svg" alt="" width="14" height="14" />dayshift</a>
      <nav aria-label="Pages"><a href="#/" aria-current={route.page === 'now' ? 'page' : undefined}>Now</a></nav>
      <LiveMark connection={connection} />
      <SignIn />
    </header>
  );
}

function LiveMark({ connection }: { connection: Connection }) {
  const now = useNow();
  const seconds = connection.changedAt ? Math.floor((now - connection.changedAt) / 1000) : undefined;
  const since = seconds === undefined ? '' : seconds < 60 ? ` · last change ${Math.max(0, seconds)} s ago` : ` · last change ${age(seconds * 1000)} ago`;
  if (connection.state === 'live') return <span class="live"><b class="ok">● live</b><span class="wide">{since}</span></span>;
  if (connection.state === 'connecting') return <span class="live"><b class="run">◌ connecting</b></span>;
  return <span class="live" role="status"><b class="bad">✕ not connected</b><span class="wide"> · what you see may be old; trying again</span></span>;
}

function SignIn() {
  const token = useToken();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  if (token) return <span class="signin"><span class="wide soft">token kept for this tab</span><button type="button" onClick={() => { keepToken(''); }}>Sign out</button></span>;
  if (!open) return <span class="signin"><button type="button" onClick={() => { setOpen(true); }}>Sign in</button></span>;
  function submit(event: Event): void {
    event.preventDefault();
    keepToken(typed.trim());
    setTyped('');
    setOpen(false);
  }
  return (
    <form class="signin" onSubmit={submit} onKeyDown={(event) => { if (event.key === 'Escape') setOpen(false); }}>
      <label class="hidden" for="token">Your token</label>
      <input id="token" type="password" autocomplete="off" placeholder="your token" value={typed} ref={(input) => input?.focus()} onInput={(event) => { setTyped(event.currentTarget.value); }} />
      <button type="submit" disabled={!typed.trim()}>Sign in</button>
    </form>
  );
}
