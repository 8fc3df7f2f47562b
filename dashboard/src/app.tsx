// Which page is shown? The address says: see route.ts.
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Connection } from './live/connection';
import { useKeyboard } from './live/keyboard';
import { useRoute } from './live/place';
import { WhoContext, useSession, useWays } from './live/session';
import { useUnrouted } from './live/unrouted';
import { KeysDialog } from './parts/keys-dialog';
import { Later } from './parts/later';
import { SignInAside } from './parts/sign-in-aside';
import { TopBar } from './parts/top-bar';
import { fetchAhead, loadDevice, loadFindings, loadHistory, loadIncident, loadNumbers, loadServices, loadSetUp, loadTests, loadUnrouted, loadWall } from './pages/later-pages';
import { NowPage } from './pages/now-page';
import { SignInPage } from './pages/sign-in-page';

const NONE = {};
const AT_REST_MS = 2500; // by then the first page is drawn, on a slow machine too

export function App() {
  const route = useRoute(() => { window.scrollTo(0, 0); });
  const [connection, setConnection] = useState<Connection>({ state: 'connecting' });
  const who = useSession();
  const ways = useWays(who.kind === 'nobody');
  const unrouted = useUnrouted(route.page === 'unrouted');
  const [isHelped, setHelped] = useState(false);
  const showKeys = useCallback(() => { setHelped(true); }, []);
  useEffect(() => {
    const timer = window.setTimeout(() => { void fetchAhead(); }, AT_REST_MS);
    return () => { window.clearTimeout(timer); };
  }, []);
  useKeyboard(route.page !== 'wall', showKeys);
  const isShut = who.kind === 'nobody' && ways?.readsAreOpen === false && route.page !== 'sign-in';
  const followed = !isShut && (route.page === 'now' || route.page === 'incident');
  if (route.page === 'wall' && !isShut) return <WhoContext.Provider value={who}><main id="main" tabIndex={-1}><Later load={loadWall} name="Wall" props={NONE} /></main></WhoContext.Provider>;
  return (
    <WhoContext.Provider value={who}>
      <a class="skip" href="#main" onClick={skipToMain}>Skip to the content</a>
      <TopBar route={route} connection={followed ? connection : undefined} unrouted={unrouted.list?.unrouted.length ?? 0} isDoor={isShut || route.page === 'sign-in'} onKeys={showKeys} />
      {isHelped && <KeysDialog onClose={() => { setHelped(false); }} />}
      {!isShut && route.page !== 'sign-in' && <SignInAside />}
      <main id="main" tabIndex={-1}>
        {isShut && <SignInPage isAsked />}
        {route.page === 'sign-in' && <SignInPage secret={route.secret} />}
        {!isShut && (
          <>
            {route.page === 'now' && <NowPage onConnection={setConnection} />}
            {route.page === 'incident' && <Later key={route.id} load={loadIncident} name="Incident" props={{ id: route.id, onConnection: setConnection }} />}
            {route.page === 'history' && <Later load={loadHistory} name="History" props={NONE} />}
            {route.page === 'services' && <Later load={loadServices} name="Services" props={NONE} />}
            {route.page === 'numbers' && <Later load={loadNumbers} name="Numbers" props={NONE} />}
            {route.page === 'unrouted' && <Later load={loadUnrouted} name="Unrouted alerts" props={unrouted} />}
            {route.page === 'device' && <Later load={loadDevice} name="Sign a program in" props={{ code: route.code }} />}
            {route.page === 'setup' && <Later load={loadSetUp} name="Set-up" props={NONE} />}
            {route.page === 'tests' && <Later key={route.service} load={loadTests} name="Tests" props={{ service: route.service }} />}
            {route.page === 'findings' && <Later key={route.service} load={loadFindings} name="Findings" props={{ service: route.service }} />}
            {route.page === 'unknown' && <div class="state"><h1>There is no such page</h1><p><a href="#/">See what is open now</a></p></div>}
          </>
        )}
      </main>
    </WhoContext.Provider>
  );
}

function skipToMain(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
