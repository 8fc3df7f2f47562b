// The bar above every page: where one is, whether the page is live, and who acts.
import { useNow } from '../live/connection';
import type { Connection } from '../live/connection';
import { askToSignIn, useWho } from '../live/session';
import type { Route } from '../route';
import { age, clock, plural } from '../text';
import { Moment } from './marks';
import { SignOut } from './sign-out';

/** `isDoor`: the page below is the way in itself. */
interface Props { route: Route; connection: Connection | undefined; unrouted: number; isDoor: boolean; onKeys: () => void }

export function TopBar({ route, connection, unrouted, isDoor, onKeys }: Props) {
  const here = (page: Route['page']) => (route.page === page ? 'page' : undefined);
  return (
    <header class="top">
      <a class="brand" href="#/"><img src="/icon.svg" alt="" width="14" height="14" />dayshift</a>
      <nav aria-label="Pages">
        <a href="#/" aria-current={here('now')}>Now</a>
        <a href="#/history" aria-current={here('history')}>History</a>
        <a href="#/numbers" aria-current={here('numbers')}>Numbers</a>
        <a href="#/services" aria-current={route.page === 'tests' || route.page === 'findings' ? 'page' : here('services')}>Services</a>
        <a href="#/unrouted" aria-current={here('unrouted')}>Unrouted{unrouted > 0 && <> <span class="badge" title={`${plural(unrouted, 'alert')} belong to no service`}>{unrouted > 99 ? '99+' : unrouted}</span></>}</a>
        <a href="#/setup" aria-current={here('setup')}>Set-up</a>
      </nav>
      {connection ? <LiveMark connection={connection} /> : <span class="live" />}
      <button type="button" class="keys-hint wide" aria-label="Keys" aria-keyshortcuts="?" onClick={onKeys}>?</button>
      <WhoActs isDoor={isDoor} />
    </header>
  );
}

function LiveMark({ connection }: { connection: Connection }) {
  const now = useNow();
  const seconds = connection.changedAt ? Math.floor((now - connection.changedAt) / 1000) : undefined;
  const since = seconds === undefined ? '' : seconds < 60 ? ` · last change ${Math.max(0, seconds)} s ago` : ` · last change ${age(seconds * 1000)} ago`;
  if (connection.state === 'live') return <span class="live"><b class="ok">● live</b><span class="wide">{since}</span></span>;
  if (connection.state === 'connecting') return <span class="live"><b class="run">◌ connecting</b></span>;
  const lost = connection.lostAt ? new Date(connection.lostAt).toISOString() : undefined;
  return <span class="live" role="status"><b class="bad">✕ {connection.state === 'stale' ? 'not up to date' : 'not connected'}</b>{lost && <> since <Moment at={lost} text={clock(lost, true)} /></>}<span class="wide"> · trying again</span></span>;
}

function WhoActs({ isDoor }: { isDoor: boolean }) {
  const who = useWho();
  if (who.kind === 'asking' || (who.kind === 'nobody' && isDoor)) return <span class="signin" />;
  if (who.kind === 'nobody') return <span class="signin"><button type="button" onClick={askToSignIn}>Sign in</button></span>;
  if (who.kind !== 'known') return <span class="signin soft">who you are is not known yet</span>;
  const { me, isOver } = who;
  return (
    <span class="signin">
      <b>{me.name}</b>
      <span class="wide soft">{me.kind === 'viewer' ? 'looks on' : me.roles.join(', ').replace(/-/g, ' ')}</span>
      {isOver ? <button type="button" onClick={askToSignIn}>Sign in again</button> : <SignOut />}
    </span>
  );
}
