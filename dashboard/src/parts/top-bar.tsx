// The bar above every page: where one is, whether the page is live, and who acts.
import { useEffect, useState } from 'preact/hooks';
import { useNow } from '../live/connection';
import type { Connection } from '../live/connection';
import { onAskedToSignIn, useWho } from '../live/session';
import { keepToken } from '../live/token';
import type { Route } from '../route';
import { age, plural } from '../text';

interface Props { route: Route; connection: Connection | undefined; unrouted: number }

export function TopBar({ route, connection, unrouted }: Props) {
  const here = (page: Route['page']) => (route.page === page ? 'page' : undefined);
  return (
    <header class="top">
      <a class="brand" href="#/"><img src="/icon.svg" alt="" width="14" height="14" />dayshift</a>
      <nav aria-label="Pages">
        <a href="#/" aria-current={here('now')}>Now</a>
        <a href="#/history" aria-current={here('history')}>History</a>
        <a href="#/services" aria-current={route.page === 'tests' ? 'page' : here('services')}>Services</a>
        <a href="#/numbers" aria-current={here('numbers')}>Numbers</a>
        <a href="#/unrouted" aria-current={here('unrouted')}>Unrouted{unrouted > 0 && <> <span class="badge" title={`${plural(unrouted, 'alert')} belong to no service`}>{unrouted > 99 ? '99+' : unrouted}</span></>}</a>
        <a href="#/setup" aria-current={here('setup')}>Set-up</a>
      </nav>
      {connection ? <LiveMark connection={connection} /> : <span class="live" />}
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
  const who = useWho();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  useEffect(() => onAskedToSignIn(() => { setOpen(true); }), []);
  useEffect(() => { if (who.kind === 'nobody' && who.refused) setOpen(true); }, [who]);
  if (who.kind !== 'nobody') {
    const name = who.kind === 'known' ? <b>{who.me.name}</b> : <span class="soft">{who.kind === 'asking' ? 'signing in …' : 'token kept for this tab'}</span>;
    const roles = who.kind === 'known' && <span class="wide soft">{who.me.roles.join(', ').replace(/-/g, ' ')}</span>;
    return <span class="signin">{name}{roles}<button type="button" onClick={() => { setOpen(false); keepToken(''); }}>Sign out</button></span>;
  }
  if (!open) return <span class="signin"><button type="button" onClick={() => { setOpen(true); }}>Sign in</button></span>;
  function submit(event: Event): void {
    event.preventDefault();
    keepToken(typed.trim());
    setTyped('');
    setOpen(false);
  }
  return (
    <form class="signin" onSubmit={submit} onKeyDown={(event) => { if (event.key === 'Escape') setOpen(false); }}>
      {who.refused && <span class="bad" role="alert" id="token-refused">✕ {who.refused.problem.detail}</span>}
      <label class="hidden" for="token">Your token</label>
      <input id="token" type="password" autocomplete="off" placeholder="your token" aria-describedby={who.refused ? 'token-refused' : undefined} value={typed} ref={(input) => { if (input && document.activeElement !== input) input.focus(); }} onInput={(event) => { setTyped(event.currentTarget.value); }} />
      <button type="submit" disabled={!typed.trim()}>Sign in</button>
    </form>
  );
}
